"""SOP yang dipakai: the procedures the office has, which are ready, what others lack, and who acts in them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QMenu, QVBoxLayout

from models.access import roles
from models.access.permissions import Permission
from models.services.views import AccountRow, ActorMapping, ProcedureInfo
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.definition_desk import DraftCards
from ui.pages.admin.evaluation import EvaluationDialog
from ui.pages.admin.procedure_desk import ProcedureDesk, verbs
from ui.pages.admin.section import Section
from ui.papers import show_paper
from ui.texts import unmarked
from ui.theme import Role, Tone
from ui.widgets import pill
from ui.widgets.basics import Button, Card, label, row
from ui.widgets.layouts import refill
from ui.widgets.pill import Pill, Status

_IN_USE = Status("Dipakai", Icon.DONE_OUTLINE, Tone.OK)
_READY = Status("Siap dipakai", Icon.DONE_OUTLINE, Tone.INFO)


def missing_words(info: ProcedureInfo) -> str:
    """What keeps a procedure from being put to use, as a sentence; "" if nothing does."""
    if info.missing:
        names = ", ".join(key.replace("-", " ") for key in info.missing)
        return f"Belum ada {len(info.missing)} dokumen: {names}."
    return "" if info.ready else "SOP ini masih konsep: dapat dibaca, belum dapat dipakai."


def actor_words(actor: ActorMapping, people: dict[int, str]) -> str:
    """Who acts for a column."""
    if actor.outside:
        return "Pihak luar, dicatat oleh petugas"
    named = [people[key] for key in actor.account_ids if key in people]
    known = roles.shipped()
    role = known[actor.role].name if actor.role in known else actor.role
    return ", ".join(named) or f"Semua dengan peran {role}"


class ProcedureCard(Card):
    """One procedure.

    Signals:
        use: whether it is to be used.
        mapped: key of an actor and the accounts named for it.
        sheet / evaluation: the printed SOP, or how its standard times were kept, is wanted.
    """

    use = Signal(bool)
    mapped = Signal(str, object)
    sheet = Signal()
    evaluation = Signal()

    def __init__(
        self,
        info: ProcedureInfo,
        people: tuple[AccountRow, ...],
        more: tuple[Button, ...] = (),
        *,
        may_change: bool,
    ) -> None:
        super().__init__(margins=(14, 12, 14, 12), spacing=6)
        self.info = info
        self.setAccessibleName(f"SOP {info.name}")
        state = _IN_USE if info.in_use else _READY if info.ready else pill.DRAFT
        versions = ", ".join(str(version) for version in info.versions)
        detail = [info.unit, f"SOP {info.number}", f"versi {versions}", f"{info.steps_total} langkah"]
        if info.running:
            detail.append(f"{info.running} kasus berjalan")
        self.body.addLayout(row(label(info.name, Role.STRONG, wrap=True), Pill(state), stretch=0))
        self.body.addWidget(label(" · ".join(detail), Role.CAPTION, wrap=True))
        if words := missing_words(info):
            self.body.addWidget(label(words, Role.MUTED, wrap=True))
        if info.in_use:
            self.body.addLayout(self._actors(info, people, may_change))
        self.use_button = Button("Hentikan pemakaian" if info.in_use else "Pakai SOP ini", clicked=self._toggle)
        self.print_button = Button("Cetak SOP", Icon.PRINT, clicked=self.sheet.emit)
        self.evaluate_button = Button("Evaluasi SOP", clicked=self.evaluation.emit)
        self.body.addLayout(row(None, *more, spacing=4))
        self.body.addLayout(row(None, self.evaluate_button, self.print_button, self.use_button))
        self.use_button.setVisible(may_change and (info.in_use or info.ready))

    def _toggle(self) -> None:
        self.use.emit(not self.info.in_use)

    def _actors(self, info: ProcedureInfo, people: tuple[AccountRow, ...], may_change: bool) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        names = {one.account_id: one.display_name for one in people}
        self.actor_buttons: dict[str, Button] = {}
        for number, actor in enumerate(info.actors):
            grid.addWidget(label(actor.name, wrap=True), number, 0)
            grid.addWidget(label(actor_words(actor, names), Role.MUTED, wrap=True), number, 1)
            if may_change and not actor.outside:
                made = Button("Atur…", kind="link", name=f"Atur pelaksana {actor.name}")
                made.setMenu(self._menu(actor, people))
                self.actor_buttons[actor.key] = made
                grid.addWidget(made, number, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _menu(self, actor: ActorMapping, people: tuple[AccountRow, ...]) -> QMenu:
        """Tick the people; none means everybody with the role."""
        menu = QMenu(self)
        chosen = set(actor.account_ids)
        for one in people:
            action = menu.addAction(unmarked(one.display_name))
            action.setCheckable(True)
            action.setChecked(one.account_id in chosen)
            action.toggled.connect(self._map(actor, one.account_id))
        menu.addSeparator()
        everybody = menu.addAction("Semua dengan peran ini")
        everybody.triggered.connect(lambda _on=False: self.mapped.emit(actor.key, ()))
        return menu

    def _map(self, actor: ActorMapping, account_id: int) -> Callable[[bool], None]:
        def told(on: bool) -> None:
            others = tuple(key for key in actor.account_ids if key != account_id)
            self.mapped.emit(actor.key, (*others, account_id) if on else others)

        return told


class ProceduresSection(Section):
    """Procedures."""

    title = "SOP yang dipakai"
    sentence = "Kasus yang sedang berjalan tetap mengikuti versi SOP saat kasus dibuka."
    icon = Icon.PROCEDURE

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._may_change = context.workspace.session.may(Permission.SETTINGS_WRITE)
        self._people: tuple[AccountRow, ...] = ()
        self.desk = ProcedureDesk(self, context)
        self.drafts = DraftCards(self.desk)
        self.body.addWidget(self.drafts)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        self.body.addLayout(self._cards)
        self.body.addStretch(1)
        self.import_button = Button("Impor SOP…", Icon.IMPORT, clicked=lambda: self.desk.import_file(self.load))
        self.import_button.setVisible(self.desk.may_edit)
        self.verbs.addStretch(1)
        self.verbs.addWidget(self.import_button)
        self.cards: dict[str, ProcedureCard] = {}

    def load(self) -> None:
        procedures = self.context.workspace.procedures
        self.context.runner.query(procedures.people, self._have_people, owner=self)
        self.context.runner.query(procedures.all, self._show, owner=self)
        self.context.runner.query(self.context.workspace.procedure_editor.drafts, self.drafts.show_drafts, owner=self)

    def _have_people(self, people: tuple[AccountRow, ...]) -> None:
        self._people = people

    def _show(self, found: tuple[ProcedureInfo, ...]) -> None:
        self.cards = {
            info.key: ProcedureCard(info, self._people, verbs(self.desk, info), may_change=self._may_change)
            for info in found
        }
        for key, card in self.cards.items():
            card.use.connect(lambda on, chosen=key: self._use(chosen, on))
            card.mapped.connect(lambda actor, ids, chosen=key: self._map(chosen, actor, ids))
            card.sheet.connect(lambda chosen=key: self._print(chosen))
            card.evaluation.connect(lambda chosen=key: self._evaluate(chosen))
            card.evaluate_button.setVisible(self.context.workspace.session.may(Permission.CASE_LIST))
        refill(self._cards, list(self.cards.values()))

    def _use(self, key: str, on: bool) -> None:
        info, procedures = self.cards[key].info, self.context.workspace.procedures
        if not on:
            words = f"{info.running} kasus yang berjalan tetap selesai menurut SOP ini." if info.running else (
                "Aduan baru tidak lagi mengikuti SOP ini."
            )  # fmt: skip
            if not self.context.notify.ask(f"Hentikan pemakaian {info.name}?", words, "Hentikan pemakaian"):
                return
        self.context.runner.command(lambda: procedures.use(key, on), lambda _none: self.load(), owner=self)

    def _print(self, key: str) -> None:
        procedures = self.context.workspace.procedures

        def shown(pdf: bytes) -> None:
            show_paper(self, self.context, pdf, f"SOP {self.cards[key].info.name}", f"sop-{key}.pdf")

        self.context.runner.query(lambda: procedures.sheet(key), shown, owner=self)

    def _evaluate(self, key: str) -> None:
        info = self.cards[key].info
        EvaluationDialog.show_for(self, self.context, key, info.name)

    def _map(self, key: str, actor: str, account_ids: tuple[int, ...]) -> None:
        procedures = self.context.workspace.procedures

        def told(_none: None) -> None:
            self.context.notify.toast("Pelaksana disimpan.")
            self.load()

        self.context.runner.command(lambda: procedures.map_actor(key, actor, account_ids), told, owner=self)
