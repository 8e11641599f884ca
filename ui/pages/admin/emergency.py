"""Panggilan darurat: whom the office calls when a client is in great danger, in the order they are called."""

from __future__ import annotations

from models.forms.spec import Field, FieldKind, FormSpec, Section, Values
from models.settings.office import EmergencyContact, OfficeProfile
from ui.context import AppContext
from ui.forms.builder import FormView
from ui.forms.world import surroundings
from ui.icons import Icon
from ui.pages.admin.section import OfficeSection

_ROWS = "mitra"
_SPEC = FormSpec(
    "panggilan-darurat",
    1,
    "Panggilan darurat",
    (
        Section(
            "",
            (
                Field(
                    _ROWS,
                    "Mitra yang dihubungi, menurut urutan",
                    FieldKind.TABLE,
                    columns=(
                        Field("nama", "Lembaga atau petugas piket", FieldKind.TEXT, required=True),
                        Field("telepon", "Telepon", FieldKind.TEXT, required=True),
                        Field("untuk", "Untuk", FieldKind.TEXT, help="Misalnya keamanan, medis, penampungan"),
                    ),
                ),
            ),
        ),
    ),
)


class EmergencySection(OfficeSection):
    """The call list of the red path; the national numbers stand below it by themselves."""

    title = "Panggilan darurat"
    sentence = "Ditampilkan begitu risiko tinggi. Nomor nasional 110, 119, dan 129 selalu disertakan."
    icon = Icon.PHONE

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.view = FormView(_SPEC, {}, surroundings(context), indexed=False, framed=False)
        self.view.changed.connect(self.mark)
        self.view.exits = (self.save_button,)
        self.body.addWidget(self.view, 1)

    def fill(self, profile: OfficeProfile) -> None:
        rows = [{"nama": one.name, "telepon": one.phone, "untuk": one.purpose} for one in profile.emergency_contacts]
        values: Values = {_ROWS: [{key: text for key, text in row.items() if text} for row in rows]}  # type: ignore[dict-item]
        self.view.set_values(values)

    def changes(self) -> dict[str, object]:
        if not self.view.show_problems():
            self.view.focus_first_problem()
            raise ValueError("Ada baris yang belum lengkap.")
        rows = self.view.values().get(_ROWS)
        found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        return {
            "emergency_contacts": tuple(
                EmergencyContact(str(row["nama"]), str(row["telepon"]), str(row.get("untuk", ""))) for row in found
            )
        }
