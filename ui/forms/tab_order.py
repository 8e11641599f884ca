"""Keeping Tab in reading order where widgets come and go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops(widget: QWidget) -> Iterator[QWidget]:
    """Where Tab can stop inside ``widget``, in the order its parts were made."""
    child: QWidget
    for child in widget.findChildren(QWidget):
        own_window = child.window() is not widget.window()  # the lists of combo boxes, calendars
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus.value and child.focusProxy() is None and not own_window:
            yield child


def put_after(first: QWidget, parts: Iterable[QWidget]) -> None:
    """Let Tab visit ``parts`` in order right after the last stop of ``first``."""
    before = [first, *stops(first)][-1]
    for part in parts:
        QWidget.setTabOrder(before, part)
        before = part


def put_before(last: QWidget, parts: Iterable[QWidget]) -> None:
    """Let Tab visit the stops of ``parts`` in order and then ``last``, which keeps its place among the others."""
    chain = [stop for part in parts for stop in stops(part)]
    before = last.previousInFocusChain()
    for stop in (*chain, last):
        if before is not None and before is not stop:
            QWidget.setTabOrder(before, stop)
        before = stop
