"""The self-test's walk through the real window."""

from ui.rehearsal.walk import WindowWalk, decide_in_window, walk_through_window

__all__ = ["WindowWalk", "decide_in_window", "walk_through_window"]
