"""Keeping Tab in reading order where widgets come and go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def stops(widget: QWidget) -> Iterator[QWidget]:
    """Where Tab can stop inside ``widget``, in the order its parts were made; also where the focus is now."""
    now = QApplication.focusWidget()
    child: QWidget
    for child in widget.findChildren(QWidget):
        own_window = child.window() is not widget.window()  # the lists of combo boxes, calendars
        if (_is_stop(child) or child is now) and not own_window:
            yield child


def go_on(order: Sequence[QWidget], *, forward: bool) -> bool:
    """Move the focus along ``order``, past what cannot take it now; False if it stands at the end."""
    usable = [widget for widget in order if widget.isVisible() and widget.isEnabled()]
    now = QApplication.focusWidget()
    at = usable.index(now) + (1 if forward else -1) if now in usable else -1
    return 0 <= at < len(usable) and _enter(usable[at], forward=forward)


def begin_again(order: Sequence[QWidget], *, forward: bool) -> bool:
    """Move the focus to the first of ``order``, or to the last: there is nothing else in the window."""
    usable = [widget for widget in order if widget.isVisible() and widget.isEnabled()]
    return bool(usable) and _enter(usable[0 if forward else -1], forward=forward)


def leave(inside: QWidget, exits: Sequence[QWidget], *, forward: bool) -> bool:
    """Move the focus out of ``inside``: forward to the first of ``exits`` that takes it, else where the window goes on.

    What was added to ``inside`` later stands anywhere in the window's own order, so that is not asked.
    """
    if forward:
        for way in exits:
            if way.isVisible() and way.isEnabled():
                return _enter(way, forward=True)
    candidate = inside.nextInFocusChain() if forward else inside.previousInFocusChain()
    while candidate is not None and candidate is not inside:
        if _is_stop(candidate) and candidate.isVisible() and candidate.isEnabled() and _reachable(inside, candidate):
            return _enter(candidate, forward=forward)
        candidate = candidate.nextInFocusChain() if forward else candidate.previousInFocusChain()
    return False


def _reachable(inside: QWidget, candidate: QWidget) -> bool:
    return not inside.isAncestorOf(candidate) and candidate.window() is inside.window()


def _enter(widget: QWidget, *, forward: bool) -> bool:
    widget.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def put_before(last: QWidget, parts: Iterable[QWidget]) -> None:
    """Let Tab visit the stops of ``parts`` in order and then ``last``, which keeps its place among the others."""
    chain = [stop for part in parts for stop in stops(part)]
    before = _stop_before(last, frozenset(chain))
    for stop in (*chain, last):
        if before is not stop:
            QWidget.setTabOrder(before, stop)
        before = stop


def _stop_before(last: QWidget, moving: frozenset[QWidget]) -> QWidget:
    """The stop Tab comes from: Qt's chain also holds widgets that only hold others, and moving behind one of those
    would move behind everything it holds."""
    before = last.previousInFocusChain()
    while before is not None and before is not last and (before in moving or not _is_stop(before)):
        before = before.previousInFocusChain()
    return before or last


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus.value) and widget.focusProxy() is None
