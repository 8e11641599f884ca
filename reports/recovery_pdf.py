"""The recovery key on paper: the one way back in when every password is lost, and how to keep it.

The page is printed once, at set-up or after a new key was made, and is never stored by the program.
"""

from __future__ import annotations

from dataclasses import replace

from reportlab.platypus import Flowable, Spacer

from models.letters.spec import BlockKind, ComposedBlock
from models.logbook.paper import RecoveryPaper
from reports import fonts, styles
from reports.document import DocumentInfo, body_width, build
from reports.flow import Rule, SideBySide, Stack
from reports.letter_blocks import flowables
from reports.letter_kit import Kit, labelled
from reports.qr import draw_qr
from reports.styles import MM
from reports.text import one_line

_COLUMNS = 2
_KEY_SIZE = 21.0
_ROW_HEIGHT = 13 * MM
_QR_SIDE = 38 * MM
_INSTRUCTIONS = (
    "Periksa bahwa semua kelompok huruf terbaca jelas. Jangan memotret, memfotokopi, atau mengetik ulang lembar ini.",
    "Masukkan lembar ini ke dalam amplop, tutup, lalu bubuhkan tanda tangan kedua penyimpan melintang pada tutupnya.",
    "Simpan amplop di brankas atau lemari terkunci, tidak di dekat komputer dan tidak bersama flash disk cadangan.",
    "Amplop hanya dibuka bersama oleh kedua penyimpan, bila semua kata sandi hilang atau data harus dipulihkan.",
    "Setelah dipakai, buat kunci pemulihan baru dari halaman Administrasi, lalu musnahkan lembar ini.",
)
_WHAT_IT_IS = (
    "Dengan kunci ini data kantor dapat dibuka tanpa kata sandi siapa pun. Tanpa kunci ini dan tanpa kata sandi, data "
    "tidak dapat dibuka oleh siapa pun, termasuk oleh pembuat program. Perlakukan seperti kunci brankas."
)


def render(paper: RecoveryPaper) -> bytes:
    """The page as PDF bytes; it always fits on one sheet."""
    page = replace(paper.page, top=22.0, bottom=20.0, left=25.0, right=25.0)
    kit = Kit(body_width(page), 11.0, 1.25, 7.0, {})
    info = DocumentInfo(title="Kunci pemulihan", author=paper.office)
    return build(_story(paper, kit), page, info)


def _story(paper: RecoveryPaper, kit: Kit) -> list[Flowable]:
    steps = ComposedBlock(BlockKind.LIST, texts=_INSTRUCTIONS)
    return [
        kit.text("RAHASIA", bold=True, align="center"),
        kit.text("KUNCI PEMULIHAN DATA KANTOR", bold=True, align="center", smaller=-5),
        Spacer(0, kit.gap),
        Rule(1.5),
        labelled(kit, "Kantor", paper.office, 32 * MM, bold=True),
        labelled(kit, "Dicetak", paper.printed, 32 * MM),
        Spacer(0, kit.gap),
        kit.text(_WHAT_IT_IS, align="justify"),
        Spacer(0, kit.gap * 1.6),
        _KeyBox(paper.groups),
        Spacer(0, kit.gap * 1.6),
        kit.text("Cara menyimpan", bold=True),
        Spacer(0, 3),
        *flowables(steps, kit),
        Spacer(0, kit.gap * 1.6),
        kit.text("Penyimpan amplop", bold=True),
        Spacer(0, kit.gap),
        SideBySide([_custodian("Penyimpan pertama", kit), _custodian("Penyimpan kedua", kit)], gap=12 * MM),
    ]


def _custodian(title: str, kit: Kit) -> Stack:
    """Lines for name, post, date and signature, filled by hand."""
    half = replace(kit, width=(kit.width - 12 * MM) / 2)
    labels = ("Nama", "Jabatan", "Tanggal", "Tanda tangan")
    rows: list[Flowable] = [half.text(title)]
    for row in flowables(ComposedBlock(BlockKind.PAIRS, rows=tuple((label, "") for label in labels)), half):
        rows += [Spacer(0, 5), row]
    return Stack(rows)


class _KeyBox(Flowable):
    """The key in numbered groups, large, beside its QR code."""

    def __init__(self, groups: tuple[str, ...]) -> None:
        super().__init__()
        self._groups = tuple(one_line(group) for group in groups)
        self._rows = (len(self._groups) + _COLUMNS - 1) // _COLUMNS

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        del available_height
        self.width = available_width
        self.height = max(self._rows * _ROW_HEIGHT, _QR_SIDE) + 10 * MM
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.setLineWidth(1.5)
        canvas.roundRect(0, 0, self.width, self.height, 6)
        inner = self.width - _QR_SIDE - 16 * MM
        top = self.height - (self.height - self._rows * _ROW_HEIGHT) / 2
        for index, group in enumerate(self._groups):
            row, column = divmod(index, _COLUMNS)
            x = 8 * MM + column * inner / _COLUMNS
            y = top - row * _ROW_HEIGHT - _ROW_HEIGHT / 2 - _KEY_SIZE * 0.35
            canvas.setFont(fonts.SANS, 9)
            canvas.setFillColor(styles.GREY)
            canvas.drawString(x, y, f"{index + 1}.")
            canvas.setFont(fonts.SANS_BOLD, _KEY_SIZE)
            canvas.setFillColor(styles.INK)
            canvas.drawString(x + 6 * MM, y, group, charSpace=2)
        draw_qr(canvas, "-".join(self._groups), self.width - _QR_SIDE - 6 * MM, (self.height - _QR_SIDE) / 2, _QR_SIDE)
