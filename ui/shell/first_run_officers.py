"""The step of the set-up that asks who stands in letters."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout

from models.domain import nip
from models.services.views import OfficerRow
from ui.forms.tab_order import put_before
from ui.icons import Icon
from ui.shell.first_run_step import HEAD_POST, Answers, Step, Wrong, line_of
from ui.widgets.basics import Button, Card, IconButton, row
from ui.widgets.fields import labelled


class OfficerLine(Card):
    """One person of the office."""

    def __init__(self) -> None:
        super().__init__("flat", margins=(12, 8, 12, 10), spacing=8)
        self.name, self.post, self.rank, self.nip = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.head = QCheckBox("Kepala")
        self.head.setToolTip("Menandatangani surat kantor")
        self.remove = IconButton(Icon.DELETE, "Hapus pegawai ini")
        upper, lower = QHBoxLayout(), QHBoxLayout()
        for line, words, field in (
            (upper, "Nama dan gelar", self.name),
            (upper, "Jabatan", self.post),
            (lower, "Pangkat, golongan", self.rank),
            (lower, "NIP", self.nip),
        ):
            line.setSpacing(12)
            line.addLayout(labelled(words, field), 1)
        lower.addWidget(self.head, 0, Qt.AlignmentFlag.AlignBottom)
        lower.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(upper)
        self.body.addLayout(lower)

    def row(self) -> OfficerRow | None:
        """The person, None while no name is written."""
        name = line_of(self.name)
        signs = HEAD_POST if self.head.isChecked() else ""
        return (
            OfficerRow(0, name, line_of(self.post), line_of(self.rank), line_of(self.nip), "", signs) if name else None
        )


class OfficersStep(Step):
    """Who stands in letters."""

    title = "Pegawai"

    def __init__(self) -> None:
        super().__init__()
        self.say(
            "Pegawai yang tercantum dalam surat. Tandai kepala kantor yang menandatangani. Boleh ditambah kemudian."
        )
        self.lines: list[OfficerLine] = []
        self._head_post = ""
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self.body.addLayout(self._column)
        for _ in range(2):
            self._new_line()
        self._add = Button("Tambah pegawai", Icon.ADD_PERSON, clicked=self.add_line)
        self.body.addLayout(row(self._add, None))
        self.body.addStretch(1)
        self.lines[0].head.setChecked(True)

    def begin(self, answers: Answers) -> None:
        head = answers.profile.head_post
        if self.lines and line_of(self.lines[0].post) in ("", self._head_post):
            self.lines[0].post.setText(head)
        self._head_post = head

    def add_line(self) -> OfficerLine:
        """Another empty line."""
        made = self._new_line()
        put_before(self._add, [made])
        self.listen(made)
        made.name.setFocus()
        return made

    def _new_line(self) -> OfficerLine:
        made = OfficerLine()
        made.remove.clicked.connect(lambda: self._remove(made))
        made.head.toggled.connect(lambda on: self._one_head(made) if on else None)
        self.lines.append(made)
        self._column.addWidget(made)
        return made

    def rows(self) -> tuple[OfficerRow, ...]:
        """Everybody with a name."""
        return tuple(found for line in self.lines if (found := line.row()) is not None)

    def problem(self) -> Wrong | None:
        names: set[str] = set()
        for line in self.lines:
            person = line.row()
            if person is None:
                if line_of(line.nip) or line_of(line.post) not in ("", self._head_post):
                    return Wrong("Ada pegawai tanpa nama. Tulis namanya atau hapus barisnya.", line.name)
                continue
            if words := nip.problem(person.nip):
                return Wrong(words, line.nip)
            if person.name.casefold() in names:
                return Wrong("Dua pegawai bernama sama. Bedakan penulisannya.", line.name)
            names.add(person.name.casefold())
        return None

    def take(self, answers: Answers) -> None:
        answers.officers = self.rows()

    def _remove(self, line: OfficerLine) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.deleteLater()

    def _one_head(self, chosen: OfficerLine) -> None:
        for line in self.lines:
            if line is not chosen:
                line.head.setChecked(False)
