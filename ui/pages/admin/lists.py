"""Daftar pilihan: the lists forms and letters choose from, changed by the office and in force as soon as saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from models.domain.atomic import told_to_people, write_whole
from models.forms import list_edit
from models.forms.lists import OptionList
from models.services.views.form_editor import ImportedList, ListInfo
from models.source import LARGEST_FILE
from ui.context import AppContext
from ui.editing.parts import Line, Pick, keeping_focus
from ui.icons import Icon
from ui.pages.admin.list_rows import EntryRow, heads
from ui.pages.admin.section import FormSection
from ui.theme import Role
from ui.widgets.basics import Button, IconButton, label, restyle, row
from ui.widgets.fields import labelled
from ui.widgets.layouts import refill

_KINDS = "Daftar (*.toml)"
_SHOWN = 6
_NEW_ENTRY = "Butir baru"


class ListsSection(FormSection):
    """One list at a time; what is typed is kept until it is saved or taken back."""

    title = "Daftar pilihan"
    sentence = (
        "Perubahan berlaku seketika untuk isian baru, di layar dan di kertas. "
        "Jawaban lama tetap memakai nama butir saat itu."
    )
    icon = Icon.COLUMNS

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._editor = context.workspace.list_editor
        self._infos: dict[str, ListInfo] = {}
        self._key = ""
        self.entries: OptionList | None = None
        self.rows: list[EntryRow] = []
        self.pick = Pick("Daftar")
        self.pick.picked.connect(self._picked)
        self.heading = Line("Judul daftar")
        self.heading.typed.connect(self._titled)
        self._used, self._warning = label("", Role.CAPTION, wrap=True), label("", wrap=True)
        restyle(self._warning, tone="warn")
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.add_button = Button("Tambah butir", Icon.ADD, clicked=self.add)
        self._build()

    def _build(self) -> None:
        new = Button("Daftar baru…", Icon.ADD, clicked=self._begin_new)
        self.history_button = IconButton(Icon.HISTORY, "Versi daftar ini", clicked=self._tell_versions)
        self.shipped_button = Button("Versi bawaan", clicked=self._back_to_shipped)
        self.import_button = Button("Impor…", Icon.IMPORT, clicked=self._import)
        self.export_button = Button("Ekspor…", clicked=self._export)
        self.body.addLayout(row(self.pick, new, self.history_button, spacing=8, stretch=0))
        self.body.addLayout(labelled("Judul daftar", self.heading, required=True))
        self.body.addWidget(self._used)
        self.body.addWidget(self._warning)
        self.body.addLayout(self._list)
        self.body.addLayout(row(self.add_button, None))
        self.body.addStretch(1)
        for button in (self.shipped_button, self.import_button, self.export_button):
            self.verbs.addWidget(button)

    # ------------------------------------------------------------------ loading and saving

    def load(self) -> None:
        if not self.dirty():
            self.context.runner.query(self._editor.all, self._have, owner=self)

    def show_list(self, key: str) -> None:
        """Show this list, unless another is being changed."""
        if not self.dirty():
            self._key = key
        self.load()

    def _have(self, found: tuple[ListInfo, ...]) -> None:
        if self.dirty():
            return
        self._infos = {info.entries.key: info for info in found}
        self._choose(self._key if self._key in self._infos else next(iter(self._infos), ""))

    def save(self) -> None:
        if self.entries is None:
            return
        entries = self.entries
        self.save_button.setEnabled(False)
        work = partial(self._editor.save, entries, entries.version)
        self.context.runner.command(work, self._kept, self.not_saved, owner=self)

    def forget(self) -> None:
        super().forget()
        if self._key in self._infos:
            self._choose(self._key)

    def _kept(self, _version: int) -> None:
        self.saved()
        self.context.notify.toast("Daftar disimpan dan langsung dipakai.")
        self.context.runner.query(self._editor.all, self._have, owner=self)

    def _picked(self, key: object) -> None:
        if self.dirty():
            self.pick.offer(self._choices(), self._key)
            self.note.show_problem("Simpan dahulu perubahan ini, atau tekan Batalkan perubahan.")
            return
        self._choose(str(key))

    def _choose(self, key: str) -> None:
        """Show a list as it is in force."""
        self._key = key
        info = self._infos.get(key)
        self.filling(lambda: self._show(info.entries if info else None))

    def _choices(self) -> list[tuple[object, str]]:
        known: list[tuple[object, str]] = [(key, info.entries.title) for key, info in self._infos.items()]
        if self.entries is not None and self.entries.key not in self._infos:
            known.append((self.entries.key, self.entries.title))
        return known

    # ------------------------------------------------------------------ what is done with entries

    def add(self) -> None:
        """One more entry; its words are asked for at once."""
        self._change(lambda entries: list_edit.add(entries, _NEW_ENTRY))
        if self.rows:
            self.rows[-1].words.setFocus()
            self.rows[-1].words.selectAll()

    def rename(self, place: int, words: str) -> None:
        """Other words of an entry were typed."""
        if self.entries is None:
            return
        option = self.entries.options[place]
        self.entries = list_edit.rename(self.entries, option.key, words, fresh=not self._was_in_force(option.key))
        self._warn()
        self.mark()

    def categorise(self, place: int, category: object) -> None:
        """The category an entry is counted under was chosen."""
        self._at(place, lambda entries, key: list_edit.categorise(entries, key, str(category)))

    def shift(self, place: int, way: int) -> None:
        """The entry one place up or down; the focus goes with it."""
        to = place + way
        if self.entries is not None and 0 <= to < len(self.entries.options):
            self._at(place, lambda entries, key: list_edit.move(entries, key, to))
            self.rows[to].words.setFocus()

    def turn(self, place: int) -> None:
        """Hide an entry, offer it again, or remove one that was never in force."""

        def turned(entries: OptionList, key: str) -> OptionList:
            if not self._was_in_force(key):
                return list_edit.remove(entries, key)
            return list_edit.hide(entries, key, not entries.options[place].hidden)

        self._at(place, turned)

    def _at(self, place: int, change: Callable[[OptionList, str], OptionList]) -> None:
        if self.entries is not None:
            key = self.entries.options[place].key
            self._change(lambda entries: change(entries, key))

    def _change(self, change: Callable[[OptionList], OptionList]) -> None:
        if self.entries is not None:
            self._show(change(self.entries))
            self.mark()

    def _titled(self, words: str) -> None:
        if self.entries is not None:
            self.entries = replace(self.entries, title=words.strip())
            self.mark()

    def _was_in_force(self, key: str) -> bool:
        info = self._infos.get(self._key)
        return info is not None and any(option.key == key for option in info.entries.options)

    # ------------------------------------------------------------------ showing

    def _show(self, entries: OptionList | None) -> None:
        self.entries = entries
        info = self._infos.get(self._key)
        self.pick.offer(self._choices(), entries.key if entries else None)
        for widget in (self.heading, self.add_button, self.export_button, self.history_button):
            widget.setEnabled(entries is not None)
        self.shipped_button.setVisible(info is not None and info.own and info.shipped is not None)
        self.heading.show_text(entries.title if entries else "")
        used = info.forms if info else ()
        self._used.setText(f"Dipakai: {', '.join(used)}." if used else "Belum dipakai formulir atau surat.")
        categories = info.categories if info else ()
        count = len(entries.options) if entries else 0
        self.rows = [
            EntryRow(self, entries, place, categories, kept=self._was_in_force(entries.options[place].key))
            for place in range(count)
            if entries
        ]
        above = [heads()] if categories else []
        keeping_focus(self, lambda: refill(self._list, [*above, *self.rows]))
        self._warn()

    def _warn(self) -> None:
        """Which entries no category of Simfoni PPA counts."""
        info = self._infos.get(self._key)
        missing = list_edit.unmapped(self.entries, info.categories) if info and self.entries else ()
        names = ", ".join(f"“{option.label}”" for option in missing)
        self._warning.setText(f"Belum dipetakan ke kategori Simfoni PPA: {names}. Pilih kategorinya.")
        self._warning.setVisible(bool(missing))

    # ------------------------------------------------------------------ files and versions

    def _begin_new(self) -> None:
        if self._busy():
            return
        title = self.context.notify.ask_text("Daftar baru", "Apa judul daftarnya?", "Judul daftar", "Buat")
        if title:
            self.context.runner.query(partial(self._editor.blank, title), self._propose, owner=self)

    def _propose(self, entries: OptionList) -> None:
        """A list that is not saved yet, to be looked at."""
        self._key = entries.key
        self._show(entries)
        self.mark()

    def _back_to_shipped(self) -> None:
        info = self._infos.get(self._key)
        if info is not None and info.shipped is not None and self.entries is not None:
            back = replace(list_edit.following(info.entries, info.shipped), version=info.entries.version)
            self._propose(back)

    def _tell_versions(self) -> None:
        info = self._infos.get(self._key)
        if info is not None:
            self.context.notify.info(f"Versi {info.entries.title}", "\n".join(info.versions))

    def _busy(self) -> bool:
        if self.dirty():
            self.note.show_problem("Simpan dahulu perubahan ini, atau tekan Batalkan perubahan.")
        return self.dirty()

    def _export(self) -> None:
        target = self.context.notify.save_file("Ekspor daftar", f"{self._key}.toml", _KINDS)
        if target is None:
            return
        target = target if target.suffix.lower() == ".toml" else target.with_name(f"{target.name}.toml")
        key = self._key

        def work() -> None:
            text = self._editor.export(key)
            with told_to_people():
                write_whole(target, text.encode())

        self.context.runner.command(work, lambda _none: self.context.notify.toast("Daftar diekspor."), owner=self)

    def _import(self) -> None:
        source = None if self._busy() else self.context.notify.open_file("Impor daftar", _KINDS)
        if source is None:
            return

        def work() -> ImportedList:
            with told_to_people(), source.open("rb") as file:
                content = file.read(LARGEST_FILE + 1)
            return self._editor.import_text(source.name, content)

        self.context.runner.command(work, self._imported, owner=self)

    def _imported(self, made: ImportedList) -> None:
        if made.entries is not None:
            self._propose(made.entries)
            return
        lines = [f"Baris {one.line}: {one.message}" if one.line else one.message for one in made.problems]
        more = [f"… dan {len(lines) - _SHOWN} masalah lain."] if len(lines) > _SHOWN else []
        self.context.notify.warning("Berkas ini belum dapat diimpor", "\n".join([*lines[:_SHOWN], *more]))
