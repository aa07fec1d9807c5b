"""What the rules advise today, as formulas: certain, open, or none."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.reporting.xlsx.formula import Constant, Expression
from advisor.reporting.xlsx.functions import if_
from advisor.reporting.xlsx.rules_sheet import RulesSheet
from advisor.reporting.xlsx.working import Subject, Working


class Outcomes:
    """The primary decision, workload by workload."""

    def __init__(self, working: Working, rules: RulesSheet) -> None:
        """Use the rules, which know what is possible."""
        self._working, self._rules = working, rules
        self._decision = working.pack.manifest.primary_decision

    def sure(self, workload: str, outcome: str, otherwise: Expression) -> Expression:
        """1 where an outcome is the only possible one, 0 where another one is; else something else."""
        mine, count = self._rules.possible(self._decision, outcome, self._subject(workload))
        return if_(count.equals(1), if_(mine.equals(1), 1, 0), otherwise)

    def choose(self, workload: str, parts: Mapping[str, Expression], otherwise: Expression) -> Expression:
        """One of some parts by today's outcome; what is not sure, or has none, is ``otherwise``."""
        found = otherwise
        for outcome, part in reversed(list(parts.items())):
            found = if_(self.sure(workload, outcome, Constant(0)).equals(1), part, found)
        return found

    def none(self, workload: str) -> Expression:
        """Whether no outcome may be left."""
        return self._rules.without(self._decision, self._subject(workload)).equals(1)

    def _subject(self, workload: str) -> Subject:
        return next(each for each in self._working.subjects if each.workload.id == workload)
