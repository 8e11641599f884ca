"""Makes the packages of the program that ``python3 dev.py build`` has left in ``dist/jangkau``, for this system."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from delivery.common import PackageProblem
from models.release.manifest import trusted_keys
from models.version import __version__

DIST = Path(__file__).resolve().parent.parent / "dist"


def main() -> int:
    """Make them and say how large they are; 1 when the program cannot be delivered like this."""
    # Each system's module needs tools that only that system's build has.
    make = import_module(f"delivery.{'windows' if sys.platform == 'win32' else 'linux'}_packages").make
    try:
        for made in make(DIST / "jangkau", __version__, DIST / "paket"):
            print(f"{made.relative_to(DIST.parent)}: {made.stat().st_size / 1_000_000:.1f} MB")
        if not trusted_keys():
            print("*** TANPA KUNCI RILIS: program ini tidak menerima pembaruan apa pun.", file=sys.stderr)
    except PackageProblem as problem:
        print(f"Paket tidak dibuat: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
