"""What a person reads when the office could not be opened, and what they are offered then."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models import messages
from models.errors import ErrorCode, UserError
from models.services.entry import updates
from ui.shell.attempt import Attempt
from ui.widgets.dialog import Choice
from ui.widgets.fields import FieldNote

if TYPE_CHECKING:
    from models.services.safety.salvage import Rescue

_RESCUE, _RENEW = "selamatkan", "perbarui"

#: Refusals that belong below the fields; anything else is a message of its own.
_BESIDE = {
    ErrorCode.WRONG_PASSWORD,
    ErrorCode.UNKNOWN_USER,
    ErrorCode.USER_INACTIVE,
    ErrorCode.RECOVERY_KEY_TYPO,
    ErrorCode.RECOVERY_KEY_WRONG,
    ErrorCode.WEAK_PASSWORD,
}


def show(attempt: Attempt, error: UserError) -> None:
    """Tell why ``attempt`` failed; where data are damaged or the program is too old, offer the way out."""
    if said_below(attempt.note, error):
        attempt.again.setFocus()  # the next keys are the next try, wherever the focus went meanwhile
    elif error.code is ErrorCode.DATABASE_DAMAGED and attempt.rescue is not None:
        if attempt.notify.problem(error, Choice(_RESCUE, "Selamatkan yang terbaca")) == _RESCUE:
            attempt.carry_out("Menyelamatkan…", attempt.rescue, lambda made: _rescued(attempt, made))
    elif error.code is ErrorCode.SCHEMA_NEWER and "folder" in error.details:
        if attempt.notify.problem(error, Choice(_RENEW, "Perbarui sekarang")) == _RENEW:
            place = Path(str(error.details["folder"]))
            attempt.carry_out("Memasang versi baru…", lambda: updates.renew(place), lambda new: _renewed(attempt, new))
    else:
        attempt.notify.problem(error)


def said_below(note: FieldNote, error: UserError) -> bool:
    """Write what is to be corrected into ``note``; False where that is not the place for it."""
    if error.code not in _BESIDE:
        return False
    said = messages.render(error)
    note.show_problem(" ".join(part for part in (said.why, said.do) if part))
    return True


def _renewed(attempt: Attempt, version: str) -> None:
    words = f"Jangkau {version} sudah terpasang di komputer ini. Tutup Jangkau, lalu buka lagi untuk masuk."
    attempt.notify.info("Versi baru sudah terpasang", words)


def _rescued(attempt: Attempt, made: Rescue) -> None:
    words = (
        f"Hasilnya di {made.folder}, bersama daftar yang tidak terbaca. Untuk memakainya pilih Pulihkan dari "
        f"cadangan, lalu tunjuk {made.backup.parent}. Data yang rusak tidak diubah."
    )
    attempt.notify.info("Yang terbaca sudah diselamatkan", words)
