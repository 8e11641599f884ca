"""The page "form_editor": a draft of a form, its tabs, what is wrong with it, and putting it in force."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget

from models.forms.difference import differences
from models.forms.spec import FormSpec
from models.services.views.form_editor import FormEditSheet, FormProblem
from ui.context import AppContext
from ui.editing.version_page import VersionPage, columns
from ui.pages.formedit.check_pane import FormCheckPane
from ui.pages.formedit.computed_tab import ComputedTab
from ui.pages.formedit.desk import FormDesk
from ui.pages.formedit.field_form import FieldForm, SectionForm
from ui.pages.formedit.head_tab import HeadTab
from ui.pages.formedit.outline import Outline, Place

QUESTIONS, COMPUTED, HEAD, CHECK = range(4)
_LIST = 268


class FormEditorPage(VersionPage[FormSpec]):
    """Shown with ``draft_id``."""

    called, section, topic = "Formulir", "formulir", "form_editor"
    name, tab_words = "Bagian pengubah formulir", ("Isian", "Hitungan", "Kepala dan tanda tangan", "Periksa")
    stays = "Yang sudah diisi tetap memakai versinya; yang belum selesai dapat dipindahkan dari formulirnya."
    is_new = "Formulir ini baru bagi kantor; sebutkan dalam SOP supaya dapat diisi."
    desk: FormDesk
    check: FormCheckPane

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, FormDesk(), context.workspace.form_editor)
        self.outline = Outline(context, self.desk)
        self.field_form, self.section_form = FieldForm(self.desk), SectionForm(self.desk)
        self._forms = QStackedWidget()
        self._forms.addWidget(self.field_form)
        self._forms.addWidget(self.section_form)
        self.outline.chosen.connect(self._show_place)
        self.outline.add_button.clicked.connect(self.field_form.focus_first)
        self.outline.section_button.clicked.connect(self.section_form.focus_first)
        self.computed_tab, self.head_tab = ComputedTab(self.desk), HeadTab(self.desk)
        check = FormCheckPane(context, self.desk)
        check.wanted.connect(self._go_to)
        self.arrange((columns(self.outline, _LIST, self._forms), self.computed_tab, self.head_tab), check)

    def focus_first(self) -> None:
        self.outline.list.setFocus()

    # ------------------------------------------------------------------ what the page is about

    def put_on_desk(self, sheet: FormEditSheet) -> None:
        super().put_on_desk(sheet)
        self.desk.open(sheet)
        self.check.begin(sheet.problems)
        self.outline.choose(Place(0))

    def named(self) -> tuple[str, str]:
        spec, sheet = self.desk.spec, self.desk.sheet
        kind = f"Konsep versi {sheet.version}" if sheet and sheet.before else "Konsep formulir baru"
        code = f" · {spec.code}" if spec.code else ""
        return spec.title or "Formulir tanpa judul", f"{kind} · {len(spec.fields)} isian{code}"

    def fetch_changes(self, sheet: FormEditSheet, then: Callable[[tuple[str, ...]], object]) -> None:
        warned = tuple(problem.message for problem in self.check.problems if not problem.grave)
        then((*(differences(sheet.before, self.desk.spec) if sheet.before else ()), *warned))

    # ------------------------------------------------------------------ problems and places

    def _show_place(self, place: Place) -> None:
        if place.key:
            self.field_form.show_field(place.key)
        else:
            self.section_form.show_section(place.section)
        self._forms.setCurrentWidget(self.field_form if place.key else self.section_form)

    def mark(self, problems: tuple[FormProblem, ...]) -> None:
        self.outline.mark(Place(one.section, one.field) for one in problems if one.section is not None)

    def _go_to(self, problem: FormProblem) -> None:
        if problem.section is None and not problem.field:
            self.tabs.setCurrentIndex(HEAD)
            self.head_tab.lines["title"].setFocus()
            return
        self.tabs.setCurrentIndex(QUESTIONS)
        self.outline.choose(Place(problem.section or 0, problem.field))
        if problem.field:
            self.field_form.focus_first()
        else:
            self.section_form.focus_first()
