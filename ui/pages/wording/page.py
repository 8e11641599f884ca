"""The page "naskah_surat": the text of one kind of letter, beside the letter it makes, and putting it in force."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from models.domain.facts import FACTS
from models.letters import wording as edit
from models.letters.formats import DISCREET
from models.letters.picker import Choice
from models.letters.wording import Wording
from models.services.views.wording import WordingProblem, WordingSheet
from models.source import Path
from ui import theme
from ui.context import AppContext
from ui.editing.desk import SpecDesk
from ui.editing.page import DraftPage
from ui.editing.parts import keeping_focus
from ui.icons import Icon
from ui.pages.wording.cards import TextCards
from ui.pages.wording.look import LookPane
from ui.pages.wording.picker_dialog import PickerDialog
from ui.pages.wording.text_box import Known, TextBox
from ui.pages.wording.versions import WordingVersions
from ui.theme import Role, Tone
from ui.widgets.basics import Button, IconButton, ScrollColumn, label, row
from ui.widgets.layouts import refill
from ui.widgets.page import page_box
from ui.widgets.pill import Status

_IN_FORCE = Status("Berlaku", Icon.DONE_OUTLINE, Tone.OK)
_READY = Status("Siap diberlakukan", Icon.DONE_OUTLINE, Tone.INFO)
_TEXTS = 500


class WordingEditorPage(DraftPage[Wording]):
    """Shown with ``letter_key``."""

    called, section, topic = "Naskah", "naskah", "naskah_buka"
    _sheet: WordingSheet | None

    def __init__(self, context: AppContext) -> None:
        self._service = context.workspace.letter_wording
        super().__init__(context, SpecDesk(), self._service)
        self._box: TextBox | None = None
        self._names: dict[str, list[Choice]] = {}
        self.texts = TextCards(self.desk, self._known, self._made)
        self.versions = WordingVersions(context, self)
        self.versions.chosen.connect(lambda wording: self.desk.do(lambda _before: wording))
        self._build_verbs()
        self._build()
        self.desk.rebuilt.connect(self._rebuild)
        self.desk.changed.connect(self.changed)

    # ------------------------------------------------------------------ building

    def _build_verbs(self) -> None:
        self.menu = QMenu()
        self.shipped_action = self.menu.addAction("Kembali ke naskah bawaan…")
        self.shipped_action.triggered.connect(lambda _on=False: self.versions.take_shipped())
        self.versions_action = self.menu.addAction("Versi naskah…")
        self.versions_action.triggered.connect(lambda _on=False: self.versions.show_all())
        self.drop_action = self.menu.addAction("Buang perubahan…")
        self.drop_action.triggered.connect(lambda _on=False: self.drop())
        self.head.verbs.addWidget(IconButton(Icon.MORE, "Lainnya", menu=self.menu))
        self.enforce_button = Button("Berlakukan", Icon.CHECK, "primary", clicked=self._ask)
        self.head.verbs.addWidget(self.enforce_button)

    def _build(self) -> None:
        self.pick_button = Button("Sisipkan isian…", Icon.ADD, clicked=self.pick)
        self.pick_button.setToolTip("Sisipkan isian di tempat kursor (Ctrl+Spasi)")
        hint = label(
            "Isian ditulis di antara kurung kurawal dan diganti data surat saat dicetak.", Role.CAPTION, wrap=True
        )
        self._column = ScrollColumn(spacing=8, margins=(0, 0, 8, 0))
        left = QWidget()
        left.setFixedWidth(theme.current().px(_TEXTS))
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addLayout(row(self.pick_button, hint, spacing=10, stretch=1))
        inside.addWidget(self._column, 1)
        self.look = LookPane(self._context, self.desk)
        self.look.told.connect(self._told)
        self.look.wanted.connect(self.go_to)
        halves = QHBoxLayout()
        halves.setSpacing(12)
        halves.addWidget(left)
        halves.addWidget(self.look, 1)
        box = page_box(self)
        box.addWidget(self.head)
        box.addLayout(halves, 1)

    # ------------------------------------------------------------------ loading and saving

    def show_with(self, **params: object) -> None:
        """Open the wording of a kind of letter."""
        self.clear()
        self.load(str(params["letter_key"]))

    def focus_first(self) -> None:
        if self.texts.boxes:
            next(iter(self.texts.boxes.values())).setFocus()

    def put_on_desk(self, sheet: WordingSheet) -> None:
        self._names = {}
        for choice in sheet.choices:
            self._names.setdefault(choice.name, []).append(choice)
        self.versions.take(sheet.wording.spec.key, sheet.wording.spec.name)
        self.desk.begin(sheet.wording)
        self.look.begin()
        self.set_title(f"Naskah {sheet.wording.spec.name}")
        self.focus_first()

    def _rebuild(self) -> None:
        self._box = None
        keeping_focus(self._column, lambda: refill(self._column.body, self.texts.build(), stretch=True))

    def _made(self, box: TextBox) -> None:
        box.entered.connect(self._enter)
        box.pick_wanted.connect(self.pick)

    def _enter(self, box: TextBox) -> None:
        self._box = box

    @property
    def unreleased(self) -> bool:
        """Whether something is written that is not in force."""
        return self.row_version > 0 or not self.autosave.clean

    def tell(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        grave, open_ = len(self.look.problems), self.unreleased
        wrong = Status(f"{grave} masalah", Icon.PROBLEM, Tone.DANGER)
        self._pill.set_status(wrong if grave else _READY if open_ else _IN_FORCE)
        self.enforce_button.setEnabled(open_)
        self.drop_action.setEnabled(open_)
        self.versions_action.setEnabled(sheet.version > 1)
        state = f"perubahan menjadi versi {sheet.version}" if open_ else f"versi {sheet.version - 1}"
        self.head.set_words(sheet.wording.spec.name, f"Naskah surat · {state}")

    # ------------------------------------------------------------------ placeholders

    def _known(self, path: Path) -> Known:
        def known(name: str, style: str) -> bool:
            found = self._names.get(name.removeprefix("isian."), [])
            tells_nobody = style in DISCREET and (bool(found) or name in FACTS)
            return tells_nobody or any(self._may_stand(choice, path) for choice in found)

        return known

    def _may_stand(self, choice: Choice, path: Path) -> bool:
        if not self.desk.occupied:
            return False
        spec = self.desk.spec.spec
        return (not choice.row or choice.row == edit.row_source(spec, path)) and (
            not choice.closed or edit.in_annex(spec, path)
        )

    def pick(self) -> None:
        """Offer what may stand where the person is writing."""
        box = self._box
        if box is None or self._sheet is None:
            self._context.notify.info("Pilih teksnya dahulu", "Klik teks tempat isian akan disisipkan.")
            return
        fitting = tuple(choice for choice in self._sheet.choices if self._may_stand(choice, box.path))
        dialog = PickerDialog(self, fitting)
        dialog.picked.connect(box.insert)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # ------------------------------------------------------------------ problems

    def _told(self, problems: tuple[WordingProblem, ...]) -> None:
        wrong = {problem.path for problem in problems}
        for path, box in self.texts.boxes.items():
            box.mark(wrong=path in wrong)
        self.tell()

    def go_to(self, path: Path) -> None:
        """Put the cursor into the text at ``path``, or into the nearest there is."""
        near = [place for place in self.texts.boxes if place[: len(path)] == path or path[: len(place)] == place]
        if near:
            box = self.texts.boxes[near[0]]
            box.setFocus()
            self._column.ensureWidgetVisible(box)

    # ------------------------------------------------------------------ verbs

    def _ask(self) -> None:
        if self.look.problems:
            self._context.notify.warning(
                "Naskah ini belum dapat diberlakukan", "Perbaiki dahulu masalah yang tertulis di atas pratinjau."
            )
            self.go_to(self.look.problems[0].path)
            return
        self.autosave.flush(self._confirm)

    def _confirm(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        words = "Berlaku untuk surat yang dibuat mulai sekarang. Surat yang sudah terbit tidak berubah."
        if sheet.drafts:
            words += (
                f" {sheet.drafts} konsep yang sedang disusun memakai naskah lama sampai pembuatnya memilih yang baru."
            )
        title = f"Berlakukan naskah versi {sheet.version} dari {sheet.wording.spec.name}?"
        if not self._context.notify.ask(title, words, "Berlakukan"):
            return
        key, wording, row_version = sheet.wording.spec.key, self.desk.spec, self.row_version
        work = partial(self._service.put_in_force, key, wording, row_version)
        self._context.runner.command(work, self._enforced, self._not_saved)

    def _enforced(self, version: int) -> None:
        self._context.notify.toast(f"Naskah versi {version} berlaku.")
        self.load(self._which)

    def drop_question(self) -> tuple[str, str, str]:
        words = "Perubahan yang belum diberlakukan tidak dapat dikembalikan. Naskah yang berlaku tidak berubah."
        return f"Buang perubahan naskah {self.desk.spec.spec.name}?", words, "Buang perubahan"

    def dropping(self) -> Callable[[], object]:
        return super().dropping() if self.row_version else lambda: None

    def dropped(self) -> None:
        if self._sheet is not None and self._sheet.version == 1:  # a letter from a file: nothing is left of it
            self._context.navigate("administrasi", bagian="naskah")
        else:
            self.load(self._which)
