"""The office: who it is, how its paper looks, when it is open. Kept as one JSON setting, edited as one page."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any


@dataclass(frozen=True)
class NumberPattern:
    """Pattern of one number series and the number the paper book had reached when the office moved over."""

    pattern: str
    start: int = 1
    label: str = ""


#: Shipped patterns; ``kasus`` numbers the register, the others letters.
DEFAULT_PATTERNS: dict[str, NumberPattern] = {
    "kasus": NumberPattern("{urut:04d}/{jenis}/{bulan}/{tahun}", label="Register kasus"),
    "keluar": NumberPattern("{kode}/{urut:03d}/{unit}/{tahun}", label="Surat keluar"),
    "nota": NumberPattern("{kode}/{urut:03d}/ND/{unit}/{tahun}", label="Nota dinas"),
    "tanda_terima": NumberPattern("{urut:03d}/TT/{unit}/{tahun}", label="Tanda terima"),
}


@dataclass(frozen=True)
class OfficeProfile:
    """Everything an office sets about itself.

    Attributes:
        name: as shown in the window ("UPTD PPA Kota Contoh").
        government / department / unit: the lines of the letterhead; ``department`` may hold several lines.
        head_post: post of the head as printed above the signature ("Kepala UPTD PPA Kota Contoh").
        city: place before the date of a letter.
        unit_code: ``{unit}`` in numbers ("UPTD-PPA").
        client_word: the office's word for the person served: "korban", "klien" or "penerima manfaat".
        zone: "WIB", "WITA" or "WIT".
        paper: "A4", "F4" (215 × 330 mm) or "F4-210".
        printer_left / printer_top: shift in millimetres for pre-printed paper.
        day_counts: "kalender" or "kerja": what the SOP's plain "hari" means here.
        always_open: a service around the clock; then ``hours`` do not count.
        hours: opening hours Monday to Sunday as texts ("07.30–12.00, 13.00–16.00", "" for closed); empty: those of
            Perpres 21/2023.
        days_off: the office's own days off as ISO dates, beside the shipped national ones.
        procedures: keys of the procedures in use.
        backup_place: second folder for backups, "" for none.
    """

    name: str
    government: str = ""
    department: str = ""
    unit: str = ""
    head_post: str = ""
    city: str = ""
    regency: str = ""
    address: str = ""
    contact: str = ""
    unit_code: str = "UPTD-PPA"
    client_word: str = "klien"
    zone: str = "WIB"
    paper: str = "F4"
    letterhead_double_rule: bool = True
    day_counts: str = "kalender"
    always_open: bool = False
    hours: tuple[str, ...] = ()
    days_off: tuple[str, ...] = ()
    patterns: dict[str, NumberPattern] = field(default_factory=lambda: dict(DEFAULT_PATTERNS))
    classifications: dict[str, str] = field(default_factory=dict)
    procedures: tuple[str, ...] = ()
    backup_place: str = ""
    service_phone: str = ""

    def pattern(self, series: str) -> NumberPattern:
        """The pattern of ``series``; a series the office has not set counts with the outgoing letters' pattern."""
        return self.patterns.get(series) or DEFAULT_PATTERNS.get(series) or self.patterns["keluar"]

    def to_json(self) -> dict[str, Any]:
        """Plain data for the settings table."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> OfficeProfile:
        """Read back; keys of other versions of the program are left out."""
        known = {f.name for f in fields(cls)}
        kept = {key: value for key, value in data.items() if key in known}
        kept["patterns"] = DEFAULT_PATTERNS | {
            key: NumberPattern(**value) for key, value in kept.get("patterns", {}).items()
        }
        for key in ("hours", "days_off", "procedures"):
            kept[key] = tuple(kept.get(key, ()))
        return cls(**kept)
