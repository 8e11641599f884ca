"""QR codes on papers: the check code of a letter, the recovery key."""

from __future__ import annotations

from reportlab.graphics.barcode.qr import QrCode
from reportlab.pdfgen.canvas import Canvas


def draw_qr(canvas: Canvas, text: str, x: float, y: float, side: float) -> None:
    """``text`` as a QR code of ``side`` points, lower left corner at (x, y), without its quiet zone.

    Drawn square by square: the library's picture of it would name a font that is not embedded.
    """
    canvas.saveState()
    canvas.setFillGray(0)
    QrCode(text, width=side, height=side, qrLevel="M", qrBorder=0).drawOn(canvas, x, y)
    canvas.restoreState()
