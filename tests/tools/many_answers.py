"""Tries 10,000 random values per kind of field, typed and stored: ``python tests/tools/many_answers.py [count]``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

_TESTS = Path(__file__).parents[1] / "unit" / "forms" / "test_random_answers.py"


def main(count: str = "10000") -> int:
    """Run the property tests of the field kinds with ``count`` examples each; gives the exit code of pytest."""
    os.environ["JANGKAU_VALUES"] = count
    # a test of so many values takes longer than the suite allows one
    return int(
        pytest.main([str(_TESTS), "-q", "-o", "faulthandler_timeout=0", "-o", "faulthandler_exit_on_timeout=false"])
    )


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:2]))
