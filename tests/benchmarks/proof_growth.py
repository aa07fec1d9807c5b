"""How the proofs of a pack grow with it: ``python -m tests.benchmarks.proof_growth``.

Prints a table: the bundled pack, then generated packs of growing size. A generated pack has four
dimensions; a third of its questions only steer, some scored ones are relevant only under a condition,
its gates look at steering and at scored answers, and its rows mix bands, the gates' facts and kinds.
What it costs grows with how many independent facts the rows mix, not with the number of questions.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any

from advisor.content.locations import bundled_packs
from advisor.content.packs import load_pack
from advisor.decision.proof import Comparison, Proof, compare, prove
from advisor.model.pack import Pack
from tests.decision.random_packs import KINDS, OUTCOMES, PROSE, decision, dimension, make_pack

BUNDLED_LIMIT = 2.0
"""Seconds that the bundled pack may take."""
LARGE_LIMIT = 10.0
"""Seconds that 60 questions, 8 gates and 60 rows may take."""
LARGE = (60, 8, 60)
SIZES = ((15, 2, 15), (30, 4, 30), (45, 6, 45), LARGE, (120, 8, 60))
"""Questions, gates and rows."""
_BANDS = (["low"], ["medium"], ["high"], ["low", "medium"], ["medium", "high"])


def generated(questions: int, gates: int, rows: int, seed: int = 7) -> Pack:
    """A pack of this size, the same for the same seed."""
    rng = random.Random(seed)
    names = [f"q{index}" for index in range(questions)]
    steering, scored = names[: questions // 3], names[questions // 3 :]
    dims = {f"d{i}": dimension({q: rng.randint(1, 5) for q in scored[i::4]}) for i in range(4)}
    asked = [_question(rng, name, () if name in steering else steering) for name in names]
    looked_at = [*rng.sample(steering, gates // 2 + 2), *rng.sample(scored, gates - gates // 2)]
    facts = {f"fact{i}": _answer(rng, question) for i, question in enumerate(looked_at)}
    table = [
        {
            "id": f"row{i}",
            "when": {
                "all": [
                    *(_part(rng, dims, facts) for _ in range(3)),
                    {"any": [_part(rng, dims, facts), _part(rng, dims, facts)]},
                ]
            },
            "now": rng.choice(OUTCOMES),
            "target": rng.choice(OUTCOMES),
            "reason": "r",
        }
        for i in range(rows)
    ]
    barred = [
        {
            "id": f"gate{i}",
            "when": {"condition": f"fact{i}"},
            "exclude": [rng.choice(OUTCOMES)],
            "reason": "r",
        }
        for i in range(gates)
    ]
    size = decision(table, gates=barred, monotone={"d0": "up", "d1": "up"})
    return make_pack(asked, {"conditions": facts, "dimensions": dims, "decisions": {"size": size}})


def _question(rng: random.Random, name: str, steering: Sequence[str]) -> dict[str, Any]:
    question: dict[str, Any] = {
        "id": name,
        "type": "single",
        "scope": "workload",
        **PROSE,
        "options": [{"id": f"o{i}", "label": f"o{i}", "level": i} for i in range(4)],
    }
    if steering and rng.random() < 0.15:
        question["relevant_when"] = _answer(rng, rng.choice(steering))
    return question


def _answer(rng: random.Random, question: str) -> dict[str, Any]:
    options = [f"o{i}" for i in rng.sample(range(4), rng.randint(1, 2))]
    return {"answer": {"question": question, "is": options}}


def _part(rng: random.Random, dims: Mapping[str, object], facts: Mapping[str, object]) -> dict[str, Any]:
    which = rng.random()
    if which < 0.6:
        return {"band": {"dimension": rng.choice(list(dims)), "is": rng.choice(_BANDS)}}
    if which < 0.66:
        return {"kind": [rng.choice(KINDS)]}
    fact = {"condition": rng.choice(list(facts))}
    return fact if which < 0.9 else {"not": fact}


def timed(pack: Pack) -> tuple[float, Proof]:
    """Processor seconds of one proof, whatever else the machine does, and what it proved."""
    start = time.process_time()
    proof = prove(pack)
    return time.process_time() - start, proof


def main() -> int:
    """Print the table; 1 when a limit is missed."""
    print(f"{'pack':<16}{'questions':>10}{'gates':>7}{'rows':>6}{'sheets':>10}{'findings':>10}{'seconds':>9}")
    missed = False
    bundled = [(name, load_pack(folder)) for name, folder in bundled_packs().items()]
    for name, pack in bundled:
        seconds, proof = timed(pack)
        primary = pack.primary
        _line(name, len(pack.questions), len(primary.gates), len(primary.table), proof, seconds)
        missed |= seconds > BUNDLED_LIMIT
    for size in SIZES:
        seconds, proof = timed(generated(*size))
        _line("generated", *size, proof, seconds)
        missed |= seconds > LARGE_LIMIT and size == LARGE
    for name, pack in (*bundled, (f"generated {LARGE[0]}", generated(*LARGE))):
        start = time.process_time()
        found = compare(reweighted(pack), pack)
        share = found.sheets_changed / found.sheets if isinstance(found, Comparison) else 0.0
        print(
            f"{name} against itself with other weights: {share:.1%} differ, "
            f"{time.process_time() - start:.2f} s"
        )
    print(f"limits: bundled {BUNDLED_LIMIT:.0f} s, 60 questions, 8 gates, 60 rows {LARGE_LIMIT:.0f} s")
    return 1 if missed else 0


def reweighted(pack: Pack) -> Pack:
    """The pack with other weights in every dimension."""
    rng = random.Random(3)
    dimensions = {
        name: each.model_copy(update={"weights": {q: rng.randint(1, 6) for q in each.weights}})
        for name, each in pack.rules.dimensions.items()
    }
    rules = pack.rules.model_copy(update={"dimensions": dimensions})
    return Pack.model_construct(
        manifest=pack.manifest, sections=pack.sections, questions=pack.questions, rules=rules, sha256="1" * 64
    )


def _line(name: str, questions: int, gates: int, rows: int, proof: Proof, seconds: float) -> None:
    sheets = f"{float(proof.sheets):.1e}"
    print(
        f"{name:<16}{questions:>10}{gates:>7}{rows:>6}{sheets:>10}{len(proof.findings):>10}{seconds:>9.2f}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
