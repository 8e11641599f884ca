"""The page "form_editor": a draft of a form, its tabs, what is wrong with it, and putting it in force."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QWidget

from models.forms.difference import differences
from models.forms.spec import FormSpec
from models.services.views.form_editor import FormEditSheet, FormProblem
from ui import theme
from ui.context import AppContext
from ui.editing.page import DraftPage
from ui.pages.formedit.check_pane import CheckPane
from ui.pages.formedit.desk import FormDesk
from ui.pages.formedit.field_form import FieldForm, SectionForm
from ui.pages.formedit.head_tab import HeadTab
from ui.pages.formedit.outline import Outline, Place
from ui.widgets.page import page_box

QUESTIONS, HEAD, CHECK = range(3)
_LIST = 268
#: From this width on the check pane stands beside the tabs.
_ROOM = 1080
_STAY = "Yang sudah diisi tetap memakai versinya; yang belum selesai dapat dipindahkan dari formulirnya."
_NEW = "Formulir ini baru bagi kantor; sebutkan dalam SOP supaya dapat diisi."


class FormEditorPage(DraftPage[FormSpec]):
    """Shown with ``draft_id``."""

    called, section, topic = "Formulir", "formulir", "form_editor"
    desk: FormDesk

    def __init__(self, context: AppContext) -> None:
        self._stack = QStackedWidget()
        super().__init__(context, FormDesk(), context.workspace.form_editor)
        self.desk.setParent(self)
        self._build()
        self.desk.changed.connect(self.changed)

    def _build(self) -> None:
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Bagian pengubah formulir")
        self.tabs.setExpanding(False)
        for words in ("Isian", "Kepala dan tanda tangan", "Periksa"):
            self.tabs.addTab(words)
        self.outline = Outline(self._context, self.desk)
        self.outline.setFixedWidth(theme.current().px(_LIST))
        self.field_form, self.section_form = FieldForm(self.desk), SectionForm(self.desk)
        self._forms = QStackedWidget()
        self._forms.addWidget(self.field_form)
        self._forms.addWidget(self.section_form)
        self.outline.chosen.connect(self._show_place)
        self.outline.add_button.clicked.connect(self.field_form.focus_first)
        self.outline.section_button.clicked.connect(self.section_form.focus_first)
        self.head_tab = HeadTab(self.desk)
        self.check = CheckPane(self._context, self.desk)
        self.check.told.connect(self._told)
        self.check.wanted.connect(self._go_to)
        questions = QWidget()
        columns = QHBoxLayout(questions)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(14)
        columns.addWidget(self.outline)
        columns.addWidget(self._forms, 1)
        for tab in (questions, self.head_tab):
            self._stack.addWidget(tab)
        halves = QHBoxLayout()
        halves.setSpacing(14)
        halves.addWidget(self._stack, 3)
        halves.addWidget(self.check, 2)
        box = page_box(self)
        box.setSpacing(6)
        box.addWidget(self.head)
        box.addWidget(self.tabs)
        box.addLayout(halves, 1)
        self.tabs.currentChanged.connect(self._arrange)
        self._arrange()

    def _arrange(self) -> None:
        """The check pane takes the page on its own tab, and stands beside the others where there is room."""
        tab = self.tabs.currentIndex()
        self._stack.setVisible(tab != CHECK)
        if tab != CHECK:
            self._stack.setCurrentIndex(tab)
        self.check.spread(tab == CHECK)
        self.check.setVisible(tab == CHECK or self.width() >= theme.current().px(_ROOM))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def focus_first(self) -> None:
        self.outline.list.setFocus()

    # ------------------------------------------------------------------ what the page is about

    def workplace(self) -> QWidget:
        return self._stack

    def put_on_desk(self, sheet: FormEditSheet) -> None:
        self.desk.open(sheet)
        self.check.begin(sheet.problems)
        self.outline.choose(Place(0))

    def named(self) -> tuple[str, str]:
        spec, sheet = self.desk.spec, self.desk.sheet
        kind = f"Konsep versi {sheet.version}" if sheet and sheet.before else "Konsep formulir baru"
        code = f" · {spec.code}" if spec.code else ""
        return spec.title or "Formulir tanpa judul", f"{kind} · {len(spec.fields)} isian{code}"

    def grave(self) -> int:
        return sum(problem.grave for problem in self.check.problems)

    def show_problems(self) -> None:
        self.tabs.setCurrentIndex(CHECK)

    def fetch_changes(self, sheet: FormEditSheet, then: Callable[[tuple[str, ...]], object]) -> None:
        warned = tuple(problem.message for problem in self.check.problems if not problem.grave)
        then((*(differences(sheet.before, self.desk.spec) if sheet.before else ()), *warned))

    def consequence(self, sheet: FormEditSheet) -> str:
        return _STAY if sheet.before else _NEW

    # ------------------------------------------------------------------ problems and places

    def _show_place(self, place: Place) -> None:
        if place.key:
            self.field_form.show_field(place.key)
        else:
            self.section_form.show_section(place.section)
        self._forms.setCurrentWidget(self.field_form if place.key else self.section_form)

    def _told(self, problems: tuple[FormProblem, ...]) -> None:
        self.tell_problems()
        count = self.grave()
        self.tabs.setTabText(CHECK, f"Periksa ({count})" if count else "Periksa")
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
