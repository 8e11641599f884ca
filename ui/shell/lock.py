"""The locked screen: keys and connections are gone, nothing of a case is on screen or in a widget any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui.notify import Notifier
from ui.shell.door import Door
from ui.shell.login import LoginScreen
from ui.tasks import Runner

if TYPE_CHECKING:
    from models.services.session import User


class LockScreen(LoginScreen):
    """Like the login, for the person who was at the desk; somebody else may log in, too.

    Signals:
        unlocked: the ``Session``, and whether it is the same person who comes back to the same page.
    """

    unlocked = Signal(object, bool)

    def __init__(self, door: Door, runner: Runner, notify: Notifier, user: User, office: str) -> None:
        super().__init__(door, runner, notify, office=office, username=user.username)
        self.restore_link.hide()  # whoever sits here wants their page back, not other data
        self.note.show_hint(f"Layar terkunci. Isian {user.display_name} sudah disimpan.")
        self.entered.connect(lambda session: self.unlocked.emit(session, session.user.account_id == user.account_id))
