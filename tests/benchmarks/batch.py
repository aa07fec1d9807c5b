"""How fast tables of answers are scored, beside zen-engine on the same decision, in one run on one core.

``python -m tests.benchmarks.batch [SHEETS]``. We score every dimension and decide every decision, from
answers in memory, and from a file to lines. zen-engine (Rust, static loader) gets one exported decision
with its inputs ready made: bands and facts, no scoring, no file.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import zen

from advisor.content.tables import TableFile, read_table
from advisor.decision.engine import engine_for
from advisor.decision.export_table import ExportTable, export_table
from advisor.decision.export_values import table_values
from advisor.model.pack import Pack
from advisor.reporting.exchange.registry import FORMATS
from advisor.workflows.batch import deciding_pack, score_table
from advisor.workflows.batch_codes import Coder
from advisor.workflows.batch_lines import Lines
from advisor.workflows.batch_styles import CsvStyle
from tests.exchange.random_sheets import random_assessment

SHEETS = 1_000_000
ZEN_SHEETS = 1_000
GOAL_SECONDS = 5.0
GOAL_RATIO = 10.0
WHAT = {
    "memory": "answers in memory to decisions",
    "parquet": "Parquet file to lines",
    "csv": "CSV file to lines (mostly parsing)",
}


def answers(pack: Pack, sheets: int) -> pa.Table:
    """Complete random sheets, one row each."""
    dice = np.random.default_rng(1)
    kinds = [kind.id for kind in pack.manifest.workload_kinds]
    columns = {
        "id": pa.array(np.arange(sheets)).cast(pa.string()),
        "kind": pa.array(kinds).take(pa.array(dice.integers(0, len(kinds), sheets))),
    }
    for domain in engine_for(pack).domains:
        form = domain.question.number
        if form is not None:
            most = min(int(form.maximum), 1_000_000)
            columns[domain.question.id] = pa.array(dice.integers(int(form.minimum), most + 1, sheets))
        elif domain.values:
            cells = pa.array(["|".join(sorted(value.ids)) for value in domain.values])
            columns[domain.question.id] = cells.take(pa.array(dice.integers(0, len(cells), sheets)))
    return pa.table(columns)


def table(file: Path) -> TableFile:
    """A file as a table of the form that its name says."""
    return TableFile(file, file.suffix[1:], file.name)


def ours(file: Path, pack: Pack) -> int:
    """Score a table as ``advisor score`` does, into the void."""
    lines = Lines(pack, CsvStyle(pack))
    count = 0
    with Path(os.devnull).open("wb") as void:
        for sheets in score_table(table(file), pack):
            void.write(lines.lines(sheets))
            count += len(sheets.kinds)
    return count


def deciding(file: Path, pack: Pack) -> float:
    """Sheets a second from answers in memory to scores and decisions; the processor's seconds."""
    batches = list(read_table(table(file), pack))
    coder = Coder(pack)
    coder.decide(batches[0])
    _, processor = timed(lambda: sum(len(coder.decide(batch).decisions) for batch in batches))
    return sum(len(batch.kinds) for batch in batches) / processor


def timed(work: Callable[[], int]) -> tuple[float, float]:
    """Wall-clock seconds and, less shaken by neighbours, seconds of the processor."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


def zen_runs(pack: Pack, table: ExportTable) -> dict[str, Callable[[], int]]:
    """The ways that zen-engine offers to run many inputs."""
    random = Random(1)
    drawn = [random_assessment(pack, random) for _ in range(ZEN_SHEETS)]
    inputs = [table_values(pack, table, each, each.workloads[0]) for each in drawn]
    content = {"decision": json.loads(FORMATS["jdm"](table))}
    engine = zen.ZenEngine({"loader": {"type": "static", "content": content}})
    requests = [{"key": "decision", "context": each} for each in inputs]
    return {
        "evaluate": lambda: len([engine.evaluate("decision", each) for each in inputs]),
        "evaluate_batch": lambda: len(engine.evaluate_batch(requests)),
    }


def main() -> int:
    """Measure and print."""
    sheets = int(sys.argv[1]) if len(sys.argv) > 1 else SHEETS
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pack = deciding_pack(None)
    table = export_table(pack, pack.manifest.primary_decision)
    rates = {}
    with tempfile.TemporaryDirectory() as folder:
        made = answers(pack, sheets)
        files = [Path(folder) / "answers.parquet", Path(folder) / "answers.csv"]
        pyarrow.parquet.write_table(made, files[0])
        pyarrow.csv.write_csv(made, files[1])
        del made
        rates["memory"] = deciding(files[0], pack)
        for file in files:
            wall, processor = timed(lambda file=file: ours(file, pack))
            rates[file.suffix[1:]] = sheets / processor
            million = processor * 1_000_000 / sheets
            print(
                f"{file.suffix[1:]:<8} {sheets:>9,} sheets in {wall:5.2f} s, {processor:5.2f} s of one core; "
                f"1,000,000 take {million:5.2f} s, goal {GOAL_SECONDS} s: "
                f"{'ok' if million <= GOAL_SECONDS else 'MISSED'}",
                flush=True,
            )
    best = 0.0
    for name, run in zen_runs(pack, table).items():
        run()
        _, processor = timed(run)
        best = max(best, ZEN_SHEETS / processor)
        print(
            f"zen-engine {name}: {ZEN_SHEETS / processor:,.0f} a second, {len(table.rows)} rows", flush=True
        )
    for source, rate in rates.items():
        goal = "" if source == "csv" else f", goal 10 x: {'ok' if rate >= GOAL_RATIO * best else 'MISSED'}"
        print(f"{WHAT[source]:<34} {rate:>9,.0f} a second, {rate / best:6.1f} x zen-engine{goal}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
