"""PDFium, one at a time: the library is not thread-safe, and papers are looked at, printed and judged on threads."""

from __future__ import annotations

import threading

#: Held around every use of ``pypdfium2``.
PDFIUM = threading.RLock()
