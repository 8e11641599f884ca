"""What a lock for all systems means for Windows."""

from __future__ import annotations

import re

from delivery.common import PackageProblem

#: Conditions in the lock that hold on Windows with CPython, and those that do not.
HOLD = {"sys_platform == 'win32'", "implementation_name != 'PyPy'"}
FAIL = {"sys_platform == 'darwin'"}


def for_windows(lock: str) -> str:
    """The entries of a lock for all systems that concern Windows, without their conditions.

    pip decides conditions by the system it runs on, which is not the one it installs for here.
    """
    kept = []
    for entry in re.split(r"\n(?=[a-z0-9])", lock):
        condition = re.search(r"^[^;\\]*;\s*([^\\]*)", entry)
        if condition is None:
            kept.append(entry)
        elif condition.group(1).strip() in HOLD:
            kept.append(re.sub(r"\s*;[^\\]*", " ", entry, count=1))
        elif condition.group(1).strip() not in FAIL:
            raise PackageProblem(f"a condition nobody thought of: {condition.group(0).strip()}")
    return "\n".join(kept)
