"""Who signs: the holder of a post, who stands in while the holder is away, and who signs on the holder's behalf.

What is offered follows Permendagri 1/2023: *Plh.* for a holder who is away, *Plt.* for a vacant post, *a.n.* by mandate
to the level below, *u.b.* by whom the mandated official has charged in turn. The letter keeps what it was signed with.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from models.domain.indonesia import long_date
from models.domain.paper import ACTING, Signer
from models.domain.posts import SIGNING_POSTS
from models.forms.spec import Values
from models.letters.spec import LetterSpec
from models.services import standins
from models.services.desk import Desk
from models.store.tables import Mandate, Officer

#: The post of whoever writes the paper.
WRITER = "petugas"
DIRECT, STAND_IN = "langsung", "pengganti"
_MANDATE = "mandat-"


@dataclass(frozen=True)
class Choice:
    """One way a paper may be signed. ``key`` is what a letter remembers of it."""

    key: str
    signer: Signer


def acting(desk: Desk, post: str, day: date | None = None) -> Signer | None:
    """Who signs for the whole ``post`` ("kepala", "petugas" …) on ``day``, by default today; None for nobody."""
    if post == WRITER:
        return _writer(desk)
    ways = _offered(desk, post, "", day or desk.clock.now().date())
    return next((way.signer for way in ways if way.signer.mode not in _BEHALF), None)


def offered(desk: Desk, spec: LetterSpec, day: date) -> tuple[Choice, ...]:
    """Every way a letter of this kind may be signed on ``day``, the usual one first. Inside a stretch.

    Where nobody can sign for the kind's post, whoever holds the post that stands in for it.
    """
    if not spec.signer:
        return ()
    if spec.signer == WRITER:
        return (Choice(DIRECT, _writer(desk)),)
    found = _offered(desk, spec.signer, spec.key, day)
    return found or (_offered(desk, spec.signer_else, spec.key, day) if spec.signer_else else ())


def chosen(desk: Desk, spec: LetterSpec, choice: str, day: date) -> Signer | None:
    """Who signs a letter for which ``choice`` was made ("" for the usual way); None where that is not possible."""
    ways = offered(desk, spec, day)
    return next((way.signer for way in ways if choice in ("", way.key)), None)


def of_letter(desk: Desk, spec: LetterSpec, values: Values, choice: str, day: date) -> Signer | None:
    """Who signs a letter so answered: as ``chosen``, or the officer the clerk names where the kind leaves that open."""
    if not spec.signer_field:
        return chosen(desk, spec, choice, day)
    officer = Officer.get_or_none(Officer.id == values.get(spec.signer_field))
    return as_signer(desk, officer) if officer else None


def obstacle(desk: Desk, spec: LetterSpec, choice: str, day: date) -> str:
    """Why the ``choice`` that was made for a letter does not hold on ``day``, as a sentence; "" if it does."""
    if not choice or not spec.signer or any(way.key == choice for way in offered(desk, spec, day)):
        return ""
    if not choice.startswith(_MANDATE):
        return "Penanda tangan yang dipilih tidak hadir atau tidak lagi memegang jabatannya pada tanggal surat"
    mandate = Mandate.get_or_none(Mandate.id == int(choice.removeprefix(_MANDATE)))
    if mandate is None or mandate.cancelled:
        return "Pelimpahan tanda tangan yang dipilih sudah dicabut"
    text, name = day.isoformat(), mandate.officer.name
    if text < mandate.first_day:
        return f"Wewenang {name} baru mulai {long_date(date.fromisoformat(mandate.first_day))}"
    if mandate.last_day and text > mandate.last_day:
        return f"Wewenang {name} berakhir {long_date(date.fromisoformat(mandate.last_day))}"
    return f"{name} tidak dapat menandatangani surat ini pada tanggalnya"


def told(signer: Signer | None) -> str:
    """As in "Hendra Wijaya, Plh. Kepala UPTD PPA" or "Sri Lestari, a.n. Kepala UPTD PPA"; "" where nobody signs."""
    if signer is None:
        return ""
    if signer.mode in _BEHALF and signer.behalf:
        ub = ", u.b." if signer.mode == "u.b." else ""
        return f"{signer.name}, a.n. {signer.behalf.splitlines()[0]}{ub}"
    return f"{signer.name}, {signer.title}"


_BEHALF = ("a.n.", "u.b.")


def _offered(desk: Desk, post: str, letter_key: str, day: date) -> tuple[Choice, ...]:
    holder = Officer.select().where(Officer.signs_as == post, Officer.active).order_by(Officer.id).first()
    mandated = _mandated(desk, post, letter_key, day, holder)
    if holder is None:
        return tuple(mandated)
    direct = Choice(DIRECT, as_signer(desk, holder))
    away = standins.absent_on(holder.id, day)
    if away is None:
        return direct, *mandated
    if away.deputy is None:  # nobody was named: whoever may sign on the holder's behalf goes first
        return *mandated, direct
    deputy = away.deputy
    signer = Signer(deputy.name, post_of(desk, holder), deputy.rank, deputy.nip, away.mode or "Plh.")
    return Choice(STAND_IN, signer), *mandated


def _mandated(desk: Desk, post: str, letter_key: str, day: date, holder: Officer | None) -> list[Choice]:
    text = day.isoformat()
    query = (
        Mandate.select(Mandate, Officer)
        .join(Officer)
        .where(
            Mandate.post == post,
            ~Mandate.cancelled,
            Officer.active,
            Mandate.letter_key.in_(["", letter_key]),
            Mandate.first_day <= text,
            (Mandate.last_day == "") | (Mandate.last_day >= text),
        )
        .order_by(Mandate.mode.in_(_BEHALF), Mandate.id)
    )
    found = []
    for row in query:
        # Who acts for a post does so only while nobody holds it; who is away signs nothing.
        if (row.mode in ACTING and holder is not None) or standins.absent_on(row.officer.id, day):
            continue
        found.append(Choice(f"{_MANDATE}{row.id}", _by_mandate(desk, row, holder)))
    return found


def _by_mandate(desk: Desk, row: Mandate, holder: Officer | None) -> Signer:
    officer = row.officer
    title = row.title or (post_of(desk, holder) if holder else post_title(desk, row.post))
    if row.mode in ACTING:
        return Signer(officer.name, title, officer.rank, officer.nip, row.mode)
    behalf = "\n".join(line for line in (title, row.via) if line)
    return Signer(officer.name, officer.post, officer.rank, officer.nip, row.mode, behalf)


def post_title(desk: Desk, post: str) -> str:
    """What a post is called that nobody holds."""
    return desk.office.head_post if post == "kepala" and desk.office.head_post else SIGNING_POSTS.get(post, post)


def _writer(desk: Desk) -> Signer:
    user = desk.session.user
    row = Officer.get_or_none(Officer.id == user.officer_id) if user.officer_id else None
    signer = as_signer(desk, row) if row else Signer(name=user.display_name, post="")
    return signer if signer.post else replace(signer, post="Petugas")


def as_signer(desk: Desk, row: Officer) -> Signer:
    """The officer signing for their own post."""
    return Signer(name=row.name, post=post_of(desk, row), rank=row.rank, nip=row.nip)


def post_of(desk: Desk, row: Officer) -> str:
    """The officer's post as it is printed; the head's stands in the office's profile where it is not written twice."""
    return row.post or (post_title(desk, row.signs_as) if row.signs_as else "")
