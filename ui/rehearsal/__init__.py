"""The self-test's walks through the real window."""

from ui.rehearsal.filing import stacks
from ui.rehearsal.month import walk_month
from ui.rehearsal.walk import WindowWalk, decide_in_window, walk_through_window

__all__ = ["WindowWalk", "decide_in_window", "stacks", "walk_month", "walk_through_window"]
