"""Berkas pengaturan: the office's settings saved as one file, and such a file looked at before it counts here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout

from models.domain.atomic import told_to_people, write_whole
from models.errors import UserError
from models.messages import render
from models.services.rollout.service import kinds
from models.services.views.rollout import PartLook
from models.settings.rollout_file import LARGEST
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.section import Section
from ui.texts import unmarked
from ui.theme import Role
from ui.widgets.basics import Button, Card, label, restyle, row
from ui.widgets.layouts import refill

_KINDS = "Berkas pengaturan Jangkau (*.json)"
_FILE = "pengaturan-jangkau.json"
#: Changes of a part that are written out; a new list alone may have dozens.
_SHOWN = 12


class RolloutSection(Section):
    """Saving to a file, and taking from one what is ticked."""

    title = "Berkas pengaturan"
    sentence = (
        "Membawa pengaturan ke kantor lain, atau menerima pengaturan dari dinas. Berkasnya tidak memuat kata sandi, "
        "kunci, maupun data klien."
    )
    icon = Icon.COPY

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._rollout = context.workspace.rollout
        self._content = b""
        self.wanted: dict[str, QCheckBox] = {}
        self.taken: dict[str, QCheckBox] = {}
        self._build_saving()
        self._build_taking()
        self.body.addStretch(1)

    def _build_saving(self) -> None:
        card = Card(margins=(14, 12, 14, 12), spacing=8)
        card.body.addWidget(label("Simpan pengaturan kantor ini", Role.STRONG))
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        for number, part in enumerate(kinds()):
            tick = QCheckBox(part.title)
            tick.setChecked(not part.own)
            self.wanted[part.key] = tick
            grid.addWidget(tick, number // 2, number % 2)
        card.body.addLayout(grid)
        words = "Identitas dan pegawai hanya perlu ikut bila berkasnya untuk kantor ini sendiri."
        card.body.addWidget(label(words, Role.CAPTION, wrap=True))
        self.save_button = Button("Simpan ke berkas…", Icon.SAVE, clicked=self.save)
        card.body.addLayout(row(self.save_button, None))
        self.body.addWidget(card)

    def _build_taking(self) -> None:
        card = Card(margins=(14, 12, 14, 12), spacing=8)
        card.body.addWidget(label("Terapkan pengaturan dari berkas", Role.STRONG))
        self.open_button = Button("Pilih berkas…", Icon.IMPORT, clicked=self.open)
        card.body.addLayout(row(self.open_button, None))
        self.found = label("Perubahannya ditunjukkan dahulu; tidak ada yang berubah sebelum Anda menerapkannya.",
                           Role.MUTED, wrap=True)  # fmt: skip
        card.body.addWidget(self.found)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        card.body.addLayout(self._list)
        self.take_button = Button("Terapkan yang ditandai", Icon.CHECK, "primary", clicked=self.take)
        self.take_button.hide()
        self.body.addWidget(card)
        self._taking = card
        self._column.verticalScrollBar().rangeChanged.connect(self._reveal)
        self.verbs.addWidget(self.take_button)
        self.verbs.addStretch(1)

    # ------------------------------------------------------------------ saving

    def save(self) -> None:
        """Write the ticked parts to a file the person names."""
        wanted = [key for key, tick in self.wanted.items() if tick.isChecked()]
        target = self.context.notify.save_file("Simpan pengaturan", _FILE, _KINDS) if wanted else None
        if target is None:
            return
        if target.suffix.lower() != ".json":
            target = target.with_name(f"{target.name}.json")

        def work() -> None:
            content = self._rollout.export(wanted)
            with told_to_people():
                write_whole(target, content)

        toast = f"Pengaturan disimpan: {target.name}"
        self.context.runner.command(work, lambda _none: self.context.notify.toast(toast), owner=self)

    # ------------------------------------------------------------------ taking

    def open(self) -> None:
        """Read a file and show what it would change."""
        source = self.context.notify.open_file("Pilih berkas pengaturan", _KINDS)
        if source is not None:
            self._say(f"Membaca {source.name}…")
            self._show(())
            self.context.runner.query(partial(self._read, source), self._looked_at, self._refused, owner=self)

    def _read(self, source: Path) -> tuple[str, bytes, tuple[PartLook, ...]]:
        with told_to_people(), source.open("rb") as file:
            content = file.read(LARGEST + 1)
        return source.name, content, self._rollout.look(content)

    def _looked_at(self, read: tuple[str, bytes, tuple[PartLook, ...]]) -> None:
        name, self._content, looks = read
        count = sum(len(look.changes) for look in looks)
        wrong = sum(bool(look.problem) for look in looks)
        words = f"{name}: {count} perubahan." if count else f"{name}: kantor ini sudah memakai semua isinya."
        if wrong:
            words += f" {wrong} bagian tidak dapat diterapkan; betulkan berkasnya atau lewati bagian itu."
        self._say(words, "warn" if wrong else None)
        self._show(looks)

    def _refused(self, error: UserError) -> None:
        said = render(error)
        self._say(str(error.details.get("what") or said.why), "warn")

    def _show(self, looks: Sequence[PartLook]) -> None:
        self.taken = {}
        refill(self._list, [self._part(look) for look in looks if look.changes or look.problem])
        self.take_button.setVisible(bool(self.taken))
        self._count()

    def _reveal(self, _lowest: int, highest: int) -> None:
        """Bring what a file would change into sight as soon as there is room for it."""
        if self.taken:
            self._column.verticalScrollBar().setValue(min(self._taking.y(), highest))

    def _part(self, look: PartLook) -> Card:
        card = Card("flat", margins=(10, 8, 10, 8), spacing=4)
        usable = look.allowed and not look.problem
        count = f" ({len(look.changes)} perubahan)" if look.changes else ""
        tick = QCheckBox(unmarked(f"{look.title}{count}"))
        tick.setEnabled(usable)
        tick.setChecked(usable and not look.own)
        tick.toggled.connect(self._count)
        card.body.addWidget(tick)
        if usable:
            self.taken[look.key] = tick
        elif not look.problem:
            words = "Peran Anda tidak mencakup perubahan bagian ini."
            card.body.addWidget(label(words, Role.CAPTION, wrap=True))
        if look.problem:
            problem = label(look.problem, wrap=True)
            restyle(problem, tone="warn")
            card.body.addWidget(problem)
        for sentence in look.changes[:_SHOWN]:
            card.body.addWidget(label(sentence, Role.CAPTION, wrap=True))
        if len(look.changes) > _SHOWN:
            card.body.addWidget(label(f"… dan {len(look.changes) - _SHOWN} perubahan lain.", Role.CAPTION))
        return card

    def take(self) -> None:
        """Put the ticked parts in force."""
        wanted = [key for key, tick in self.taken.items() if tick.isChecked()]
        names = ", ".join(part.title for part in kinds() if part.key in wanted)
        words = (
            f"Berlaku segera untuk semua komputer kantor ini: {names}. Kasus dan surat yang sudah ada tetap. "
            "Bila mungkin ingin kembali, simpan dahulu pengaturan sekarang ke berkas."
        )
        if self.context.notify.ask("Terapkan pengaturan ini?", words, "Terapkan"):
            content = self._content
            self.take_button.setEnabled(False)
            self.context.runner.command(
                lambda: self._rollout.take(content, wanted), self._done, self._not_done, owner=self
            )

    def _done(self, taken: tuple[PartLook, ...]) -> None:
        self._show(())
        self._say(f"Diterapkan {self.now_text()}: {sum(len(look.changes) for look in taken)} perubahan.", "ok")
        self.context.notify.toast("Pengaturan sudah diterapkan.")

    def _not_done(self, error: UserError) -> None:
        self._count()
        self._say("Tidak ada yang diterapkan.", "warn")
        self.context.notify.problem(error)

    def _count(self, *_state: object) -> None:
        self.take_button.setEnabled(any(tick.isChecked() for tick in self.taken.values()))

    def _say(self, words: str, tone: str | None = None) -> None:
        self.found.setText(words)
        restyle(self.found, tone=tone)
