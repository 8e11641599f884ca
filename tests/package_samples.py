"""A package as small as one can be, for tests that need any."""

from __future__ import annotations

from models.records.case_package import CasePackage, Travelling, Wording, content_of


def small_package() -> bytes:
    """What a package of a closed case without papers says, before it is locked."""
    case = Travelling("o", "1", "s", 1, "S", "", "selesai", "", "", 0, 0)
    wording, content = Wording("sop", "s", 1, "S", "x"), b"isi"
    return CasePackage(
        1, "p", "2026-11-23T08:05:00+07:00", "Kantor", "Rina", "Lain", "", case, (), (), (), (), (), (), (), (wording,),
        (content_of(content),), (content,),
    ).to_bytes()  # fmt: skip
