"""How fast tables of answers are scored, beside zen-engine on the same decision, in one run on one core.

``python -m tests.benchmarks.batch [SHEETS]``. We score every dimension and decide every decision, from
answers in memory, and from a file to lines. zen-engine (Rust, static loader) gets one exported decision
with its inputs ready made: bands and facts, no scoring, no file. Beside complete sheets there are some with
3 % of the answers missing, and a thousand assessments as files. Returns 1 when a goal is missed.
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
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet
import zen

from advisor.content.assessment_rewrite import whole_text
from advisor.content.tables import TableFile, read_table
from advisor.decision.engine import engine_for
from advisor.decision.export_table import ExportTable, export_table
from advisor.decision.export_values import table_values
from advisor.decision.recommend import recommend
from advisor.model.pack import Pack
from advisor.reporting.exchange.registry import FORMATS
from advisor.workflows.batch import deciding_pack, score_table
from advisor.workflows.batch_codes import Coder
from advisor.workflows.batch_lines import Lines
from advisor.workflows.batch_styles import CsvStyle
from advisor.workflows.score import score_file
from tests.exchange.random_sheets import random_assessment

SHEETS = 1_000_000
ZEN_SHEETS = 1_000
GOAL_SECONDS = 5.0
GOAL_RATIO = 10.0
GAPS = 0.03
"""Share of the answers that are missing in tables with gaps."""
FILES = 1_000
SUFFIXES = ("parquet", "csv", "jsonl")
WHAT = {
    "memory": "answers in memory to decisions",
    "parquet": "Parquet file to lines",
    "csv": "CSV file to lines (mostly parsing)",
    "jsonl": "JSON lines to lines (mostly parsing)",
}


def answers(pack: Pack, sheets: int, gaps: float = 0.0) -> pa.Table:
    """Random sheets, one row each, with such a share of answers missing."""
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
    if gaps:
        for name in columns.keys() - {"id", "kind"}:
            missing = pa.array(dice.random(sheets) < gaps)
            columns[name] = pc.if_else(missing, pa.scalar(None, columns[name].type), columns[name])
    return pa.table(columns)


def write(made: pa.Table, folder: Path, suffix: str) -> Path:
    """The sheets as a file of a form."""
    file = folder / f"answers.{suffix}"
    if suffix == "parquet":
        pyarrow.parquet.write_table(made, file)
    elif suffix == "csv":
        pyarrow.csv.write_csv(made, file)
    else:
        with file.open("w", encoding="utf-8") as out:
            for batch in made.to_batches(max_chunksize=20_000):
                rows = batch.to_pylist()
                out.writelines(
                    json.dumps({key: cell for key, cell in row.items() if cell is not None}) + "\n"
                    for row in rows
                )
    return file


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


def tables(pack: Pack, sheets: int, folder: Path) -> tuple[dict[str, float], bool]:
    """Sheets a second from files of complete sheets, by form; whether the goals of seconds are held."""
    rates: dict[str, float] = {}
    held = True
    for gaps in (0.0, GAPS):
        count = sheets // 10 if gaps else sheets  # Most of those are different, and each is looked at.
        made = answers(pack, count, gaps)
        what = f"{gaps:.0%} missing" if gaps else "complete"
        for suffix in SUFFIXES:
            file = write(made, folder, suffix)
            if not rates:
                rates["memory"] = deciding(file, pack)
            wall, processor = timed(lambda file=file: ours(file, pack))
            million = processor * 1_000_000 / count
            goal = ""
            if not gaps:
                rates[suffix] = sheets / processor
                held &= million <= GOAL_SECONDS
                goal = f", goal {GOAL_SECONDS} s: {'ok' if million <= GOAL_SECONDS else 'MISSED'}"
            print(
                f"{suffix:<8}{what:<11}{count:>10,} sheets in {wall:6.2f} s, {processor:6.2f} s of one core; "
                f"1,000,000 take {million:6.2f} s{goal}",
                flush=True,
            )
            file.unlink()
    return rates, held


def as_files(pack: Pack, folder: Path) -> None:
    """A folder of assessments beside the same decisions from memory: what reading YAML costs."""
    random = Random(2)
    drawn = [random_assessment(pack, random) for _ in range(FILES)]
    for number, each in enumerate(drawn):
        text = whole_text(each.model_copy(update={"id": f"s{number}"}), pack, None)
        (folder / f"s{number}.yaml").write_text(text, "utf-8")
    files = sorted(folder.glob("*.yaml"))
    recommend(pack, drawn[0])
    score_file(files[0])
    _, memory = timed(lambda: len([recommend(pack, each) for each in drawn]))
    wall, processor = timed(lambda: len([score_file(file) for file in files]))
    print(
        f"{FILES:,} assessments as files: {wall:.2f} s, {processor:.2f} s of one core, "
        f"{processor / memory:.1f} x the same recommendations from memory ({memory:.2f} s)",
        flush=True,
    )


def main() -> int:
    """Measure and print; 1 when a goal is missed."""
    sheets = int(sys.argv[1]) if len(sys.argv) > 1 else SHEETS
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pack = deciding_pack(None)
    table = export_table(pack, pack.manifest.primary_decision)
    with tempfile.TemporaryDirectory() as folder:
        as_files(pack, Path(folder))
        rates, held = tables(pack, sheets, Path(folder))
    best = 0.0
    for name, run in zen_runs(pack, table).items():
        run()
        _, processor = timed(run)
        best = max(best, ZEN_SHEETS / processor)
        print(
            f"zen-engine {name}: {ZEN_SHEETS / processor:,.0f} a second, {len(table.rows)} rows", flush=True
        )
    for source, rate in rates.items():
        fast = rate >= GOAL_RATIO * best
        held &= fast
        print(
            f"{WHAT[source]:<37} {rate:>9,.0f} a second, {rate / best:6.1f} x zen-engine, "
            f"goal {GOAL_RATIO:.0f} x: {'ok' if fast else 'MISSED'}"
        )
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
