"""Reads the scenarios beside an assessment, strictly: all that is wrong is told at once, with its place.

What answers and amounts mean is looked at later, with the pack at hand; here only their form counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from advisor.content.names import choose_from, described, shown
from advisor.content.yaml_reader import ASSESSMENT_LIMIT, At, Source, read
from advisor.errors import Problem, UnusableInput
from advisor.model.scenario import NAME_LENGTH, SCENARIO_FORMAT, AnswerText, Scenario

_TOP = ("format", "scenarios")
_KEYS = ("name", "note", "answers", "workloads", "weights", "economics")
_NOTE_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class LoadedScenarios:
    """The scenarios of an assessment as they were read."""

    path: Path
    scenarios: tuple[Scenario, ...] = ()
    data: bytes | None = None
    """The bytes of the file; None where there is none."""
    source: Source = field(default_factory=lambda: Source(""))

    def called(self, name: str) -> Scenario:
        """The scenario of a name, whatever its capitals.

        Raises:
            UnusableInput: there is none.
        """
        for each in self.scenarios:
            if same_name(each.name, name):
                return each
        names = [each.name for each in self.scenarios]
        hint = choose_from(name, names) if names else "“advisor whatif FILE … --save NAME” keeps one"
        message = f"there is no scenario “{shown(name)}”"
        raise UnusableInput([Problem(str(self.path), None, None, message, hint, "no-scenario")])

    def places(self, scenario: Scenario) -> Source:
        """The data of one scenario, with the places where it stands in the file, where it does."""
        value = plain_data(scenario)
        for index, each in enumerate(self.scenarios):
            if each is scenario:
                at: At = ("scenarios", index)
                return Source(
                    self.source.name,
                    value=value,
                    values={k[2:]: mark for k, mark in self.source.values.items() if k[:2] == at},
                    keys={k[2:]: mark for k, mark in self.source.keys.items() if k[:2] == at},
                )
        return Source(f"scenario “{shown(scenario.name)}”", value=value)


def same_name(one: str, other: str) -> bool:
    """Whether two names are one: capitals and spaces around do not tell them apart."""
    return one.strip().casefold() == other.strip().casefold()


def plain_data(scenario: Scenario) -> dict[str, object]:
    """A scenario as the reader of YAML gives it: lists, not tuples."""

    def plain(each: object) -> object:
        if isinstance(each, Mapping):
            return {key: plain(value) for key, value in each.items()}
        return list(each) if isinstance(each, tuple) else each

    found = {key: plain(getattr(scenario, key)) for key in _KEYS[2:]}
    return {"name": scenario.name, **found}


def read_scenarios(path: Path, data: bytes) -> LoadedScenarios:
    """The scenarios that these bytes of a file state.

    Raises:
        UnusableInput: the file cannot be used; the problems are all there are.
    """
    source = read(data, str(path), ASSESSMENT_LIMIT)
    top = source.value
    if top is None:
        top = {}
    if not isinstance(top, dict):
        source.report((), "these are no scenarios", "one begins with “scenarios:”", "not-scenarios")
        raise UnusableInput(source.problems)
    newest = top.get("format", SCENARIO_FORMAT)
    if isinstance(newest, bool) or not isinstance(newest, int) or newest < 1:
        source.report(
            ("format",), f"expected a whole number from 1, found {described(newest)}", code="wrong-type"
        )
    elif newest > SCENARIO_FORMAT:
        message = f"this file is in format {newest}; this version reads up to {SCENARIO_FORMAT}"
        raise UnusableInput([source.problem(("format",), message, "update the advisor", "newer-format")])
    _refuse_unknown(source, (), top, _TOP)
    listed = top.get("scenarios")
    if listed is not None and not isinstance(listed, list):
        message = f"expected a list of scenarios, found {described(listed)}"
        source.report(("scenarios",), message, "begin each one with a dash", "wrong-type")
        listed = None
    found: list[Scenario] = []
    for index, each in enumerate(listed or ()):
        at: At = ("scenarios", index)
        if not isinstance(each, dict):
            source.report(at, f"expected a scenario, found {described(each)}", "- name: …", "wrong-type")
            continue
        scenario = _scenario(source, at, each)
        if any(same_name(scenario.name, other.name) for other in found):
            message = f"there is a scenario “{shown(scenario.name)}” already"
            source.report((*at, "name"), message, "give each its own name", "duplicate-scenario")
        found.append(scenario)
    if source.problems:
        raise UnusableInput(
            sorted(dict.fromkeys(source.problems), key=lambda p: (p.line or 0, p.column or 0))
        )
    return LoadedScenarios(path, tuple(found), data, source)


def _scenario(source: Source, at: At, value: Mapping[str, object]) -> Scenario:
    _refuse_unknown(source, at, value, _KEYS)
    name = value.get("name")
    if name is None:
        source.problems.append(
            source.problem(at, "this scenario has no name", "add “name: …”", "missing-key")
        )
    elif not isinstance(name, str) or not name.strip() or len(name) > NAME_LENGTH or not name.isprintable():
        hint = f"up to {NAME_LENGTH} letters on one line, in quotes if need be"
        source.report((*at, "name"), f"expected a name, found {described(name)}", hint, "bad-name")
    note = value.get("note")
    if note is not None and (not isinstance(note, str) or not note.strip() or len(note) > _NOTE_LENGTH):
        source.report((*at, "note"), f"expected a sentence, found {described(note)}", None, "wrong-type")
    answers = _answers(source, (*at, "answers"), value.get("answers"))
    grouped = _mapping(source, (*at, "workloads"), value.get("workloads"), "workloads with their answers")
    workloads = {key: _answers(source, (*at, "workloads", key), each) for key, each in grouped.items()}
    weights = {}
    for key, each in _mapping(
        source, (*at, "weights"), value.get("weights"), "dimensions with weights"
    ).items():
        weights[key] = _weights(source, (*at, "weights", key), each)
    economics = _economics(source, (*at, "economics"), value.get("economics"))
    return Scenario.model_construct(
        name=name.strip() if isinstance(name, str) else "",
        note=note.strip() if isinstance(note, str) else None,
        answers=answers,
        workloads={key: each for key, each in workloads.items() if each},
        weights={key: each for key, each in weights.items() if each},
        economics=economics,
    )


def _refuse_unknown(source: Source, at: At, value: Mapping[str, object], known: tuple[str, ...]) -> None:
    for key in value:
        if key not in known:
            message = f"unknown key “{shown(key)}”"
            source.report((*at, key), message, choose_from(key, known), "unknown-key", key=True)


def _mapping(source: Source, at: At, value: object, what: str) -> Mapping[str, object]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        source.report(at, f"expected {what}, found {described(value)}", None, "wrong-type")
        return {}
    return {key: each for key, each in value.items() if each is not None}


def _answers(source: Source, at: At, value: object) -> dict[str, AnswerText]:
    found: dict[str, AnswerText] = {}
    for key, each in _mapping(source, at, value, "questions with their answers").items():
        if isinstance(each, str | bool | int | Decimal):
            found[key] = _number(each)
        elif isinstance(each, list) and all(isinstance(one, str) for one in each):
            found[key] = tuple(each)
        elif isinstance(each, dict):
            long: dict[str, str | bool | Decimal | tuple[str, ...]] = {}
            for name, one in each.items():
                if isinstance(one, list) and all(isinstance(part, str) for part in one):
                    long[name] = tuple(one)
                elif isinstance(one, str | bool | int | Decimal):
                    long[name] = _number(one)
                elif one is not None:
                    source.report(
                        (*at, key, name), f"expected a value, found {described(one)}", code="wrong-type"
                    )
            found[key] = long
        else:
            source.report((*at, key), f"expected an answer, found {described(each)}", None, "wrong-type")
    return found


def _weights(source: Source, at: At, value: object) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, each in _mapping(source, at, value, "questions with their weights").items():
        if isinstance(each, int) and not isinstance(each, bool) and each >= 0:
            found[key] = each
        else:
            message = f"expected a weight, a whole number from 0, found {described(each)}"
            source.report((*at, key), message, None, "wrong-type")
    return found


def _economics(source: Source, at: At, value: object, deep: int = 3) -> dict[str, object]:
    """The section as it stands: what it means is looked at with the prices at hand."""
    found: dict[str, object] = {}
    for key, each in _mapping(source, at, value, "amounts as in “economics”").items():
        if isinstance(each, str | bool | int | Decimal):
            found[key] = _number(each)
        elif isinstance(each, dict) and deep:
            found[key] = _economics(source, (*at, key), each, deep - 1)
        else:
            source.report((*at, key), f"expected an amount, found {described(each)}", None, "wrong-type")
    return found


def _number(each: str | bool | int | Decimal) -> str | bool | Decimal:
    return Decimal(each) if isinstance(each, int) and not isinstance(each, bool) else each
