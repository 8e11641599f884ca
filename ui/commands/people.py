"""``users`` and ``settings``: accounts and what an office rolls out to its PCs as one file."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable

from models.access import roles
from models.services.ports import Renderers
from models.services.views import AccountRow
from models.services.workspace import Workspace
from ui.commands.console import OutOfUse, ask_new_password, say
from ui.commands.office import at_desk, written

_LARGEST = 1 << 20


def users(wish: Namespace, renderers: Callable[[], Renderers]) -> int:
    """List the accounts, add one, give a new password, or shut one."""
    if wish.deed != "list" and not wish.username:
        raise OutOfUse(f"users {wish.deed} memerlukan nama pengguna.")
    with at_desk(wish, renderers) as workspace:
        return _DEEDS[wish.deed](wish, workspace)


def settings(wish: Namespace, renderers: Callable[[], Renderers]) -> int:
    """Write the office's settings to one file, or take them from one."""
    if wish.deed == "export":
        with at_desk(wish, renderers) as workspace:
            content = workspace.settings.export_file()
        return written(wish.file, content, "Pengaturan")
    try:
        if os.path.getsize(wish.file) > _LARGEST:
            raise OutOfUse(f"{wish.file}: terlalu besar untuk berkas pengaturan.")
        content = wish.file.read_bytes()
    except OSError:
        raise OutOfUse(f"{wish.file}: berkas tidak ada atau tidak dapat dibaca.") from None
    with at_desk(wish, renderers) as workspace:
        workspace.settings.import_file(content, identity=wish.identity)
    say("Pengaturan sudah berlaku untuk kantor ini.")
    return 0


def _list(_wish: Namespace, workspace: Workspace) -> int:
    for row in workspace.users.list():
        state = "aktif" if row.active else "tidak aktif"
        say(f"{row.username}\t{row.display_name}\t{', '.join(row.roles)}\t{state}")
    return 0


def _add(wish: Namespace, workspace: Workspace) -> int:
    unknown = [key for key in wish.roles if key not in roles.shipped()]
    if unknown or not wish.roles:
        raise OutOfUse(f"Pilih --role dari: {', '.join(roles.shipped())}.")
    made = workspace.users.add(wish.username, wish.name or wish.username, wish.roles, ask_new_password())
    say(f"{made.username} dapat masuk. Mintalah ia mengganti kata sandinya.")
    return 0


def _password(wish: Namespace, workspace: Workspace) -> int:
    workspace.users.set_password(_found(wish, workspace).account_id, ask_new_password())
    say(f"{wish.username} mempunyai kata sandi baru.")
    return 0


def _shut(wish: Namespace, workspace: Workspace) -> int:
    workspace.users.deactivate(_found(wish, workspace).account_id)
    say(f"{wish.username} tidak dapat masuk lagi. Kunci data tetap; menggantinya lewat Administrasi.")
    return 0


def _found(wish: Namespace, workspace: Workspace) -> AccountRow:
    for row in workspace.users.list():
        if row.username == wish.username:
            return row
    raise OutOfUse(f"{wish.username}: tidak ada pengguna dengan nama itu.")


_DEEDS: dict[str, Callable[[Namespace, Workspace], int]] = {
    "list": _list,
    "add": _add,
    "password": _password,
    "deactivate": _shut,
}
