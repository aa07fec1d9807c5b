"""Writes the bundled demonstration bill: ``python -m tools.make_demo_bill``.

Made up by the generator of ``advisor sample-bill``; its workloads are named as those of the example
``fashion-marketplace``. A test holds the file against what this module makes, row by row: packing may
differ from one version of a library to the next, the rows may not.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from advisor.evidence.synthetic import Plan
from advisor.evidence.synthetic_files import Format, write_bill

FILE = Path(__file__).parents[1] / "questionnaires/crawl-walk-run/examples/bills/fashion-marketplace.csv.gz"
_DAYS = 92
PLAN = Plan(rows=_DAYS * len(Plan(0, daily=True).lines), seed=2026, days=_DAYS, daily=True)


def demo_bill() -> bytes:
    """The bytes of the file."""
    with tempfile.TemporaryDirectory() as folder:
        (path,) = write_bill(Path(folder), PLAN, Format.GZIP).files
        return path.read_bytes()


def main() -> int:
    """Write the file and name it."""
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_bytes(demo_bill())
    print(FILE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
