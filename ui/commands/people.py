"""``users`` and ``settings``: accounts and what an office rolls out to its PCs as one file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from models.access import roles
from models.services.ports import Renderers
from models.services.rollout.service import kinds as rollout_parts
from models.services.views import AccountRow
from models.services.views.rollout import PartLook
from models.services.workspace import Workspace
from models.settings.rollout_file import LARGEST
from ui.commands.console import OutOfUse, ask_new_password, complain, say
from ui.commands.office import at_desk, written
from ui.commands.wish import Wish


def users(wish: Wish, renderers: Callable[[], Renderers]) -> int:
    """List the accounts, add one, give a new password, or shut one."""
    if wish.deed != "list" and not wish.username:
        raise OutOfUse(f"users {wish.deed} memerlukan nama pengguna.")
    with at_desk(wish, renderers) as workspace:
        return _DEEDS[wish.deed](wish, workspace)


def settings(wish: Wish, renderers: Callable[[], Renderers]) -> int:
    """Write the office's settings to one file, or say what a file would change and take it."""
    known = [part for part in rollout_parts() if part.key in (wish.parts or _usual(wish))]
    unknown = sorted(set(wish.parts or ()) - {part.key for part in known})
    if unknown:
        raise OutOfUse(f"Bagian {', '.join(unknown)} tidak dikenal. {_parts_known()}")
    keys = tuple(part.key for part in known)
    if wish.deed == "export":
        with at_desk(wish, renderers) as workspace:
            content = workspace.rollout.export(keys)
        return written(wish.file, content, "Pengaturan")
    content = _content(wish.file)
    with at_desk(wish, renderers) as workspace:
        if wish.preview:
            return _preview(workspace, content, keys)
        taken = workspace.rollout.take(content, keys)
    _tell(taken)
    say("Pengaturan sudah berlaku untuk kantor ini.")
    return 0


def _usual(wish: Wish) -> set[str]:
    """Without --part: everything but who an office is and who works there, unless asked for."""
    asked = {"identitas"} if wish.identity or wish.deed == "export" else set()
    asked |= {"pegawai"} if wish.people else set()
    return {part.key for part in rollout_parts() if not part.own} | asked


def _parts_known() -> str:
    return "Yang dikenal: " + ", ".join(f"{part.key} ({part.title})" for part in rollout_parts()) + "."


def _content(file: Path) -> bytes:
    try:
        if os.path.getsize(file) > LARGEST:
            raise OutOfUse(f"{file}: terlalu besar untuk berkas pengaturan.")
        return file.read_bytes()
    except OSError:
        raise OutOfUse(f"{file}: berkas tidak ada atau tidak dapat dibaca.") from None


def _preview(workspace: Workspace, content: bytes, keys: tuple[str, ...]) -> int:
    """Say what would change; 1 if a part cannot be taken."""
    looks = [look for look in workspace.rollout.look(content) if look.key in keys]
    _tell(looks)
    say("Tidak ada yang diubah. Tanpa --preview, pengaturan ini diterapkan.")
    return 1 if any(look.problem for look in looks) else 0


def _tell(looks: Iterable[PartLook]) -> None:
    for look in looks:
        if look.problem:
            complain(look.problem)
        for sentence in look.changes:
            say(f"{look.title}: {sentence}")
        if not look.problem and not look.changes:
            say(f"{look.title}: tidak ada yang berubah.")


def _list(_wish: Wish, workspace: Workspace) -> int:
    for row in workspace.users.list():
        state = "aktif" if row.active else "tidak aktif"
        say(f"{row.username}\t{row.display_name}\t{', '.join(row.roles)}\t{state}")
    return 0


def _add(wish: Wish, workspace: Workspace) -> int:
    unknown = [key for key in wish.roles if key not in roles.shipped()]
    if unknown or not wish.roles:
        raise OutOfUse(f"Pilih --role dari: {', '.join(roles.shipped())}.")
    made = workspace.users.add(wish.username, wish.name or wish.username, wish.roles, ask_new_password())
    say(f"{made.username} dapat masuk. Mintalah ia mengganti kata sandinya.")
    return 0


def _password(wish: Wish, workspace: Workspace) -> int:
    workspace.users.set_password(_found(wish, workspace).account_id, ask_new_password())
    say(f"{wish.username} mempunyai kata sandi baru.")
    return 0


def _shut(wish: Wish, workspace: Workspace) -> int:
    workspace.users.deactivate(_found(wish, workspace).account_id)
    say(f"{wish.username} tidak dapat masuk lagi. Kunci data tetap; menggantinya lewat Administrasi.")
    return 0


def _found(wish: Wish, workspace: Workspace) -> AccountRow:
    for row in workspace.users.list():
        if row.username == wish.username:
            return row
    raise OutOfUse(f"{wish.username}: tidak ada pengguna dengan nama itu.")


_DEEDS: dict[str, Callable[[Wish, Workspace], int]] = {
    "list": _list,
    "add": _add,
    "password": _password,
    "deactivate": _shut,
}
