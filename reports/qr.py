"""QR codes on papers: the check code of a letter, the recovery key, the form and case of a blank form."""

from __future__ import annotations

from reportlab.graphics.barcode.qr import QrCode
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable


def draw_qr(canvas: Canvas, text: str, x: float, y: float, side: float) -> None:
    """``text`` as a QR code of ``side`` points, lower left corner at (x, y), without its quiet zone.

    Drawn square by square: the library's picture of it would name a font that is not embedded.
    """
    canvas.saveState()
    canvas.setFillGray(0)
    QrCode(text, width=side, height=side, qrLevel="M", qrBorder=0).drawOn(canvas, x, y)
    canvas.restoreState()


class QrBox(Flowable):
    """``text`` as a QR code of ``side`` points in the flow of a paper."""

    def __init__(self, text: str, side: float) -> None:
        super().__init__()
        self._text, self._side = text, side

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        return self._side, self._side

    def draw(self) -> None:
        draw_qr(self.canv, self._text, 0, 0, self._side)
