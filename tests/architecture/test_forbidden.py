"""What nobody may call, except in its one home."""

from __future__ import annotations

import ast
import re
import tomllib

from tests.architecture.source_tree import ROOT, calls, checks, dotted, imports, program

#: call (end of its dotted name) -> the files that are its home
ONE_HOME: dict[str, tuple[str, ...]] = {
    "datetime.now": ("models/domain/clock.py",),
    "datetime.today": (),
    "datetime.utcnow": (),
    "date.today": (),
    "time.time": (),
    "time.sleep": (),
    ".processEvents": (),
    "eval": (),
    "exec": (),
    "os.system": (),
    "os.popen": (),
    "shutil.copy": (),
    "shutil.copy2": (),
    "shutil.copyfile": (),
    "shutil.copytree": (),
    "print": ("ui/commands/console.py",),
    "QThread.sleep": (),
    "QThread.msleep": (),
    "QApplication.instance": ("ui/app.py",),
    ".screen": (),  # of a widget: Python holds it for the widget's child, and Qt crashes once that is gone
}
#: Only here may files be written: whole or not at all, and encrypted where they hold an office's data.
WRITERS = ("models/domain/atomic.py",)
DIALOGS = ("ui/notify.py", "ui/shell/crash_dialog.py")
WRITING_MODE = re.compile(r"[wax+]")


def _is(call: str, forbidden: str) -> bool:
    """``call`` ends in ``forbidden``; a bare name (``print``) must be the whole call."""
    return call == forbidden or ("." in forbidden and call.endswith("." + forbidden.lstrip(".")))


def test_calls_stay_at_home() -> None:
    assert not [
        f"{module.name}:{node.lineno} {name}"
        for module in program()
        for name, node in calls(module)
        for forbidden, homes in ONE_HOME.items()
        if _is(name, forbidden) and module.name not in homes
    ]


def test_files_are_written_by_the_one_writer() -> None:
    assert not [
        f"{module.name}:{node.lineno} {name}"
        for module in program()
        for name, node in calls(module)
        if module.name not in WRITERS and _writes(name, node)
    ]


def _writes(name: str, node: ast.Call) -> bool:
    """True for ``open(…, "w")``, ``path.open("w")``, ``path.write_text(…)`` and their kin."""
    last = name.rsplit(".", 1)[-1]
    if last in {"write_text", "write_bytes", "NamedTemporaryFile", "mkstemp"}:
        return True
    if last != "open":
        return False
    position = 1 if name in {"open", "io.open"} else 0
    given = [keyword.value for keyword in node.keywords if keyword.arg == "mode"] or node.args[position : position + 1]
    modes = [mode.value for mode in given if isinstance(mode, ast.Constant) and isinstance(mode.value, str)]
    return any(len(mode) <= 3 and WRITING_MODE.search(mode) for mode in modes)


def test_only_notify_opens_message_boxes() -> None:
    boxes = {"QMessageBox", "QErrorMessage", "QInputDialog"}
    assert not [
        f"{module.name}:{node.lineno}"
        for module in program()
        if module.name not in DIALOGS
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Name | ast.Attribute) and dotted(node).rsplit(".", 1)[-1] in boxes
    ]


def test_no_failure_is_swallowed() -> None:
    assert not [
        f"{module.name}:{node.lineno}"
        for module in program()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or dotted(node.type) in {"Exception", "BaseException"})
        and all(isinstance(line, ast.Pass) for line in node.body)
    ]


def test_no_code_knows_a_procedure_form_or_letter_by_name() -> None:
    """A new procedure, form or letter is a new file: the code has no branch for one of them."""
    keys = {
        tomllib.loads(path.read_text(encoding="utf-8"))[head]["kunci"]
        for folder, head in (("sop", "identitas"), ("forms", "formulir"), ("letters", "surat"))
        for path in (ROOT / "resources" / folder).glob("*.toml")
    }
    assert not [
        f"{module.name}:{node.lineno} {node.value}"
        for module in program()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in keys
    ]


def test_tests_use_real_parts_and_no_fixed_waits() -> None:
    waits = ("time.sleep", "qtbot.wait", ".processEvents")
    assert not [
        f"{module.name}:{node.lineno} {name}"
        for module in checks()
        for name, node in calls(module)
        if any(_is(name, wait) for wait in waits) or ".assert_called" in name
    ]
    assert not [
        module.name
        for module in checks()
        for name, _ in imports(module)
        if name.startswith("unittest.mock") or name == "mock"
    ]
