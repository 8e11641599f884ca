"""What a printed SOP takes from the office: titles of its documents, letterhead, who approves it."""

from __future__ import annotations

from models.domain.paper import Signer
from models.services import papers, signers
from models.services.definitions import Definitions
from models.services.desk import Desk
from models.sop.paper import SopPaper
from models.sop.registers import REGISTERS
from models.sop.report_kinds import report_kinds
from models.sop.spec import OutputKind, SopSpec
from models.store.tables import Officer


def sheet_of(desk: Desk, definitions: Definitions, spec: SopSpec) -> SopPaper:
    """The SOP-AP sheet of ``spec``, which may be a draft. Inside a reading or writing stretch."""
    titles = kept_titles()
    for kind in (OutputKind.FORM, OutputKind.LETTER):
        titles |= {(kind, key): title for key, title in definitions.keys(kind.value).items()}
    return SopPaper(spec, papers.page(desk), titles, papers.letterhead(desk), _approver(desk, spec))


def kept_titles() -> dict[tuple[OutputKind, str], str]:
    """Titles of the outputs that are no definitions of the office: registers and reports."""
    registers = {(OutputKind.REGISTER, key): title for key, title in REGISTERS.items()}
    return registers | {(OutputKind.REPORT, key): title for key, title in report_kinds().items()}


def _approver(desk: Desk, spec: SopSpec) -> Signer | None:
    """Whoever holds the approving post; nobody's name stands under a post that is not theirs."""
    post = spec.approved_by.strip().lower()
    if not post or post == desk.office.head_post.strip().lower():
        return signers.acting(desk, "kepala")
    for row in Officer.select().where(Officer.active).order_by(Officer.id):
        if row.post.strip().lower() == post:
            return Signer(name=row.name, post=row.post, rank=row.rank, nip=row.nip)
    return None
