"""The office: who it is, how its paper looks, when it is open. Kept as one JSON setting, edited as one page."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from models.domain.posts import CASE_SERIES, SERIES
from models.domain.travel import TravelRules
from models.settings.look import PaperLook


@dataclass(frozen=True)
class NumberPattern:
    """One number series: its pattern, and the first number where the office moved over from a paper book.

    Attributes:
        unit: ``{unit}`` of this series; "" for the office's.
        secret: key of the series that secret letters of this one are numbered in, "" for this one.
    """

    pattern: str
    start: int = 1
    label: str = ""
    unit: str = ""
    secret: str = ""


#: The stages of a letter an office may use or leave out, and what each means.
LETTER_STAGES = {
    "periksa": "Konsep diperiksa orang lain sebelum diberi nomor",
    "tanda_tangan": "Tanda tangan dicatat, pindaian surat bertanda tangan disimpan",
    "kirim": "Pengiriman dan tanda terimanya dicatat",
}


@dataclass(frozen=True)
class DayOffEntry:
    """A day off as the office keeps it: ISO date, name, and ``kind`` as in ``resources/data/hari-libur.json``."""

    day: str
    name: str
    kind: str


@dataclass(frozen=True)
class YearDays:
    """The days off of one year as the office set them; they take the place of the shipped ones of that year.

    Attributes:
        confirmed: compared with the yearly SKB of three ministers.
    """

    year: int
    days: tuple[DayOffEntry, ...] = ()
    confirmed: bool = False


@dataclass(frozen=True)
class RamadanDays:
    """First and last day of a fasting month (ISO dates) as the office set them for ``year``."""

    year: int
    first: str
    last: str
    confirmed: bool = False


@dataclass(frozen=True)
class ServiceHours:
    """The hours of one procedure where they are not the office's: shifts, or a service around the clock.

    Attributes:
        hours: seven texts as in ``OfficeProfile.hours``; a shift may end past midnight ("21.00–07.00").
        on_days_off: holidays are worked as well; always so for a service around the clock (``always_open``).
    """

    sop_key: str
    always_open: bool = False
    hours: tuple[str, ...] = ()
    on_days_off: bool = False


@dataclass(frozen=True)
class EmergencyContact:
    """Whom the office calls in an emergency: an organisation, its telephone, what it helps with."""

    name: str
    phone: str
    purpose: str = ""


#: Shipped patterns; ``kasus`` numbers the register, the others letters.
DEFAULT_PATTERNS: dict[str, NumberPattern] = {
    "kasus": NumberPattern("{urut:04d}/{jenis}/{bulan}/{tahun}", label=SERIES["kasus"]),
    "keluar": NumberPattern("{kode}/{urut:03d}/{unit}/{tahun}", label=SERIES["keluar"]),
    "masuk": NumberPattern("{urut:03d}/SM/{tahun}", label=SERIES["masuk"]),
    "nota": NumberPattern("{kode}/{urut:03d}/ND/{unit}/{tahun}", label=SERIES["nota"]),
    "tanda_terima": NumberPattern("{urut:03d}/TT/{unit}/{tahun}", label=SERIES["tanda_terima"]),
    "disposisi": NumberPattern("{urut:03d}/DISP/{unit}/{tahun}", label=SERIES["disposisi"]),
    "biaya": NumberPattern("{urut:03d}/SPJ/{unit}/{tahun}", label=SERIES["biaya"]),
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
        look: how letters look where the rules leave it open.
        travel: how official journeys are ordered and paid.
        day_counts: "kalender" or "kerja": what the SOP's plain "hari" means here.
        always_open: a service around the clock; then ``hours`` do not count.
        hours: opening hours Monday to Sunday as texts ("07.30–12.00, 13.00–16.00", "" for closed); empty: those of
            Perpres 21/2023.
        days_off: the office's own days off as ISO dates, beside the national ones of the year.
        years: the days off of the years the office has edited; other years have the shipped ones.
        ramadan_hours: in Ramadan other hours count; those of Perpres 21/2023 if ``ramadan_week`` is empty.
        ramadan: fasting months the office has set; other years have the shipped estimates.
        service_hours: procedures with hours of their own.
        procedures: keys of the procedures in use.
        classifications / letter_series / letter_patterns: archive code, number series and pattern by the key of a kind
            of letter, where they are not the kind's own.
        child_series: the series the cases of children are numbered in (KTA); "": that of all cases.
        insertion: how inserted numbers are written, a key of ``models.logbook.numbering.INSERTIONS``.
        letter_stages: the keys of ``LETTER_STAGES`` that letters here go through.
        emergency_contacts: partner organisations of the call list of the red path, in the order they are called.
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
    look: PaperLook = field(default_factory=PaperLook)
    travel: TravelRules = field(default_factory=TravelRules)
    day_counts: str = "kalender"
    always_open: bool = False
    hours: tuple[str, ...] = ()
    days_off: tuple[str, ...] = ()
    years: tuple[YearDays, ...] = ()
    ramadan_hours: bool = True
    ramadan_week: tuple[str, ...] = ()
    ramadan: tuple[RamadanDays, ...] = ()
    service_hours: tuple[ServiceHours, ...] = ()
    patterns: dict[str, NumberPattern] = field(default_factory=lambda: dict(DEFAULT_PATTERNS))
    classifications: dict[str, str] = field(default_factory=dict)
    letter_series: dict[str, str] = field(default_factory=dict)
    letter_patterns: dict[str, str] = field(default_factory=dict)
    child_series: str = ""
    insertion: str = "a"
    letter_stages: tuple[str, ...] = ("tanda_tangan", "kirim")
    procedures: tuple[str, ...] = ()
    backup_place: str = ""
    service_phone: str = ""
    emergency_contacts: tuple[EmergencyContact, ...] = ()

    def counts_cases(self, series: str) -> bool:
        """Whether ``series`` numbers cases, not letters."""
        return series in (CASE_SERIES, self.child_series)

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
        for key in ("hours", "days_off", "procedures", "ramadan_week", "letter_stages"):
            if key in kept:
                kept[key] = tuple(kept[key])
        kept["look"] = PaperLook.from_json(kept.get("look", {}))
        kept["travel"] = TravelRules.from_json(kept.get("travel", {}))
        kept["years"] = tuple(_year(entry) for entry in kept.get("years", ()))
        kept["ramadan"] = tuple(RamadanDays(**entry) for entry in kept.get("ramadan", ()))
        kept["service_hours"] = tuple(
            ServiceHours(**{**entry, "hours": tuple(entry["hours"])}) for entry in kept.get("service_hours", ())
        )
        kept["emergency_contacts"] = tuple(EmergencyContact(**entry) for entry in kept.get("emergency_contacts", ()))
        return cls(**kept)


def _year(entry: dict[str, Any]) -> YearDays:
    return YearDays(entry["year"], tuple(DayOffEntry(**day) for day in entry["days"]), entry["confirmed"])
