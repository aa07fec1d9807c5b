"""How long an estimate takes: three models and a hybrid over five years, with ranges and break-even.

Run ``python -m tests.benchmarks.economics``: prints milliseconds of processor time for one workload of
each bundled example, the prices being in memory as they are behind a slider. The bound is 30, the aim 20,
so that a busy machine stays below the bound. Compare with another version on the same machine at the same
time: processor time, too, depends on what else is running.
"""

from __future__ import annotations

import time
from dataclasses import replace
from statistics import median

from advisor.content.examples import bundled_examples
from advisor.content.locations import bundled_packs
from advisor.content.prices import load_prices
from advisor.economics.tco import Request, estimate
from advisor.model.stated import Economics
from advisor.workflows.score import score_file
from advisor.workflows.tco import Options, request_for

AIM, BOUND = 20, 30
"""Milliseconds for one workload."""
_RUNS = 7


def requests() -> list[tuple[str, Request]]:
    """One request for each workload of each bundled example, over five years."""
    found = []
    for folder in bundled_packs().values():
        book = load_prices(folder)
        for example in bundled_examples(folder):
            scored = score_file(example.path, whole=True)
            request, _ = request_for(
                scored.pack,
                book,
                scored.loaded.assessment,
                scored.recommendation,
                Economics(),
                Options(horizon="5 years"),
            )
            for subject in request.subjects:
                name = f"{example.id} / {subject.workload.id}"
                found.append((name, replace(request, subjects=(subject,))))
    return found


def milliseconds(request: Request) -> float:
    """The median processor time of one estimate."""
    spent = []
    for _ in range(_RUNS):
        start = time.process_time()
        estimate(request)
        spent.append((time.process_time() - start) * 1000)
    return median(spent)


def main() -> None:
    """Print the table."""
    figures = []
    for name, request in requests():
        figures.append(milliseconds(request))
        print(f"{name:<60}{figures[-1]:>8.1f} ms")
    print(f"{'median':<60}{median(figures):>8.1f} ms (aim: {AIM}, bound: {BOUND})")


if __name__ == "__main__":
    main()
