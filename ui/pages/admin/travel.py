"""Perjalanan dinas: what the order calls the paying official, its stops, and the rates a cost sheet begins with."""

from __future__ import annotations

from models.domain.travel import AUTHORITIES, FEWEST_STOPS, MOST_STOPS, TravelRate, TravelRules
from models.forms.spec import Field, FieldKind, FormSpec, Option, Section, Values, Width
from models.settings.office import OfficeProfile
from ui.context import AppContext
from ui.forms.builder import FormView
from ui.forms.world import surroundings
from ui.icons import Icon
from ui.pages.admin.section import OfficeSection

_AUTHORITY, _STOPS, _RATES = "pejabat", "singgah", "tarif"
_SPEC = FormSpec(
    "perjalanan-dinas",
    1,
    "Perjalanan dinas",
    (
        Section(
            "",
            (
                Field(
                    _AUTHORITY,
                    "Sebutan pejabat pada baris 1 SPD",
                    FieldKind.CHOICE,
                    required=True,
                    options=tuple(Option(words, words) for words in AUTHORITIES),
                    allow_other=True,
                ),
                Field(
                    _STOPS,
                    "Baris tempat singgah di halaman belakang SPD",
                    FieldKind.INTEGER,
                    required=True,
                    minimum=FEWEST_STOPS,
                    maximum=MOST_STOPS,
                    width=Width.HALF,
                    help="Lazimnya 4, baris II sampai V.",
                ),
                Field(
                    _RATES,
                    "Tarif menurut peraturan daerah",
                    FieldKind.TABLE,
                    help="Diusulkan pada setiap Rincian Biaya yang baru; petugas mengisi banyaknya.",
                    columns=(
                        Field("uraian", "Uraian", FieldKind.TEXT, required=True),
                        Field("satuan", "Satuan", FieldKind.TEXT, help="Misalnya hari, malam, orang"),
                        Field("tarif", "Tarif", FieldKind.MONEY, required=True),
                    ),
                ),
            ),
        ),
    ),
)


class TravelSection(OfficeSection):
    """The choices on one form."""

    title = "Perjalanan dinas"
    sentence = (
        "Untuk SPD dan rincian biaya. Tingkat biaya diatur di Daftar pilihan; surat yang sudah terbit tidak berubah."
    )
    icon = Icon.JOURNEY

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.view = FormView(_SPEC, {}, surroundings(context), indexed=False, framed=False)
        self.view.changed.connect(self.mark)
        self.view.exits = (self.save_button,)
        self.body.addWidget(self.view, 1)

    def fill(self, profile: OfficeProfile) -> None:
        rules = profile.travel
        values: Values = {_AUTHORITY: rules.authority, _STOPS: rules.stops}
        rows = [{"uraian": rate.name, "satuan": rate.unit, "tarif": rate.amount} for rate in rules.rates]
        values[_RATES] = [{key: value for key, value in row.items() if value != ""} for row in rows]  # type: ignore[assignment]
        self.view.set_values(values)

    def changes(self) -> dict[str, object]:
        if not self.view.show_problems():
            self.view.focus_first_problem()
            raise ValueError("Ada isian yang belum lengkap.")
        values = self.view.values()
        rows = values.get(_RATES)
        found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        rates = tuple(TravelRate(str(row["uraian"]), str(row.get("satuan", "")), int(row["tarif"])) for row in found)
        return {"travel": TravelRules(str(values[_AUTHORITY]), int(str(values[_STOPS])), rates)}
