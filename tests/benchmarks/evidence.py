"""How fast a bill is read, how much memory that takes, and how well AI is recognised.

``python -m tests.benchmarks.evidence [--rows 1,10] [--format parquet] [--folder DIR]`` makes up bills of so
many million rows (50 for the largest that is promised), and measures on each, in processes of their own:

- reading it: hashing the file, the one pass, rules, all figures, as ``advisor evidence`` does;
- DuckDB alone, adding up the same columns of the same file in one query, grouped by what rows say;
- DuckDB alone, the same columns without groups: the least that looking at them takes.

Times are the machine's and depend on what else runs; the ratio to the second is what counts (at most 2 is
the goal), and so does memory (below 2 GB). Then precision and recall by kind, in rows.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from advisor.content.evidence import load_evidence
from advisor.content.locations import bundled_packs
from advisor.evidence.engine import MEMORY
from advisor.evidence.facts import AMOUNTS, SAYING, TIMES
from advisor.evidence.find import columns_of
from advisor.evidence.synthetic import Plan
from advisor.evidence.synthetic_files import Format, write_bill
from advisor.evidence.synthetic_truth import Truth
from tests.evidence.bills import missed, read_bill, scores

ROOT = Path(__file__).resolve().parents[2]
GOAL, MEMORY_GOAL = 2.0, 2048
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What a piece of work took."""

    seconds: float
    """On the clock."""
    processor: float
    """Processor seconds, of both cores."""
    megabytes: int
    """The most memory that its process held."""


def read(path: Path) -> None:
    """Ours."""
    read_bill([path], load_evidence(next(iter(bundled_packs().values()))))


def grouped(path: Path) -> None:
    """DuckDB's own aggregation over the same columns, grouped as rows say."""
    keys, amounts = _looked_at(path)
    _run(f"SELECT {', '.join(keys)}, count(*), {_sums(amounts, path)} FROM {_source(path)} GROUP BY ALL")


def plain(path: Path) -> None:
    """DuckDB's own aggregation over the same columns, without groups."""
    keys, amounts = _looked_at(path)
    most = ", ".join(f"max({key})" for key in keys)
    _run(f"SELECT {most}, count(*), {_sums(amounts, path)} FROM {_source(path)}")


WORK: dict[str, Callable[[Path], None]] = {"ours": read, "grouped": grouped, "plain": plain}


def _source(path: Path) -> str:
    if path.suffix == ".parquet":
        return f"read_parquet('{path}')"
    return f"read_csv('{path}', all_varchar = true, header = true, delim = ',', quote = '\"')"


def _sums(amounts: list[str], path: Path) -> str:
    number = "sum({})" if path.suffix == ".parquet" else "sum(TRY_CAST({} AS DECIMAL(31, 15)))"
    return ", ".join(number.format(name) for name in amounts)


def _looked_at(path: Path) -> tuple[list[str], list[str]]:
    """Columns of the file that reading a bill looks at: those to group by, and those to add up."""
    import duckdb

    there = {each[0] for each in duckdb.sql(f"DESCRIBE SELECT * FROM {_source(path)}").fetchall()}
    rules = load_evidence(next(iter(bundled_packs().values())))
    wanted = dict.fromkeys([*SAYING, *columns_of(rules), *TIMES])
    return [name for name in wanted if name in there], [name for name in AMOUNTS.values() if name in there]


def _run(query: str) -> None:
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        connection = duckdb.connect(
            config={"memory_limit": MEMORY, "temp_directory": folder, "preserve_insertion_order": False}
        )
        connection.sql("SET TimeZone = 'UTC'")
        connection.sql(query).to_arrow_table()


def measured(name: str, path: Path) -> Cost:
    """Run a piece of work in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.evidence", "--work", name, str(path)]
    done = subprocess.run(
        command, check=True, capture_output=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    return Cost(**json.loads(done.stdout))


def _work(name: str, path: Path) -> None:
    for module in ("duckdb", "ibis.backends.duckdb", "pandas", "pyarrow.compute"):
        import_module(module)  # Not part of it, so done before the clock starts.
    began, busy = time.perf_counter(), time.process_time()
    WORK[name](path)
    seconds, processor = time.perf_counter() - began, time.process_time() - busy
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"seconds": seconds, "processor": processor, "megabytes": held}))


def compare(folder: Path, millions: float, kind: Format, runs: int) -> Truth:
    """Print one line of the table."""
    began = time.perf_counter()
    made = write_bill(folder, Plan(rows=int(millions * _MILLION)), kind)
    (path,) = made.files
    making = time.perf_counter() - began
    best: dict[str, Cost] = {}
    for _ in range(runs):
        # Side by side, so that a busy machine is as busy for all.
        for name in WORK:
            cost = measured(name, path)
            best[name] = min(best.get(name, cost), cost, key=lambda each: each.processor)
    ours, group, least = best["ours"], best["grouped"], best["plain"]
    print(
        f"{millions:>6g} {path.stat().st_size / 1e6:>8.0f} {making:>7.1f}"
        f" {ours.processor:>8.2f} {group.processor:>8.2f} {least.processor:>8.2f}"
        f" {ours.processor / group.processor:>6.2f} {ours.processor / least.processor:>6.2f}"
        f" {ours.seconds:>8.2f} {ours.seconds / group.seconds:>6.2f}"
        f" {ours.processor / millions:>8.2f} {ours.megabytes:>6}",
        flush=True,
    )
    path.unlink()
    return made.truth


def recognised(truth: Truth) -> None:
    """Print how well AI is told from what is none, in rows."""
    rules = load_evidence(next(iter(bundled_packs().values())))
    print(f"\n{'recognised':<16}{'precision':>10}{'recall':>10}{'rows':>12}")
    for name, score in scores(truth, rules).items():
        print(f"{name:<16}{score.precision:>10.4f}{score.recall:>10.4f}{score.true:>12,}")
    for what, lines in missed(truth, rules).items():
        print(f"  {what}: {'; '.join(lines)}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--rows", default="1,10", help="millions of rows, with commas between; 50 is the largest promised"
    )
    parser.add_argument("--format", default="parquet", choices=[each.value for each in Format])
    parser.add_argument("--folder", type=Path, help="where bills are made; needs room (2 GB for 50 million)")
    parser.add_argument("--runs", type=int, default=2, help="of which the best counts")
    parser.add_argument("--work", nargs=2, metavar=("NAME", "FILE"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.work:
        _work(chosen.work[0], Path(chosen.work[1]))
        return
    print(
        f"{'million':>6} {'MB':>8} {'made in':>7} {'ours':>8} {'grouped':>8} {'plain':>8}"
        f" {'ratio':>6} {'/plain':>6} {'clock':>8} {'ratio':>6} {'per mn':>8} {'MB':>6}"
    )
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        for millions in chosen.rows.split(","):
            truth = compare(Path(folder), float(millions), Format(chosen.format), chosen.runs)
    recognised(truth)
    print(f"\nprocessor seconds, best of {chosen.runs}")
    print(f"goals: ratio to the grouped query at most {GOAL:g}, memory below {MEMORY_GOAL} MB")


if __name__ == "__main__":
    main()
