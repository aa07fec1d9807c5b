"""What the pack's rules make of rows that say the same: AI or not, whose, and what for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from advisor.evidence.label import Label
from advisor.evidence.tags import Said, TagReader, clean, tags_fit
from advisor.model.evidence_finding import FindRule, Kind, PhaseRule
from advisor.model.evidence_rules import EvidenceRules, SplitRule
from advisor.model.patterns import fits_any, kept

_NUMBER = re.compile(r"(\d+(?:[.,]\d+)*)\s*(thousand|million|billion|k|m|b)?\b", re.IGNORECASE)
_TIMES = {"k": 1000, "thousand": 1000, "m": 10**6, "million": 10**6, "b": 10**9, "billion": 10**9}


def columns_of(rules: EvidenceRules) -> tuple[str, ...]:
    """Every column that rules look at, in a fixed order; some end in ``*``."""
    found: set[str] = set()
    tables: list[Mapping[str, object]] = [rules.compute, rules.spot, rules.idle]
    for rule in (*rules.services, *rules.discoveries, *rules.suspicions):
        tables += [rule.where, rule.unless]
    tables += [each.where for each in rules.phases]
    tables += [each.where for each in rules.directions]
    tables += [each.where for each in rules.splits]
    for table in tables:
        found.update(table)
    found.update(each.column for each in rules.models)
    for name, columns in rules.texts.items():
        found.discard(name)
        found.update(columns)
    return tuple(sorted(found - set(rules.texts)))


class _Told(NamedTuple):
    """What columns tell without tags."""

    services: tuple[FindRule, ...]
    discoveries: tuple[FindRule, ...]
    suspicion: str
    accelerator: bool
    compute: bool
    spot: bool
    idle: bool
    model: str
    direction: str
    phases: tuple[bool, ...]
    splits: tuple[bool, ...]
    tokens_of: str
    factor: int
    requests: bool
    hours: bool


class Finder:
    """Labels rows; one for a bill."""

    def __init__(self, rules: EvidenceRules, columns: Sequence[str]) -> None:
        """``columns`` names the cells of a row, in order."""
        self._rules = rules
        self._at = {name: index for index, name in enumerate(columns)}
        self._lower = {name.lower(): index for index, name in enumerate(columns)}
        self._tags = TagReader(rules)
        untold = {"Tags", "BillingCurrency", "SubAccountId", "SubAccountName"} - set(columns_of(rules))
        self._telling = tuple(index for index, name in enumerate(columns) if name not in untold)
        self._seen: dict[tuple[str, ...], _Told] = {}
        self._phases = {each.id: each.phase.value for each in rules.phases}
        self._places: dict[str, tuple[int, ...]] = {}
        self._known: dict[tuple[str, tuple[str, ...]], dict[str, bool]] = {}
        self._titles = {each.id: each.title for each in (*rules.services, *rules.discoveries)}
        self._titles |= {each.id: each.title for each in rules.tags}

    def label(self, raw: Sequence[str]) -> Label:
        """What the rules make of a row."""
        row = [clean(each) for each in raw]
        told = self._told(row)
        said = self._tags.read(self._cell(row, "Tags"))
        fitting, found = self._fitting(told, said)
        kind, rule = fitting[0] if fitting else ("", "")
        suspicion = "" if kind else told.suspicion
        names = self._names(row, said)
        split = self._chosen(self._rules.splits, told.splits, said)
        team = "" if split else names.get("team", "")
        team_by = "split" if split else names.get("team_by", "") if team else ""
        phase = self._chosen(self._rules.phases, told.phases, said)
        phase = self._phases[phase] if phase else found.phase.value if found and found.phase else ""
        return Label(
            currency=self._cell(row, "BillingCurrency").upper() or "?",
            provider=self._cell(row, "ProviderName"),
            service=self._cell(row, "ServiceName"),
            category=self._cell(row, "ServiceCategory"),
            account=self._cell(row, "SubAccountName") or self._cell(row, "SubAccountId"),
            charge=self._cell(row, "ChargeCategory").lower(),
            charge_class=self._cell(row, "ChargeClass").lower(),
            pricing=self._cell(row, "PricingCategory").lower(),
            commitment=self._cell(row, "CommitmentDiscountStatus").lower(),
            kind=kind,
            rule=rule,
            also=" ".join(name for _, name in fitting[1:]),
            suspicion=suspicion,
            description=self._cell(row, "ChargeDescription")[:200] if suspicion else "",
            workload=self._workload(row, names, kind, rule)[:200],
            team=team[:200],
            team_by=team_by,
            split=split,
            environment=names.get("environment", "")[:200],
            model=(told.model or names.get("model", "")) if kind else "",
            direction=told.direction if kind else "",
            phase=phase if kind else "",
            accelerator=told.accelerator,
            accelerators=(found.accelerators or 0) if found else 0,
            compute=told.compute,
            spot=told.spot,
            idle=told.idle,
            tagged=bool(said.pairs),
            bad_tags=said.bad,
            missing="\n".join(said.missing),
            tokens_of=told.tokens_of,
            factor=told.factor,
            requests=told.requests,
            hours=told.hours,
        )

    # Rules -----------------------------------------------------------------------------------

    def _told(self, row: Sequence[str]) -> _Told:
        """What the columns of a row tell without its tags; many rows differ in tags and accounts alone."""
        key = tuple(row[index] for index in self._telling)
        found = self._seen.get(key)
        if found is None:
            if len(self._seen) >= 100_000:
                self._seen.clear()
            found = self._seen[key] = self._judged(row)
        return found

    def _judged(self, row: Sequence[str]) -> _Told:
        rules = self._rules
        services = tuple(each for each in rules.services if self._fits(each, row))
        discoveries = tuple(each for each in rules.discoveries if self._fits(each, row))
        tokens_of, factor = self._tokens(row)
        consumed = self._cell(row, "ConsumedUnit")
        return _Told(
            services=services,
            discoveries=discoveries,
            suspicion=next((each.id for each in rules.suspicions if self._fits(each, row)), ""),
            accelerator=any(each.accelerator for each in (*services, *discoveries)),
            compute=self._all(rules.compute, row),
            spot=self._all(rules.spot, row),
            idle=self._all(rules.idle, row),
            model=self._model(row),
            direction=self._direction(row),
            phases=tuple(not each.where or self._all(each.where, row) for each in rules.phases),
            splits=tuple(not each.where or self._all(each.where, row) for each in rules.splits),
            tokens_of=tokens_of,
            factor=factor,
            requests=fits_any(rules.request_units, consumed),
            hours=fits_any(rules.hour_units, consumed),
        )

    def _fitting(self, told: _Told, said: Said) -> tuple[list[tuple[str, str]], FindRule | None]:
        """Every rule that fits with its kind, the one that counts first; and the first that knows machines.

        A tag may claim the row; that it is an accelerator is known from the rule behind the tag.
        """
        found = [(Kind.KNOWN.value, each.id) for each in told.services]
        found += [(Kind.TAGGED.value, each) for each in said.rules]
        found += [(Kind.DISCOVERED.value, each.id) for each in told.discoveries]
        return found, next(iter((*told.services, *told.discoveries)), None)

    def _chosen(self, rules: Sequence[PhaseRule | SplitRule], holds: Sequence[bool], said: Said) -> str:
        """The first of the rules that fits by columns and by tags."""
        for rule, by_row in zip(rules, holds, strict=True):
            if by_row and (rule.where or rule.tags) and (not rule.tags or tags_fit(said.pairs, rule.tags)):
                return rule.id
        return ""

    def _fits(self, rule: FindRule, row: Sequence[str]) -> bool:
        return self._all(rule.where, row) and not self._some(rule.unless, row)

    def _all(self, where: Mapping[str, tuple[str, ...]], row: Sequence[str]) -> bool:
        return bool(where) and all(self._holds(name, patterns, row) for name, patterns in where.items())

    def _some(self, where: Mapping[str, tuple[str, ...]], row: Sequence[str]) -> bool:
        return any(self._holds(name, patterns, row) for name, patterns in where.items())

    def _holds(self, name: str, patterns: tuple[str, ...], row: Sequence[str]) -> bool:
        known = self._known.setdefault((name, patterns), {})
        for index in self._indices(name):
            cell = row[index]
            if not cell:
                continue
            found = known.get(cell)
            if found is None:
                if len(known) >= 100_000:
                    known.clear()
                found = known[cell] = fits_any(patterns, cell)
            if found:
                return True
        return False

    def _indices(self, name: str) -> tuple[int, ...]:
        """Where the cells stand that a rule names."""
        found = self._places.get(name)
        if found is None:
            names = self._rules.texts.get(name, (name,))
            indices = [
                index
                for each in names
                for column, index in self._lower.items()
                if column == each.lower() or (each.endswith("*") and column.startswith(each[:-1].lower()))
            ]
            found = self._places[name] = tuple(dict.fromkeys(indices))
        return found

    def _cell(self, row: Sequence[str], name: str) -> str:
        index = self._at.get(name)
        return row[index] if index is not None else ""

    # Whose and what for ------------------------------------------------------------------------

    def _names(self, row: Sequence[str], said: Said) -> dict[str, str]:
        names = said.caught | said.names
        if "team" in names:
            names["team_by"] = "tag"
        accounts = [
            each for each in (self._cell(row, "SubAccountId"), self._cell(row, "SubAccountName")) if each
        ]
        for rule in self._rules.accounts if accounts else ():
            if not any(fits_any(rule.accounts, each) for each in accounts):
                continue
            for name in ("team", "workload", "environment"):
                told = getattr(rule, name)
                if told and name not in names:
                    names[name] = told
                    if name == "team":
                        names["team_by"] = "account"
        return names

    def _workload(self, row: Sequence[str], names: Mapping[str, str], kind: str, rule: str) -> str:
        """The name of an AI workload: as tags or accounts give it, else that of the service or rule."""
        if not kind:
            return ""
        service = self._cell(row, "ServiceName") if kind == Kind.KNOWN.value else ""
        return names.get("workload", "") or service or self._titles.get(rule, "")

    def _direction(self, row: Sequence[str]) -> str:
        return next(
            (each.direction.value for each in self._rules.directions if self._all(each.where, row)), ""
        )

    def _model(self, row: Sequence[str]) -> str:
        for rule in self._rules.models:
            for index in self._indices(rule.column):
                held = kept(rule.pattern, row[index])
                if held and held.get("model"):
                    return held["model"][:200]
        return ""

    def _tokens(self, row: Sequence[str]) -> tuple[str, int]:
        for of, name in (("consumed", "ConsumedUnit"), ("priced", "PricingUnit")):
            unit = self._cell(row, name)
            if unit and fits_any(self._rules.token_units, unit):
                return of, _factor(unit)
        return "", 0


def _factor(unit: str) -> int:
    """What one of a unit is in tokens: ``1M tokens`` is a million."""
    found = _NUMBER.search(unit)
    if found is None:
        low = unit.lower()
        return next((times for word, times in _TIMES.items() if len(word) > 1 and word in low), 1)
    digits = found[1].replace(",", "")
    whole = int(float(digits)) if len(digits) < 16 else 1
    return max(1, min(10**12, whole * _TIMES.get((found[2] or "").lower(), 1)))
