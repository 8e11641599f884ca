"""Formulir: the forms of the office, which version of each is used, and the way to change them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from models.services.editing.definition_editor import state_words
from models.services.views import VersionRow
from models.services.views.form_editor import FormInfo
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.definition_desk import DefinitionDesk, DraftCards
from ui.pages.admin.section import Section
from ui.papers import show_paper
from ui.theme import Role
from ui.widgets.basics import Button, Card, label, row
from ui.widgets.dialog import Choice
from ui.widgets.fields import SearchBox
from ui.widgets.layouts import refill

#: So many changes of a version are told in full.
_SHOWN = 12


class FormFilesDesk(DefinitionDesk):
    """What can be done with forms as files and drafts."""

    called, page = "formulir", "form_editor"

    def __init__(self, parent: QObject, context: AppContext) -> None:
        super().__init__(parent, context, context.workspace.form_editor)
        self._editor = context.workspace.form_editor

    def change(self, info: FormInfo) -> None:
        """Begin the next version, or go on with the one that was begun."""
        self._context.runner.command(partial(self._editor.begin, info.key), self.open, owner=self)

    def copy(self, info: FormInfo) -> None:
        """Begin a form of its own that is like this one."""
        self._context.runner.command(partial(self._editor.begin, info.key, as_new=True), self.open, owner=self)

    def back_to_shipped(self, info: FormInfo) -> None:
        """Begin a version that is as the program brought it."""
        words = "Versi bawaan dibuka sebagai konsep. Yang berlaku tidak berubah sampai konsep itu diberlakukan."
        if self._context.notify.choose(f"Kembali ke {info.title} bawaan?", words, (Choice("ya", "Buka", "primary"),)):
            self._context.runner.command(partial(self._editor.begin, info.key, shipped=True), self.open, owner=self)

    def tell_versions(self, key: str, name: str) -> None:
        """The versions there are, with what each of them changed."""
        workspace = self._context.workspace

        def work() -> str:
            changes = workspace.form_versions.history(key)
            return "\n\n".join(_version(row, changes.get(row.version, ())) for row in self._editor.versions(key))

        self._context.runner.query(work, lambda text: self._context.notify.info(f"Versi {name}", text), owner=self)


class FormCard(Card):
    """One form with what can be done with it."""

    def __init__(self, section: FormsSection, info: FormInfo) -> None:
        super().__init__(margins=(14, 10, 14, 8), spacing=4)
        desk = section.desk
        self.info = info
        self.setAccessibleName(f"Formulir {info.title}")
        parts = [info.code, f"versi {info.version}", "diubah kantor" if info.own else "bawaan"]
        parts.append(f"{info.filled} kali diisi" if info.filled else "belum pernah diisi")
        self.body.addWidget(label(info.title, Role.STRONG, wrap=True))
        self.body.addWidget(label(" · ".join(part for part in parts if part), Role.CAPTION, wrap=True))
        if info.procedures:
            self.body.addWidget(label(f"Dipakai: {', '.join(info.procedures)}", Role.MUTED, wrap=True))
        change = Button("Ubah…", Icon.EDIT, clicked=partial(desk.change, info), name=f"Ubah {info.title}")
        copy = _link("Salin sebagai formulir baru", partial(desk.copy, info), info)
        back = _link("Versi bawaan", partial(desk.back_to_shipped, info), info)
        versions = _link("Versi", partial(desk.tell_versions, info.key, info.title), info)
        export = _link("Ekspor…", partial(desk.export, info.key), info)
        blank = _link("Cetak kosong", partial(section.print_blank, info), info)
        for button in (change, copy, back):
            button.setVisible(desk.may_edit)
        back.setVisible(desk.may_edit and info.own)
        self.body.addLayout(row(blank, versions, export, copy, back, None, change, spacing=4))


class FormsSection(Section):
    """The forms."""

    title = "Formulir"
    sentence = "Yang sudah diisi tetap memakai versi saat diisi. Perubahan dicoba dahulu, lalu diberlakukan."
    icon = Icon.CASES

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = FormFilesDesk(self, context)
        self.drafts = DraftCards(self.desk)
        self.search = SearchBox("Cari formulir", "Judul, kode, atau SOP yang memakai")
        self.search.searched.connect(self._filter)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        self.cards: dict[str, FormCard] = {}
        self.body.addWidget(self.drafts)
        self.body.addWidget(self.search)
        self.body.addLayout(self._cards)
        self.body.addStretch(1)
        self.import_button = Button("Impor formulir…", Icon.IMPORT, clicked=lambda: self.desk.import_file(self.load))
        self.import_button.setVisible(self.desk.may_edit)
        self.verbs.addStretch(1)
        self.verbs.addWidget(self.import_button)

    def load(self) -> None:
        editor = self.context.workspace.form_editor
        self.context.runner.query(editor.all, self._show, owner=self)
        self.context.runner.query(editor.drafts, self.drafts.show_drafts, owner=self)

    def print_blank(self, info: FormInfo) -> None:
        """The blank paper as it is in force."""
        forms = self.context.workspace.forms

        def shown(pdf: bytes) -> None:
            show_paper(self, self.context, pdf, f"Formulir kosong {info.title}", f"{info.key}-kosong.pdf")

        self.context.runner.query(lambda: forms.blank_paper(info.key), shown, owner=self)

    def _show(self, found: tuple[FormInfo, ...]) -> None:
        self.cards = {info.key: FormCard(self, info) for info in found}
        refill(self._cards, list(self.cards.values()))
        self._filter(self.search.text())

    def _filter(self, text: str) -> None:
        wanted = text.casefold().split()
        for card in self.cards.values():
            words = f"{card.info.title} {card.info.code} {' '.join(card.info.procedures)}".casefold()
            card.setVisible(all(part in words for part in wanted))


def _version(row: VersionRow, changes: tuple[str, ...]) -> str:
    """A version with what it changed, the first few changes in full."""
    words = state_words(row).replace("kasus berjalan", "belum selesai diisi")
    more = [f"… dan {len(changes) - _SHOWN} perubahan lain."] if len(changes) > _SHOWN else []
    return "\n".join([f"{words}.", *changes[:_SHOWN], *more])


def _link(words: str, clicked: partial[None], info: FormInfo) -> Button:
    return Button(words, kind="link", clicked=clicked, name=f"{words.rstrip('…')} {info.title}")
