"""Two packs as one, so that statements about both can be made over the same answer sheets.

Rules of either pack keep apart by names with the pack's side before them. Relevance is written out in
every condition, because the packs may differ in it; what both score alike is one dimension.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from advisor.decision.diagram import Diagram
from advisor.decision.proof.space import Layout
from advisor.decision.sheets import Domain, domain_of
from advisor.model.condition import Condition
from advisor.model.pack import Pack
from advisor.model.rules import Decision, Dimension, Rules

Counts = tuple[str, str]
"""A dimension of the joint pack and a question that counts in it."""


@dataclass(slots=True)
class Side:
    """One of the two packs; ``name`` stands before whatever is its own."""

    name: str
    pack: Pack
    shared: frozenset[str] = frozenset()
    """Dimensions that the other pack scores alike."""
    domains: dict[str, Domain] = field(default_factory=dict)
    _relevance: dict[str, Condition | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.domains = {question.id: domain_of(question) for question in self.pack.questions}

    def dimension(self, name: str) -> str:
        """The name of one of the pack's dimensions in the joint pack."""
        return name if name in self.shared else f"{self.name} {name}"

    def decision(self, name: str) -> str:
        """The name of one of the pack's decisions in the joint pack."""
        return f"{self.name} {name}"

    def relevance(self, question: str) -> Condition | None:
        """When a question is relevant, over answers alone; None for always."""
        if question not in self._relevance:
            condition = self.pack.question_by_id[question].relevant_when
            self._relevance[question] = None if condition is None else self.said(condition)
        return self._relevance[question]

    def said(self, condition: Condition) -> Condition:
        """A condition of the pack in the joint pack: names and relevance written out."""
        if condition.all is not None:
            return Condition.model_construct(all=tuple(map(self.said, condition.all)))
        if condition.any is not None:
            return Condition.model_construct(any=tuple(map(self.said, condition.any)))
        if condition.not_ is not None:
            return Condition.model_construct(not_=self.said(condition.not_))
        if condition.condition is not None:
            return self.said(self.pack.rules.conditions[condition.condition])
        if condition.band is not None:
            renamed = self.dimension(condition.band.dimension)
            return Condition.model_construct(band=condition.band.model_copy(update={"dimension": renamed}))
        if condition.at_least is not None:
            names = tuple(map(self.dimension, condition.at_least.dimensions))
            return Condition.model_construct(
                at_least=condition.at_least.model_copy(update={"dimensions": names})
            )
        atom = condition.answer or condition.number
        relevant = self.relevance(atom.question) if atom is not None else None
        return condition if relevant is None else Condition.model_construct(all=(relevant, condition))

    def levels(self, question: str, domain: Domain) -> tuple[int, ...]:
        """The levels of a question's values, in the order of a domain of the other pack."""
        own = self.domains[question]
        return tuple(own.values[own.index[value.ids]].level or 0 for value in domain.values)

    def decisions(self) -> Iterator[tuple[str, Decision]]:
        """The pack's decisions, without what is only told about them."""
        for name, decision in self.pack.rules.decisions.items():
            gates = tuple(gate.model_copy(update={"when": self.said(gate.when)}) for gate in decision.gates)
            table = tuple(row.model_copy(update={"when": self.said(row.when)}) for row in decision.table)
            update = {"gates": gates, "table": table, "warnings": (), "monotone": {}}
            yield self.decision(name), decision.model_copy(update=update)


@dataclass(frozen=True, slots=True)
class JointPack:
    """The joint pack, and how its questions count."""

    pack: Pack
    sides: tuple[Side, Side]
    levels: Mapping[Counts, tuple[int, ...]]
    common: frozenset[str]
    """Dimensions that both packs have, and score differently."""
    relevance: Mapping[Counts, Condition]
    """Only where a question does not always count."""

    def layout(
        self,
        pack: Pack,
        domains: tuple[Domain, ...],
        conditions: Iterable[Condition],
        dimensions: Iterable[str],
    ) -> JointLayout:
        """The variables for statements about both packs."""
        return JointLayout(self, pack, domains, conditions, dimensions)


class JointLayout(Layout):
    """A layout in which a question counts in each dimension as the dimension's own pack has it."""

    def __init__(
        self,
        joint: JointPack,
        pack: Pack,
        domains: tuple[Domain, ...],
        conditions: Iterable[Condition],
        dimensions: Iterable[str],
    ) -> None:
        """Lay out the variables; but for the first, the arguments are those of any layout."""
        self._joint = joint
        self._counted: dict[Counts, int] = {}
        super().__init__(pack, domains, conditions, dimensions)

    def _relevant_when(self, question: str) -> Condition | None:
        """All that the relevance of a question looks at where it counts; conditions write theirs out."""
        found = dict.fromkeys(
            condition for (_, each), condition in self._joint.relevance.items() if each == question
        )
        return Condition.model_construct(any=tuple(found)) if found else None

    def relevance(self, question: str) -> int:
        """Always: conditions write relevance out."""
        del question
        return Diagram.TRUE

    def counted(self, dimension: int, question: str) -> int:
        """When a question counts in a dimension, by the dimension's own pack."""
        key = (self.dimensions[dimension], question)
        if key not in self._counted:
            condition = self._joint.relevance.get(key)
            self._counted[key] = Diagram.TRUE if condition is None else self.condition(condition)
        return self._counted[key]

    def are_twins(self, one: int, other: int) -> bool:
        """The same dimension of the two packs."""
        sides = self._joint.sides
        names = {(sides[0].dimension(name), sides[1].dimension(name)) for name in self._joint.common}
        return (self.dimensions[one], self.dimensions[other]) in names

    def gains(self, dimension: int, question: str) -> tuple[int, ...]:
        """The points of each value, by the dimension's own pack."""
        weight = self.weights[dimension][question]
        return tuple(weight * level for level in self._joint.levels[self.dimensions[dimension], question])

    def _score(self, question: str, value: int) -> tuple[int, ...]:
        return tuple(levels[value] for (_, each), levels in self._joint.levels.items() if each == question)


def join(new: Pack, old: Pack) -> JointPack:
    """Two packs whose questions agree as one; what only one of them asks, the other ignores."""
    sides = (Side("new", new), Side("old", old))
    shared = frozenset(name for name in new.rules.dimensions if _alike(name, *sides))
    for side in sides:
        side.shared = shared
    questions = {question.id: question for side in reversed(sides) for question in side.pack.questions}
    order = dict.fromkeys(question.id for side in sides for question in side.pack.questions)
    plain = tuple(questions[each].model_copy(update={"relevant_when": None}) for each in order)
    domains = {question.id: domain_of(question) for question in plain}
    dimensions: dict[str, Dimension] = {}
    levels: dict[Counts, tuple[int, ...]] = {}
    relevance: dict[Counts, Condition] = {}
    # The two versions of a dimension stand beside one another.
    every = dict.fromkeys(name for side in sides for name in side.pack.rules.dimensions)
    for name in every:
        for side in sides:
            dimension = side.pack.rules.dimensions.get(name)
            if dimension is None:
                continue
            joint = side.dimension(name)
            earlier = side is sides[1] and name not in shared
            title = f"{dimension.title} before" if earlier else dimension.title
            dimensions[joint] = dimension.model_copy(update={"title": title})
            for question in dimension.weights:
                levels[joint, question] = side.levels(question, domains[question])
                condition = side.relevance(question)
                if condition is not None:
                    relevance[joint, question] = condition
    rules = Rules.model_construct(
        dimensions=dimensions, decisions={name: each for side in sides for name, each in side.decisions()}
    )
    pack = Pack.model_construct(
        manifest=new.manifest, sections=new.sections, questions=plain, rules=rules, sha256=new.sha256
    )
    common = new.rules.dimensions.keys() & old.rules.dimensions.keys() - shared
    return JointPack(pack, sides, levels, frozenset(common), relevance)


def _alike(name: str, one: Side, other: Side) -> bool:
    """Whether two packs score a dimension alike on every sheet, as far as their words show it."""
    first, second = one.pack.rules.dimensions[name], other.pack.rules.dimensions.get(name)
    if second is None or (first.weights, first.bands) != (second.weights, second.bands):
        return False
    return all(
        one.relevance(question) == other.relevance(question)
        and one.levels(question, one.domains[question]) == other.levels(question, one.domains[question])
        for question in first.weights
    )
