"""What the tab Berkas decides: its columns, which files a view shows, and what can be done with the chosen ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.services.views import CasePage, ReceiptRow, ReceiptState
from ui.icons import Icon
from ui.tables.model import Column
from ui.theme import Tone
from ui.widgets.pill import Status

#: Keys of what can be done with files.
ACCEPT, SORT, RESOLVE, PAPER, CASE = "terima", "pilah", "lengkap", "tanda_terima", "kasus"
VERBS = {
    ACCEPT: "Terima",
    SORT: "Pilah",
    RESOLVE: "Sudah dilengkapi",
    PAPER: "Tanda terima",
    CASE: "Buka kasus",
}
_NOT_CHOSEN = Status("Tidak dipilih", Icon.NOT_NEEDED, Tone.NEUTRAL)
_STATES = {
    ReceiptState.OFFERED: Status("Menunggu diterima", Icon.WAITING, Tone.WARN),
    ReceiptState.RECEIVED: Status("Belum dipilah", Icon.IMPORT, Tone.INFO),
    ReceiptState.SORTED: Status("Terpilih", Icon.DONE_OUTLINE, Tone.OK),
}


def lacking(receipt: ReceiptRow) -> bool:
    """Whether something is still missing in a file."""
    return bool(receipt.shortage) and not receipt.resolved


#: The views of the list: key, words, and whether a file belongs there.
VIEWS: tuple[tuple[str, str, Callable[[ReceiptRow], bool]], ...] = (
    ("semua", "Semua berkas", lambda _one: True),
    ("menunggu", "Menunggu diterima", lambda one: one.state is ReceiptState.OFFERED),
    ("belum", "Belum dipilah", lambda one: one.state is ReceiptState.RECEIVED),
    ("kurang", "Masih kurang", lacking),
    ("tanpa_surat", "Belum ada tanda terima", lambda one: one.state is not ReceiptState.OFFERED and not one.letter_id),
)


def shown(receipts: Sequence[ReceiptRow], view: str, service: str, text: str) -> list[ReceiptRow]:
    """The files of a view and a service ("" for all) in which every word of ``text`` is found."""
    belongs = next(test for key, _words, test in VIEWS if key == view)
    wanted = text.casefold().split()

    def found(one: ReceiptRow) -> bool:
        said = f"{one.register_number} {one.document} {one.service} {one.giver} {one.letter_number}".casefold()
        return all(word in said for word in wanted)

    return [one for one in receipts if belongs(one) and service in ("", one.service) and found(one)]


def doable(chosen: Sequence[ReceiptRow], page: CasePage) -> dict[str, list[ReceiptRow]]:
    """What can be done with the chosen files and with which of them, the next thing first."""
    found = {
        ACCEPT: [one for one in chosen if one.state is ReceiptState.OFFERED and page.may_receive],
        SORT: _to_sort(chosen) if page.may_sort else [],
        RESOLVE: [one for one in chosen if lacking(one)],
        PAPER: [one for one in chosen if one.state is not ReceiptState.OFFERED],
        CASE: [one for one in chosen if one.case_id is not None] if len(chosen) == 1 else [],
    }
    return {key: files for key, files in found.items() if files}


def _to_sort(chosen: Sequence[ReceiptRow]) -> list[ReceiptRow]:
    """The files that are to be sorted; where all are, those whose sorting can be changed."""
    fresh = [one for one in chosen if one.state is ReceiptState.RECEIVED]
    return fresh or [one for one in chosen if one.state is ReceiptState.SORTED and not one.shortage]


def verb(key: str, files: Sequence[ReceiptRow], chosen: int) -> str:
    """The words on a button: "Pilah…", with the number of files where more than one is chosen."""
    again = key == SORT and all(one.state is ReceiptState.SORTED for one in files)
    words = "Pilah ulang" if again else VERBS[key]
    count = f" ({len(files)})" if chosen > 1 and key != CASE else ""
    return f"{words}{count}{'…' if key in (ACCEPT, SORT) else ''}"


def columns() -> tuple[Column, ...]:
    return (
        Column("berkas", "Berkas", _title, _origin, 0, strong=True),
        Column("pemberi", "Pemberi", lambda one: one.giver or "–", lambda one: one.detail, 230),
        Column("lengkap", "Kelengkapan", lambda one: one.complete or "–", shortage, 190,
               tone=lambda one: Tone.DANGER if lacking(one) else None),
        Column("keadaan", "Keadaan", lambda one: status(one).word, width=170, pill=status),
        Column("surat", "Tanda terima", _letter, width=200),
    )  # fmt: skip


def _title(receipt: ReceiptRow) -> str:
    return " · ".join(part for part in (receipt.register_number, receipt.document) if part)


def _origin(receipt: ReceiptRow) -> str:
    return f"{receipt.service} · {receipt.quantity} berkas" if receipt.quantity > 1 else receipt.service


def shortage(receipt: ReceiptRow) -> str:
    """ "Kurang: lembar persetujuan", and later that it came."""
    if not receipt.shortage:
        return ""
    return f"{'Sudah dilengkapi' if receipt.resolved else 'Kurang'}: {receipt.shortage}"


def status(receipt: ReceiptRow) -> Status:
    """How far a file is."""
    left_out = receipt.state is ReceiptState.SORTED and not receipt.selected
    return _NOT_CHOSEN if left_out else _STATES[receipt.state]


def _letter(receipt: ReceiptRow) -> str:
    return receipt.letter_number or ("Konsep" if receipt.letter_id else "–")


def counted(receipts: Sequence[ReceiptRow], rows: int, chosen: int) -> str:
    """ "40 dari 200 berkas tampil, 12 dipilih"."""
    of = f"{rows} berkas" if rows == len(receipts) else f"{rows} dari {len(receipts)} berkas tampil"
    return f"{of}, {chosen} dipilih" if chosen > 1 else of
