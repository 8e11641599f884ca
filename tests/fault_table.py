"""The faults an office may meet and which tests prove what is promised for each; ``dev.py faults`` prints the table.

A test says which of them it proves with ``@pytest.mark.fault(14)``. The lengthy form of such tests (a thousand kills
instead of twenty) runs only when ``JANGKAU_FAULTS=long`` asks for it, as ``dev.py faults`` does.
"""

from __future__ import annotations

import os
from collections import defaultdict
from typing import Any

import pytest

#: Fault -> what is expected of the program.
FAULTS = {
    1: "eight programs take numbers at once: 1..N, no hole, none twice, no error for the person",
    2: "fifteen programs with pauses: nobody waits longer than a second (p99)",
    3: "another holds the data for 8 s: a waiting sign, the window repaints, then success",
    4: "another holds the data too long: a clear sentence, nothing written",
    5: "kill -9 in mid-transaction: file whole, everything acknowledged there, chain whole",
    6: "COMMIT reports an I/O error: exactly one letter",
    7: "every safety setting holds after opening, by place",
    8: "no readable name in database, journal, temp, logs, settings, backups",
    9: "wrong key and foreign programs cannot read it; a wrong password never makes a new office",
    10: "database not there (share not connected): said so, no new file",
    11: "disk full while saving: said so, form kept, works again",
    12: "share read-only: said so, looking still works",
    13: "share gone and back: the same form saves, nothing double",
    14: "locks do not reach the server: BROKEN on both PCs before the first write",
    15: "a file in WAL mode on a share: converted or refused",
    16: "unlocking takes less than two seconds, on a thread",
    17: "an altered key file is refused, each with its own reason",
    18: "the recovery key opens; a mistyped group is named",
    19: "a revoked person's password and key no longer open",
    20: "a backup is verified before it counts; a flipped byte is refused",
    21: "thinning out never removes the only verified backup",
    22: "an older backup put back: the ledger names the numbers that are missing",
    23: "audit trail edited, cut or reordered: reported with the number",
    24: "looks, searches, prints, exports and failed logins leave a record",
    25: "hostile text on paper: printed as text, quickly, nothing fetched",
    26: "hostile text in tables: stays text, the export ends",
    27: "hostile attachment names: stored, shown safely, no path outside",
    28: "automatic lock: blank window, no connection, no key, the form comes back",
    29: "a program that dies while it holds the turn of a shared folder: taken over",
    30: "a folder that a sync program copies, or a mount without locks: refused in words",
    31: "two copies of one office: noticed",
    32: "the clock of the PC is wrong: warned; by a day or more: no numbers",
}
_outcomes: dict[int, list[str]] = defaultdict(list)


def thorough() -> bool:
    """Whether the lengthy form of the tests is wanted."""
    return os.environ.get("JANGKAU_FAULTS") == "long"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Note how a test of a fault went."""
    result = yield
    report = result.get_result()
    if report.when == "call" or report.outcome != "passed":
        for mark in item.iter_markers("fault"):
            for number in mark.args:
                _outcomes[number].append(report.outcome)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the table where it was asked for."""
    if not thorough() or not _outcomes:
        return
    terminalreporter.section("faults")
    for number, words in FAULTS.items():
        met = _outcomes.get(number, [])
        bad = [outcome for outcome in met if outcome == "failed"]
        passed = met.count("passed")
        word = "FAILED" if bad else "held" if passed else "skipped" if met else "not run"
        terminalreporter.write_line(f"{number:>3}  {word:<8} {passed:>3} tests  {words}")
