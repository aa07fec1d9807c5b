"""Proofs agree with looking at every sheet of every small pack, one by one."""

from __future__ import annotations

from collections import Counter, defaultdict

from hypothesis import HealthCheck, given, settings

from advisor.decision.proof import Example, Finding, prove
from advisor.decision.proof.findings import (
    GateAlwaysFires,
    GateWithoutEffect,
    NeverHolds,
    NoOutcome,
    OutcomeRuledOut,
    OverlapDisagrees,
    RowRuledOut,
    ShadowedRow,
    TargetOnly,
    UnreachableOutcome,
    WarningAlwaysFires,
)
from advisor.decision.proof.findings_effect import (
    GateAgainstMonotone,
    NotMonotone,
    QuestionDecidesNothing,
    QuestionWithoutEffect,
    RelevanceAgainstMonotone,
    SameOptions,
    WeightDecidesNothing,
    WeightWithoutEffect,
    WrongWay,
)
from advisor.decision.sheets import domain_of
from advisor.model.pack import Pack
from advisor.model.question import QuestionType
from advisor.model.rules import Direction
from tests.decision.proof.oracle import BANDS, Judge, Judged, all_sheets, judge
from tests.decision.proof.told_packs import told_packs
from tests.thoroughness import examples

MANY = settings(max_examples=examples(50), deadline=None, suppress_health_check=[HealthCheck.filter_too_much])


def shown(pack: Pack, example: Example | None) -> Judged:
    assert example is not None
    return judge(pack, example.kind, example.sheet)


@MANY
@given(told_packs())
def test_counts_and_examples(pack: Pack) -> None:
    sheets = list(all_sheets(pack))
    proof = prove(pack)
    assert proof.sheets == len(sheets)
    size = proof.decisions[0]
    ends = [sheet.decisions["size"] for sheet in sheets]

    rows = Counter(end.row for end in ends)
    assert {row.id: row.sheets for row in size.rows} == {row.id: rows[row.id] for row in size.rows}
    assert sum(row.sheets or 0 for row in size.rows) == proof.sheets
    for row in size.rows:
        assert (row.example is None) == (rows[row.id] == 0)
        if row.example is not None:
            assert shown(pack, row.example).decisions["size"].row == row.id

    now, target = Counter(end.now for end in ends), Counter(end.target for end in ends)
    for reached, counts in ((size.now, now), (size.target, target)):
        for outcome in reached:
            assert outcome.sheets == counts[outcome.id]
            assert (outcome.example is None) == (counts[outcome.id] == 0)
    for outcome in size.now:
        if outcome.example is not None:
            assert shown(pack, outcome.example).decisions["size"].now == outcome.id
    assert size.without.sheets == now[None]
    assert sum(outcome.sheets or 0 for outcome in (*size.now, size.without)) == proof.sheets
    if now[None]:
        assert shown(pack, size.without.example).decisions["size"].now is None

    for gate in size.gates:
        assert gate.sheets == sum(gate.id in end.gates for end in ends)
        if gate.sheets:
            assert gate.id in shown(pack, gate.example).decisions["size"].gates
    for warning in size.warnings:
        assert warning.sheets == sum(warning.id in sheet.warnings for sheet in sheets)
        if warning.sheets:
            assert warning.id in shown(pack, warning.example).warnings
    for cell in proof.framework[0].cells:
        assert cell.sheets == sum(sheet.cells["aspect"] == cell.id for sheet in sheets)
        if cell.sheets:
            assert shown(pack, cell.example).cells["aspect"] == cell.id
    for dimension in proof.dimensions:
        for index, band in enumerate(dimension.bands):
            assert band.id == BANDS[index]
            assert band.sheets == sum(sheet.bands[dimension.id] == index for sheet in sheets)


@MANY
@given(told_packs())
def test_outcomes_of_nobody_and_rows_that_gates_rule_out(pack: Pack) -> None:
    ends = [sheet.decisions["size"] for sheet in all_sheets(pack)]
    rules = pack.rules.decisions["size"]
    found = prove(pack).findings
    now, target = {end.now for end in ends}, {end.target for end in ends}

    nobody = {f.outcome for f in found if isinstance(f, UnreachableOutcome)}
    assert nobody == set(rules.outcomes) - now - target
    taken = {end.row for end in ends}
    leads = {o for row in (*rules.table, rules.otherwise) if row.id in taken for o in (row.now, row.target)}
    assert {f.outcome for f in found if isinstance(f, OutcomeRuledOut)} == nobody & leads
    assert {f.outcome for f in found if isinstance(f, TargetOnly)} == (target - now) & set(rules.outcomes)

    ruled_out = set()
    for row in (*rules.table, rules.otherwise):
        own = [end for end in ends if end.row == row.id]
        made = {(row.now, end.now) for end in own} | {(row.target, end.target) for end in own}
        for outcome in {row.now, row.target} - {None}:
            if own and (outcome, outcome) not in made and outcome in now | target:
                ruled_out.add((row.id, outcome))
    assert {(f.row, f.outcome) for f in found if isinstance(f, RowRuledOut)} == ruled_out


@MANY
@given(told_packs())
def test_rows_gates_and_warnings_that_do_nothing(pack: Pack) -> None:
    sheets = list(all_sheets(pack))
    rules = pack.rules.decisions["size"]
    found = prove(pack).findings
    judges = [Judge(pack, sheet.kind, sheet.sheet) for sheet in sheets]
    holding = {row.id: {i for i, j in enumerate(judges) if j.true(row.when)} for row in rules.table}
    taking = {i: sheet.decisions["size"].row for i, sheet in enumerate(sheets)}

    never = {f.name for f in found if isinstance(f, NeverHolds) and f.what == "row"}
    assert never == {row for row, held in holding.items() if not held}
    shadowed = {f.row: set(f.by) for f in found if isinstance(f, ShadowedRow)}
    taken_rows = set(taking.values())
    assert shadowed == {
        row: {taking[i] for i in held} for row, held in holding.items() if held and row not in taken_rows
    }
    disagree = {f.row: set(f.earlier) for f in found if isinstance(f, OverlapDisagrees)}
    results = {row.id: (row.now, row.target or row.now) for row in rules.table}
    expected: dict[str, set[str]] = defaultdict(set)
    for index, row in enumerate(rules.table):
        if row.id not in taken_rows:
            continue  # Nothing hangs on the order of a row that is never reached.
        for earlier in rules.table[:index]:
            if results[earlier.id] != results[row.id] and any(
                taking[i] == earlier.id for i in holding[row.id]
            ):
                expected[row.id].add(earlier.id)
    assert disagree == expected

    fired = {gate.id: sum(gate.id in s.decisions["size"].gates for s in sheets) for gate in rules.gates}
    assert {f.name for f in found if isinstance(f, NeverHolds) and f.what == "gate"} == {
        gate for gate, count in fired.items() if count == 0
    }
    assert {f.gate for f in found if isinstance(f, GateAlwaysFires)} == {
        gate for gate, count in fired.items() if count == len(sheets)
    }
    idle = set()
    for gate in rules.gates:
        others = tuple(other for other in rules.gates if other is not gate)
        fewer = pack.rules.model_copy(
            update={"decisions": {"size": rules.model_copy(update={"gates": others, "warnings": ()})}}
        )
        other_pack = pack.model_copy(update={"rules": fewer})
        changed = any(
            (a.decisions["size"].now, a.decisions["size"].target)
            != (b.decisions["size"].now, b.decisions["size"].target)
            for a, b in zip(sheets, all_sheets(other_pack), strict=True)
        )
        if fired[gate.id] and not changed:
            idle.add(gate.id)
    assert {f.gate for f in found if isinstance(f, GateWithoutEffect)} == idle
    always = {w.id for w in rules.warnings if all(w.id in sheet.warnings for sheet in sheets)}
    assert {f.warning for f in found if isinstance(f, WarningAlwaysFires)} == always
    assert any(isinstance(f, NoOutcome) for f in found) == any(
        s.decisions["size"].now is None for s in sheets
    )


def wrong_steps(pack: Pack, *, gates: bool) -> set[tuple[str, str]]:
    """Dimension and question of every one-step rise that goes the wrong way."""
    size = pack.rules.decisions["size"]
    order = {outcome: rank for rank, outcome in enumerate(size.outcomes)}
    by_sheet = {(s.kind, s.sheet): s.decisions["size"] for s in all_sheets(pack)}
    found = set()
    for dimension, direction in size.monotone.items():
        sign = 1 if direction is Direction.UP else -1
        for slot, question in enumerate(pack.questions):
            if question.id not in pack.rules.dimensions[dimension].weights:
                continue
            levels = [value.level or 0 for value in domain_of(question).values]
            for (kind, sheet), before in by_sheet.items():
                higher = [level for level in levels if level > levels[sheet[slot]]]
                for value, level in enumerate(levels):
                    if not higher or level != min(higher):
                        continue
                    after = by_sheet[kind, (*sheet[:slot], value, *sheet[slot + 1 :])]
                    if (before.excluded != after.excluded) is not gates:
                        continue
                    if None in (before.now, after.now):
                        continue
                    steps = ((before.now, after.now), (before.target, after.target))
                    if any(sign * (order[b or ""] - order[a or ""]) < 0 for a, b in steps):
                        found.add((dimension, question.id))
    return found


@MANY
@given(told_packs())
def test_monotonicity(pack: Pack) -> None:
    findings = prove(pack).findings
    order = {outcome: rank for rank, outcome in enumerate(pack.rules.decisions["size"].outcomes)}
    kinds = {False: (NotMonotone, RelevanceAgainstMonotone), True: (GateAgainstMonotone,)}
    for gates, classes in kinds.items():
        broken: list[WrongWay] = [f for f in findings if isinstance(f, classes)]
        named = {(f.dimension, question) for f in broken for question in (f.question, *f.also.questions)}
        assert named == wrong_steps(pack, gates=gates)
        for finding in broken:
            first, second = (shown(pack, example).decisions["size"] for example in finding.examples)
            assert (first.now, first.target) == (finding.before.now, finding.before.target)
            assert (second.now, second.target) == (finding.after.now, finding.after.target)
            sign = 1 if finding.direction == "up" else -1
            steps = ((first.now, second.now), (first.target, second.target))
            assert min(sign * (order[b or ""] - order[a or ""]) for a, b in steps) < 0
            before, after = finding.examples
            changed = [i for i, (a, b) in enumerate(zip(before.sheet, after.sheet, strict=True)) if a != b]
            assert [pack.questions[i].id for i in changed] == [finding.question]
            assert (first.row, second.row) == (finding.rows.first, finding.rows.second)
            fired, silent = second.gates - first.gates, first.gates - second.gates
            judges = [Judge(pack, example.kind, example.sheet) for example in finding.examples]
            asked = [{q.id for q in pack.questions if judge.relevant(q.id)} for judge in judges]
            on, off = set(finding.turned.on), set(finding.turned.off)
            if isinstance(finding, GateAgainstMonotone):
                assert on <= fired
                assert off <= silent
                assert on or off
            elif isinstance(finding, RelevanceAgainstMonotone):
                assert on <= asked[1] - asked[0]
                assert off <= asked[0] - asked[1]
                assert on or off
            else:
                assert not on
                assert not off


def effects(pack: Pack, question: str) -> tuple[bool, bool, set[tuple[int, int]]]:
    """Whether a question changes a decision, or anything; and which pairs of values differ anywhere."""
    slot = [q.id for q in pack.questions].index(question)
    by_rest: dict[object, dict[int, Judged]] = defaultdict(dict)
    for sheet in all_sheets(pack):
        rest = (sheet.kind, *sheet.sheet[:slot], *sheet.sheet[slot + 1 :])
        by_rest[rest][sheet.sheet[slot]] = sheet
    decides = says = False
    differ = set()
    for values in by_rest.values():
        for a, first in values.items():
            for b, second in values.items():
                x, y = first.decisions["size"], second.decisions["size"]
                decided = (x.now, x.target) != (y.now, y.target)
                said = (first.warnings, first.cells) != (second.warnings, second.cells)
                decides, says = decides or decided, says or said or decided
                if decided or said:
                    differ.add((a, b))
    return decides, says, differ


@MANY
@given(told_packs(most=300))
def test_questions_and_options_without_effect(pack: Pack) -> None:
    findings = prove(pack).findings
    nothing = {f.question for f in findings if isinstance(f, QuestionWithoutEffect)}
    only_said = {f.question for f in findings if isinstance(f, QuestionDecidesNothing)}
    same = {f.question: f.options for f in findings if isinstance(f, SameOptions)}
    for question in pack.questions:
        decides, says, differ = effects(pack, question.id)
        assert (question.id in nothing) == (not says)
        assert (question.id in only_said) == (says and not decides)
        if question.type is QuestionType.SINGLE and says:
            names = [option.id for option in question.options]
            alike = {
                frozenset((names[a], names[b]))
                for a in range(len(names))
                for b in range(len(names))
                if a != b and (a, b) not in differ
            }
            claimed = same.get(question.id, ())
            assert all(frozenset((a, b)) in alike for a in claimed for b in claimed if a != b)
            assert bool(claimed) == bool(alike)


@MANY
@given(told_packs(most=300))
def test_weights_without_effect(pack: Pack) -> None:
    findings: tuple[Finding, ...] = prove(pack).findings
    nothing = {(f.dimension, f.question) for f in findings if isinstance(f, WeightWithoutEffect)}
    only_said = {(f.dimension, f.question) for f in findings if isinstance(f, WeightDecidesNothing)}
    sheets = list(all_sheets(pack))
    for name, dimension in pack.rules.dimensions.items():
        for question in dimension.weights:
            weights = {q: w for q, w in dimension.weights.items() if q != question}
            lighter = dimension.model_copy(update={"weights": weights})
            rules = pack.rules.model_copy(update={"dimensions": {**pack.rules.dimensions, name: lighter}})
            others = list(all_sheets(pack.model_copy(update={"rules": rules})))
            pairs = list(zip(sheets, others, strict=True))
            decides = any(
                (a.decisions["size"].now, a.decisions["size"].target)
                != (b.decisions["size"].now, b.decisions["size"].target)
                for a, b in pairs
            )
            says = any((a.warnings, a.cells) != (b.warnings, b.cells) for a, b in pairs)
            assert ((name, question) in nothing) == (not decides and not says)
            assert ((name, question) in only_said) == (says and not decides)
