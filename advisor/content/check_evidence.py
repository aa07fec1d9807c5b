"""Rules for reading bills: what they name exists, patterns can be used, shares add up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal

from advisor.content.check_questions import unique
from advisor.content.names import choose_from
from advisor.content.pack_files import EVIDENCE, PRICES, PackFiles
from advisor.content.pack_names import Names, value_ids
from advisor.content.yaml_reader import At
from advisor.model.evidence_proposing import Bound, ProposalRule
from advisor.model.evidence_rules import EvidenceRules, SplitMethod
from advisor.model.focus import FOCUS
from advisor.model.measure_names import OF_BILL, OF_WORKLOAD
from advisor.model.patterns import NAMES, BadPattern, check
from advisor.model.price import PriceBook
from advisor.model.question import Question, QuestionType, Scope

_OWN = "x_"
"""How columns begin that are a provider's own."""


def check_evidence(files: PackFiles, names: Names) -> None:
    """Report what dangles or contradicts in the rules for reading bills."""
    rules = files.get(EVIDENCE, EvidenceRules)
    if rules is not None:
        _Check(files, names, rules).run()


class _Check:
    """The checks of one file."""

    def __init__(self, files: PackFiles, names: Names, rules: EvidenceRules) -> None:
        self.files, self.names, self.rules = files, names, rules

    def run(self) -> None:
        self._ids()
        self._texts()
        self._keys()
        self._finding()
        self._telling()
        self._splits()
        self._quantities()
        for index, proposal in enumerate(self.rules.proposals):
            self._proposal(("proposals", index), proposal)
        known = [each.id for each in self.rules.proposals]
        for index, each in enumerate(self.rules.contradictions):
            self._known(("contradictions", index, "proposal"), "proposal", each.proposal, known)

    # Places ----------------------------------------------------------------------------------

    def _report(self, at: At, message: str, hint: str | None, code: str, *, key: bool = False) -> None:
        self.files.report(EVIDENCE, at, message, hint, code, key=key)

    def _known(
        self, at: At, what: str, name: str, valid: Collection[str] | None, *, key: bool = False
    ) -> bool:
        if valid is None:
            return True
        return self.files.refer(EVIDENCE, at, f"there is no {what} “{name}”", name, sorted(valid), key=key)

    def _ids(self) -> None:
        seen: dict[str, str] = {}
        for section in ("services", "tags", "discoveries", "suspicions"):
            for index, each in enumerate(getattr(self.rules, section)):
                if each.id in seen:
                    message = f"the rule “{each.id}” stands under “{seen[each.id]}” already"
                    self._report((section, index, "id"), message, "give each its own", "duplicate-id")
                seen.setdefault(each.id, section)
        for section in ("phases", "directions", "accounts", "splits", "proposals", "contradictions"):
            unique(
                self.files, EVIDENCE, (section,), "rule", [each.id for each in getattr(self.rules, section)]
            )

    # Patterns and columns ----------------------------------------------------------------------

    def _patterns(self, at: At, patterns: Iterable[str], keeps: Sequence[str] = ()) -> None:
        for index, pattern in enumerate(patterns):
            try:
                check(pattern, keeps=keeps)
            except BadPattern as error:
                self._report((*at, index), f"“{pattern}”: {error}", None, "bad-pattern")

    def _key_pattern(self, at: At, pattern: str) -> None:
        try:
            check(pattern)
        except BadPattern as error:
            self._report(at, f"“{pattern}”: {error}", None, "bad-pattern", key=True)

    def _column(self, at: At, name: str, *, key: bool = False, texts: bool = True) -> None:
        if name.startswith(_OWN) or name in FOCUS or (texts and name in self.rules.texts):
            return
        if name.endswith("*") and any(each.startswith(name[:-1]) for each in FOCUS):
            return
        known = sorted({*FOCUS, *(self.rules.texts if texts else ())})
        hint = choose_from(name, known)
        message = f"FOCUS has no column “{name}”, and a provider's own start with “{_OWN}”"
        self._report(at, message, hint, "dangling", key=key)

    def _where(self, at: At, where: Mapping[str, Sequence[str]]) -> None:
        for name, patterns in where.items():
            self._column((*at, name), name, key=True)
            self._patterns((*at, name), patterns)

    def _tags(self, at: At, tags: Mapping[str, Sequence[str]]) -> None:
        for name, patterns in tags.items():
            self._key_pattern((*at, name), name)
            self._patterns((*at, name), patterns)

    def _texts(self) -> None:
        for name, columns in self.rules.texts.items():
            if name in FOCUS:
                self._report(
                    ("texts", name), f"“{name}” is a column already", "rename it", "name-taken", key=True
                )
            for index, column in enumerate(columns):
                self._column(("texts", name, index), column, texts=False)

    def _keys(self) -> None:
        keys = self.rules.keys
        for name in (*NAMES, "required"):
            self._patterns(("keys", name), getattr(keys, name))
        for name in ("token_units", "request_units", "hour_units"):
            self._patterns((name,), getattr(self.rules, name))
        for name in ("compute", "spot", "idle"):
            self._where((name,), getattr(self.rules, name))

    def _finding(self) -> None:
        for section in ("services", "discoveries", "suspicions"):
            for index, each in enumerate(getattr(self.rules, section)):
                self._where((section, index, "where"), each.where)
                self._where((section, index, "unless"), each.unless)
        for index, tag in enumerate(self.rules.tags):
            self._patterns(("tags", index, "keys"), tag.keys)
            self._patterns(("tags", index, "values"), tag.values, NAMES)

    def _telling(self) -> None:
        for index, phase in enumerate(self.rules.phases):
            at: At = ("phases", index)
            self._where((*at, "where"), phase.where)
            self._tags((*at, "tags"), phase.tags)
            self._something(at, phase.where, phase.tags)
        for index, direction in enumerate(self.rules.directions):
            self._where(("directions", index, "where"), direction.where)
        for index, model in enumerate(self.rules.models):
            self._column(("models", index, "column"), model.column)
            try:
                check(model.pattern, keeps=("model",))
                if "{model}" not in model.pattern:
                    message = "this pattern does not say where the name stands"
                    self._report(("models", index, "pattern"), message, "write {model} there", "bad-pattern")
            except BadPattern as error:
                self._report(("models", index, "pattern"), f"“{model.pattern}”: {error}", None, "bad-pattern")
        for index, account in enumerate(self.rules.accounts):
            self._patterns(("accounts", index, "accounts"), account.accounts)

    def _something(self, at: At, where: object, tags: object) -> None:
        if not where and not tags:
            message = "this rule fits nothing: it has neither “where” nor “tags”"
            self._report(at, message, None, "empty-rule")

    def _splits(self) -> None:
        for index, each in enumerate(self.rules.splits):
            at: At = ("splits", index)
            self._where((*at, "where"), each.where)
            self._tags((*at, "tags"), each.tags)
            self._something(at, each.where, each.tags)
            if each.method is SplitMethod.FIXED:
                whole = sum(each.shares.values(), Decimal(0))
                if any(share < 0 for share in each.shares.values()) or whole != 100:
                    message = f"fixed shares are not negative and add up to 100, found {whole}"
                    self._report((*at, "shares"), message, None, "bounds", key=True)
            elif each.shares:
                message = f"“shares” belong to “fixed”, not to “{each.method.value}”"
                self._report((*at, "shares"), message, None, "not-used", key=True)

    # Answers -----------------------------------------------------------------------------------

    def _quantities(self) -> None:
        book = self.files.get(PRICES, PriceBook)
        for name, measure in self.rules.quantities.items():
            at: At = ("quantities", name)
            self._known(at, "measure of a bill", measure, OF_BILL)
            if book is not None:
                from advisor.model.price import RESULTS

                self._known(at, "quantity", name, {*book.quantities, *RESULTS}, key=True)
        for name in self.rules.measures:
            self._known(("measures", name), "measure", name, {*OF_BILL, *OF_WORKLOAD}, key=True)

    def _proposal(self, at: At, rule: ProposalRule) -> None:
        for place, kind in enumerate(rule.kinds):
            self._known((*at, "kinds", place), "kind of workload", kind, self.names.kinds)
        questions = self.names.questions
        if not self._known((*at, "question"), "question", rule.question, questions) or questions is None:
            return
        question = questions[rule.question]
        measures = OF_WORKLOAD if question.scope is Scope.WORKLOAD else OF_BILL
        of = "a workload" if question.scope is Scope.WORKLOAD else "a bill"
        self._known((*at, "measure"), f"measure of {of}", rule.measure, measures)
        self._answers(at, rule, question)
        for index, bound in enumerate(rule.options):
            here: At = (*at, "options", index)
            self._bound(here, bound)
            for name in bound.also:
                self._known((*here, "also", name), f"measure of {of}", name, measures, key=True)

    def _answers(self, at: At, rule: ProposalRule, question: Question) -> None:
        if question.type is QuestionType.NUMBER:
            if rule.options:
                message = f"“{question.id}” is answered with a number, so it has no options"
                self._report((*at, "options"), message, None, "not-used", key=True)
            return
        if question.type is not QuestionType.SINGLE:
            message = f"a bill cannot answer “{question.id}”: only single choices and numbers"
            self._report((*at, "question"), message, None, "wrong-question")
            return
        if not rule.options:
            self._report(at, "there is no range for any option", "add “options”", "incomplete")
        for index, bound in enumerate(rule.options):
            valid = value_ids(question)
            self._known((*at, "options", index, "option"), f"option of “{question.id}”", bound.option, valid)

    def _bound(self, at: At, bound: Bound) -> None:
        for one, other in (("from_", "above"), ("below", "up_to")):
            if getattr(bound, one) is not None and getattr(bound, other) is not None:
                names = f"“{one.rstrip('_')}” and “{other}”"
                self._report(at, f"{names} say the same end twice", "keep one", "bounds")
        low = bound.from_ if bound.from_ is not None else bound.above
        high = bound.below if bound.below is not None else bound.up_to
        if low is None and high is None:
            self._report(at, "this range has no end", "state from, above, below or up_to", "bounds")
        elif low is not None and high is not None and low >= high:
            self._report(at, f"the range goes from {low} to {high}", "the smaller end first", "bounds")
