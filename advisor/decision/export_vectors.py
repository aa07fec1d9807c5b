"""Answer sheets with what an exported table makes of them, so that others can try their engine on it.

First comes one sheet for each row of the table that any sheet can reach, then sheets drawn by lot.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from advisor.decision.complete import CompleteDecider
from advisor.decision.diagram import Diagram
from advisor.decision.engine import engine_for
from advisor.decision.export_names import YES
from advisor.decision.export_table import ExportTable, TableInput, TableRow
from advisor.decision.export_values import table_values
from advisor.decision.lot import Lot
from advisor.decision.plan import BANDS, QuestionStep
from advisor.decision.proof.statements import Statements
from advisor.decision.sheets import ABSENT, Domain, Sheet
from advisor.model.assessment import Answer, Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.question import NumberFormat, Question, QuestionType, Scope


@dataclass(frozen=True, slots=True)
class Vector:
    """One sheet, what it comes to before the table, and what has to come out."""

    workload: Workload
    """Holds all answers, those of the organisation too."""
    inputs: dict[str, str]
    row: TableRow


def vectors(pack: Pack, table: ExportTable, count: int, seed: int) -> Iterator[Vector]:
    """So many vectors, the same for the same seed; all answers are known."""
    maker = _Maker(pack, table)
    lot = Lot(seed)
    drawn = iter(maker.reaching())
    for _ in range(count):
        kind, sheet = next(drawn, None) or maker.by_lot(lot)
        yield maker.vector(kind, sheet, lot)


class _Maker:
    def __init__(self, pack: Pack, table: ExportTable) -> None:
        self._pack = pack
        self._table = table
        self._engine = engine_for(pack)
        self._decider = CompleteDecider(self._engine)
        self._answers: dict[tuple[str, int | Decimal], Answer] = {}

    def reaching(self) -> Iterator[tuple[str, Sheet]]:
        """A sheet for each row of the table that any sheet can reach."""
        statements = Statements(self._pack)
        diagram = statements.diagram
        left = Diagram.TRUE
        for row in self._table.rows:
            held = diagram.conjunction(
                [
                    _holds(statements, each, cell)
                    for each, cell in zip(self._table.inputs, row.cells, strict=True)
                    if cell is not None
                ]
            )
            example = statements.find(statements.both(left, held))
            if example is not None:
                yield example.kind, example.sheet
            left = diagram.ite(held, Diagram.FALSE, left)

    def by_lot(self, lot: Lot) -> tuple[str, Sheet]:
        """Any sheet, each as likely as the others."""
        kind = lot.one_of(self._pack.manifest.workload_kinds).id
        domains = self._engine.domains
        return kind, tuple(lot.below(len(each.values)) if each.values else ABSENT for each in domains)

    def vector(self, kind: str, sheet: Sheet, lot: Lot) -> Vector:
        """What a sheet comes to, by the table and by the engine alike."""
        answers = {
            domain.question.id: self._answer(domain, value, lot)
            for domain, value in zip(self._engine.domains, sheet, strict=True)
            if value != ABSENT
        }
        own = {name: each for name, each in answers.items() if self._scope(name) is Scope.WORKLOAD}
        assessment = Assessment.model_construct(
            id="vector",
            pack=self._pack.id,
            organisation="vector",
            answers={name: each for name, each in answers.items() if name not in own},
            workloads=(Workload.model_construct(id="sheet", kind=kind, answers=own),),
        )
        known = table_values(self._pack, self._table, assessment, assessment.workloads[0])
        inputs = {name: value for name, value in known.items() if value is not None}
        row = self._table.decide(inputs)
        end = self._decider.decide(kind, sheet)[self._table.decision]
        none = self._table.no_outcome
        if (end.now or none, end.target or none) != (row.now, row.target):
            raise ValueError("the table and the engine disagree")
        return Vector(Workload.model_construct(id="sheet", kind=kind, answers=answers), inputs, row)

    def _answer(self, domain: Domain, value: int, lot: Lot) -> Answer:
        """The answer that chooses a value; of a range any number."""
        question = domain.question
        number = None if question.number is None else _number(question.number, value, lot)
        key = (question.id, value if number is None else number)
        if key not in self._answers:
            made = Answer.model_construct(number=number)
            if number is None:
                made = _chosen(question, domain.values[value].ids)
            self._answers[key] = made
        return self._answers[key]

    def _scope(self, question: str) -> Scope:
        return self._pack.question_by_id[question].scope


def _chosen(question: Question, ids: frozenset[str]) -> Answer:
    chosen = tuple(option.id for option in question.options if option.id in ids)
    if question.type is QuestionType.MULTIPLE:
        return Answer.model_construct(choices=chosen)
    return Answer.model_construct(choice=chosen[0])


def _number(form: NumberFormat, bin_: int, lot: Lot) -> Decimal:
    """A number of a range: as often as not its lowest one, where mistakes hide."""
    before, below = form.bins[bin_ - 1].below if bin_ else None, form.bins[bin_].below
    low = form.minimum if before is None else before
    high = form.maximum if below is None else below - 1
    if lot.below(2) or high <= low:
        return low
    return low + lot.below(int(high - low) + 1)


def _holds(statements: Statements, each: TableInput, cell: str) -> int:
    """On which sheets an input of the table has a value."""
    layout, diagram = statements.space.layout, statements.diagram
    if each.source == "kind":
        return diagram.literal(0, {statements.space.kinds.index(cell)})
    if each.source == "band":
        return diagram.literal(layout.band_variable[each.id], {[*map(str, BANDS)].index(cell)})
    if each.source == "fact":
        held = statements.holds(statements.named[each.id])
        return held if cell == YES else diagram.negation(held)
    step = layout.steps[layout.variable[each.id]]
    classes = step.classes if isinstance(step, QuestionStep) else ()
    meant = {group for group, word in zip(classes, each.by_answer, strict=True) if word == cell}
    chosen = diagram.literal(layout.variable[each.id], meant)
    unasked = Diagram.TRUE if cell == each.values[0] else Diagram.FALSE
    return diagram.ite(layout.relevance(each.id), chosen, unasked)
