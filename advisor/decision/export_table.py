"""A decision as one flat table that other rule engines can run: read from the top, the first row decides.

Everything that needs arithmetic or relevance is settled before the table. Its inputs are words: the
band of each dimension, a yes or no for each named condition that looks at answers only, and for each
question that a rule looks at directly, the group of answers that the rules do not tell apart. Gates
are folded in: the outcomes are those that the gates leave.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Literal, cast

from advisor.decision.conditions import leaves
from advisor.decision.diagram import Diagram
from advisor.decision.engine import OTHERWISE, CompiledDecision, End, Engine, row_of
from advisor.decision.export_cover import Cover, CoverRow, terminals_of
from advisor.decision.export_facts import facts_of, stand_in
from advisor.decision.export_gates import Explained, changing_gates, explained
from advisor.decision.export_meanings import (
    Meaning,
    answer_meaning,
    band_meaning,
    fact_meaning,
    kind_meaning,
)
from advisor.decision.export_names import NO, YES, Lists, class_labels, class_lists, unique, variable_name
from advisor.decision.export_words import said
from advisor.decision.plan import BANDS, KindStep, QuestionStep
from advisor.model.condition import AnswerIs, Condition
from advisor.model.pack import Pack

Source = Literal["band", "fact", "answer", "kind"]
_ORDER: tuple[Source, ...] = ("band", "fact", "answer", "kind")


@dataclass(frozen=True, slots=True)
class TableInput:
    """One column that a row can look at."""

    name: str
    """A variable name in FEEL, Python and ZEN alike."""
    source: Source
    id: str
    """The dimension, named condition or question in the pack; the name itself for the workload's kind."""
    values: tuple[str, ...]
    """Every word that it can be."""
    meaning: Meaning
    """How to tell which of the values it has."""
    lists: tuple[Lists, ...] = ()
    """Of an answer: for each of the values the options or ranges that make it up; none for the rest."""
    by_answer: tuple[str, ...] = ()
    """Of an answer: the word for each of the question's values, in the order of its ``Domain``."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the table."""

    cells: tuple[str | None, ...]
    """One of the input's values, or None where it does not matter."""
    now: str
    target: str
    pack_rows: tuple[str, ...]
    """Rows of the pack that decide the cases which this row takes."""
    reasons: tuple[str, ...]
    """Why, for each of those rows."""
    gates: tuple[tuple[str, ...], ...]
    """For each of those rows the gates that change what it says, one of them or several together."""


@dataclass(frozen=True, slots=True)
class TableGate:
    """What excludes outcomes; folded into the rows, and told for who reads them."""

    id: str
    when: str
    """In words."""
    exclude: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A whole decision; its last row takes whatever no other row took."""

    pack: str
    version: str
    sha256: str
    decision: str
    title: str
    question: str
    inputs: tuple[TableInput, ...]
    outcomes: tuple[str, ...]
    labels: Mapping[str, str]
    """What the outcomes are called."""
    gates: tuple[TableGate, ...]
    no_outcome: str
    """What ``now`` and ``target`` say where the gates leave nothing."""
    rows: tuple[TableRow, ...]

    def decide(self, values: Mapping[str, str]) -> TableRow:
        """The first row that fits the values of the inputs, by input name."""
        given = [values[each.name] for each in self.inputs]
        return next(
            row
            for row in self.rows
            if all(cell is None or cell == value for cell, value in zip(row.cells, given, strict=True))
        )


def export_table(pack: Pack, decision: str) -> ExportTable:
    """The table of one decision of a pack.

    Raises:
        KeyError: the pack has no such decision.
    """
    return _Maker(pack, decision).table()


class _Maker:
    """Compiles the decision over facts instead of what they are made of, and reads the table off."""

    def __init__(self, pack: Pack, decision: str) -> None:
        self._pack = pack
        self._facts = facts_of(pack)
        self._flat = self._flattened(decision)
        self._compiled: CompiledDecision = Engine(self._flat).decisions[decision]
        self._diagram = self._compiled.plan.diagram
        self._explained = explained(self._compiled)
        self._taken: set[str] = set()

    def _flattened(self, decision: str) -> Pack:
        """The pack with one decision, a question for each fact, and relevance taken as settled."""
        pack = self._pack
        stand_ins = {name: stand_in(pack, name) for name in self._facts}
        conditions = dict(pack.rules.conditions)
        for name, question in stand_ins.items():
            holds = AnswerIs.model_construct(question=question.id, is_=(YES,))
            conditions[name] = Condition.model_construct(answer=holds)
        own = (question.model_copy(update={"relevant_when": None}) for question in pack.questions)
        rules = {"conditions": conditions, "decisions": {decision: pack.rules.decisions[decision]}}
        # Made anew, not copied: a copy would keep the questions that the original has looked up by id.
        return Pack.model_construct(
            manifest=pack.manifest,
            sections=pack.sections,
            questions=(
                *own,
                *stand_ins.values(),
            ),  # In this order slots of the pack's own stay what they are.
            rules=pack.rules.model_copy(update=rules),
            sha256=pack.sha256,
        )

    def table(self) -> ExportTable:
        """The whole table."""
        pack, compiled, diagram = self._pack, self._compiled, self._diagram
        decision, otherwise = compiled.decision, compiled.decision.otherwise
        root = diagram.relabel(compiled.plan.root, _outcomes)
        results = terminals_of(diagram, root)
        usual = (otherwise.now, otherwise.target or otherwise.now)
        last = next((result for result in results if diagram.payload[result] == usual), results[-1])
        inputs = self._inputs(diagram.support(root))
        no_outcome = unique("no_outcome", decision.outcomes)
        return ExportTable(
            pack=pack.id,
            version=pack.version,
            sha256=pack.sha256,
            decision=compiled.id,
            title=decision.title,
            question=decision.question,
            inputs=tuple(inputs.values()),
            outcomes=decision.outcomes,
            labels=decision.labels,
            gates=tuple(
                TableGate(gate.id, said(gate.when, pack.rules.conditions), gate.exclude, gate.reason)
                for gate in decision.gates
            ),
            no_outcome=no_outcome,
            rows=tuple(self._row(row, inputs, no_outcome) for row in Cover(diagram, root, last).rows()),
        )

    def _inputs(self, support: frozenset[int]) -> dict[int, TableInput]:
        """The inputs by variable, in the order of the columns."""
        found = [(variable, self._input(variable)) for variable in sorted(support)]
        return dict(sorted(found, key=lambda pair: (_ORDER.index(pair[1].source), pair[0])))

    def _name(self, word: str) -> str:
        name = variable_name(word, self._taken)
        self._taken.add(name)
        return name

    def _input(self, variable: int) -> TableInput:
        plan = self._compiled.plan
        step = plan.steps[variable]
        if isinstance(step, KindStep):
            name = self._name("workload_kind")
            return TableInput(name, "kind", name, plan.kinds, kind_meaning(self._pack))
        if isinstance(step, QuestionStep):
            return self._fact(step) if step.slot >= len(self._pack.questions) else self._answer(step)
        dimension = plan.dimensions[step.dimension]
        words = tuple(str(band) for band in BANDS)
        meaning = band_meaning(self._pack, dimension)
        return TableInput(self._name(f"band_{dimension}"), "band", dimension, words, meaning)

    def _fact(self, step: QuestionStep) -> TableInput:
        fact = list(self._facts)[step.slot - len(self._pack.questions)]
        return TableInput(self._name(f"fact_{fact}"), "fact", fact, (NO, YES), fact_meaning(self._pack, fact))

    def _answer(self, step: QuestionStep) -> TableInput:
        domain = self._compiled.plan.domains[step.slot]
        question = domain.question.id
        lists = class_lists(domain, step.classes, self._atoms(question))
        labels = class_labels(lists)
        meaning = answer_meaning(self._pack, domain, lists)
        words = tuple(labels[group] for group in step.classes)
        return TableInput(self._name(f"answer_{question}"), "answer", question, labels, meaning, lists, words)

    def _atoms(self, question: str) -> list[AnswerIs]:
        """What gates and rows ask about the choices of a question, facts left aside."""
        decision = self._compiled.decision
        conditions = [*(gate.when for gate in decision.gates), *(row.when for row in decision.table)]
        return list(
            dict.fromkeys(
                leaf.answer
                for condition in conditions
                for leaf in leaves(condition, self._flat.rules.conditions)
                if leaf.answer is not None and leaf.answer.question == question
            )
        )

    def _row(self, row: CoverRow, inputs: Mapping[int, TableInput], no_outcome: str) -> TableRow:
        diagram, decision = self._diagram, self._compiled.decision
        fixed = dict(row.cube)
        now, target = cast(tuple[str | None, str | None], diagram.payload[row.result])
        within = diagram.ite(row.region, self._explained, Diagram.FALSE)
        payloads = [diagram.payload[node] for node in terminals_of(diagram, within)]
        ends = [payload for payload in payloads if isinstance(payload, Explained)]
        rows = sorted({each.end.row for each in ends}, key=lambda index: (index == OTHERWISE, index))
        return TableRow(
            cells=tuple(
                each.values[fixed[variable]] if variable in fixed else None
                for variable, each in inputs.items()
            ),
            now=now or no_outcome,
            target=target or no_outcome,
            pack_rows=tuple(row_of(decision, index).id for index in rows),
            reasons=tuple(row_of(decision, index).reason for index in rows),
            gates=tuple(
                changing_gates(decision, [each for each in ends if each.end.row == index]) for index in rows
            ),
        )


def _outcomes(payload: Hashable) -> Hashable:
    end = cast(End, payload)
    return (end.now, end.target)
