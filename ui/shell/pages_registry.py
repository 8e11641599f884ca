"""The list of pages. A new page is one line here; the navigation and Ctrl+K are built from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.access.permissions import Permission
from models.services.session import Session
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.tasks.page import TasksPage
from ui.widgets.page import Page


@dataclass(frozen=True)
class PageEntry:
    """One page.

    Attributes:
        id: what ``navigate`` calls it.
        title: name in the navigation and in Ctrl+K.
        permissions: one of these must be granted; without it the page does not exist for the person.
        make: builds the page, once per session and when it is first shown.
        place: "nav" in the navigation, "foot" at its foot, "" only reached from other pages.
        belongs_to: page marked in the navigation while this one is shown.
        badge: key of ``StatusStrip.badges`` shown beside the title.
    """

    id: str
    title: str
    icon: Icon
    permissions: tuple[Permission, ...]
    make: Callable[[AppContext], Page]
    place: str = ""
    belongs_to: str = ""
    badge: str = ""


PAGES: tuple[PageEntry, ...] = (
    PageEntry("tugas", "Tugas Saya", Icon.TASKS, (Permission.STEP_WORK,), TasksPage, "nav", badge="tugas"),
)


def pages_for(session: Session, pages: tuple[PageEntry, ...] = PAGES) -> tuple[PageEntry, ...]:
    """The pages the person may open, in the order of the navigation."""
    return tuple(page for page in pages if any(session.may(permission) for permission in page.permissions))
