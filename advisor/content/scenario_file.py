"""The file of scenarios beside an assessment: read strictly, changed one scenario at a time.

``team.yaml`` has its scenarios in ``team.scenarios.yaml``. A change replaces, adds or removes the lines
of one scenario, so that comments and the order of the others stay as a person wrote them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from advisor.content.assessment_yaml import cleaned
from advisor.content.atomic import write_atomically
from advisor.content.locations import SCENARIOS
from advisor.content.names import choose_from, described, shown
from advisor.content.scenario_text import block, whole_text
from advisor.content.schema_line import reference_to
from advisor.content.yaml_reader import ASSESSMENT_LIMIT, At, Source, read, read_bytes
from advisor.errors import CannotWrite, FileChanged, Problem, UnusableInput
from advisor.model.scenario import NAME_LENGTH, SCENARIO_FORMAT, AnswerText, Scenario

SCHEMA = "scenarios.schema.json"
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


def scenarios_path(assessment: Path) -> Path:
    """Where the scenarios of an assessment lie."""
    return assessment.with_name(f"{assessment.stem}{SCENARIOS}")


def load_scenarios(assessment: Path) -> LoadedScenarios:
    """The scenarios of an assessment; none where there is no file.

    Raises:
        UnusableInput: the file cannot be used; the problems are all there are.
    """
    path = scenarios_path(assessment)
    return _read(path, read_bytes(path, ASSESSMENT_LIMIT)) if path.exists() else LoadedScenarios(path)


def put_scenario(
    assessment: Path, scenario: Scenario, *, instead_of: str | None = None, at: int | None = None
) -> LoadedScenarios:
    """Add a scenario, or put it in the place of the one of its name (or of ``instead_of``).

    A new one comes last, or with ``at`` at that place of the list.

    Raises:
        UnusableInput: the file cannot be used.
        FileChanged: somebody wrote it in this very moment; nothing was written.
        CannotWrite: the system refused; nothing was written.
    """
    loaded = load_scenarios(assessment)
    scenario = _tidied(scenario)
    old = instead_of or scenario.name
    places = [n for n, each in enumerate(loaded.scenarios) if same_name(each.name, old)]
    kept = list(loaded.scenarios)
    if places:
        kept[places[0]] = scenario
        return _write(loaded, tuple(kept), _Edit(places[0], places[0] + 1, block(scenario)))
    place = len(kept) if at is None else min(at, len(kept))
    kept.insert(place, scenario)
    return _write(loaded, tuple(kept), _Edit(place, place, block(scenario)))


def drop_scenario(assessment: Path, name: str) -> tuple[LoadedScenarios, Scenario]:
    """Take a scenario out; it is given back, so that it can be put back.

    Raises:
        UnusableInput: there is none of this name, or the file cannot be used.
        FileChanged, CannotWrite: nothing was written.
    """
    loaded = load_scenarios(assessment)
    gone = loaded.called(name)
    place = loaded.scenarios.index(gone)
    kept = (*loaded.scenarios[:place], *loaded.scenarios[place + 1 :])
    return _write(loaded, kept, _Edit(place, place + 1, "")), gone


def scenario_name(text: str) -> str:
    """A name as it is kept.

    Raises:
        UnusableInput: it cannot name a scenario.
    """
    name = " ".join(cleaned(text).split())
    if not name or len(name) > NAME_LENGTH or not name.isprintable():
        message = f"“{shown(text)}” cannot name a scenario"
        raise UnusableInput(
            [Problem("NAME", None, None, message, f"up to {NAME_LENGTH} letters: cheaper power", "bad-name")]
        )
    return name


# Writing -------------------------------------------------------------------------------------------


def _tidied(scenario: Scenario) -> Scenario:
    note = cleaned(scenario.note or "").strip() or None
    return scenario.model_copy(update={"name": scenario_name(scenario.name), "note": note})


@dataclass(frozen=True, slots=True)
class _Edit:
    """Lines in place of those of some scenarios: of none, to put one in."""

    start: int
    end: int
    lines: str


def _write(loaded: LoadedScenarios, kept: tuple[Scenario, ...], edit: _Edit) -> LoadedScenarios:
    """Write the file with one scenario changed, by its lines alone where that does."""
    text = _edited(loaded, edit) if loaded.data is not None and kept else None
    found = None if text is None else _reads_as(loaded.path, text.encode(), kept)
    if found is None:
        whole = whole_text(kept, reference_to(loaded.path, (SCHEMA,))).encode()
        found = _read(loaded.path, whole)

    def unchanged() -> None:
        try:
            now = loaded.path.read_bytes() if loaded.path.exists() else None
        except OSError as error:
            raise CannotWrite(f"{loaded.path}: cannot be looked at: {error.strerror or error}") from error
        if now != loaded.data:
            raise FileChanged(f"{loaded.path}: somebody changed the file since it was read")

    write_atomically(loaded.path, found.data or b"", unchanged)
    return found


def _reads_as(path: Path, data: bytes, kept: tuple[Scenario, ...]) -> LoadedScenarios | None:
    try:
        found = _read(path, data)
    except UnusableInput:
        return None
    return found if found.scenarios == kept else None


def _edited(loaded: LoadedScenarios, edit: _Edit) -> str | None:
    """The file's text with the lines of one scenario replaced.

    None where it has no such lines, as when somebody wrote it in brackets.
    """
    text = (loaded.data or b"").decode("utf-8-sig").replace("\r\n", "\n")
    rows = (text if text.endswith("\n") else f"{text}\n").splitlines(keepends=True)
    starts = []
    for index in range(len(loaded.scenarios)):
        mark = loaded.source.mark(("scenarios", index))
        row = (mark.line if mark else 0) - 1
        if not 0 <= row < len(rows) or not rows[row].lstrip().startswith("- "):
            return None
        starts.append(row)
    if not starts:
        return None
    like, starts = rows[starts[0]], [*starts, len(rows)]
    start, end = starts[edit.start], starts[edit.end]
    # Comments right above the next scenario, or at the end of the file, belong to what follows.
    while end > start + 1 and rows[end - 1].lstrip().startswith("#"):
        end -= 1
    return "".join([*rows[:start], _at(edit.lines, like), *rows[end:]])


def _at(lines: str, like: str) -> str:
    """A block moved to the indentation of another one."""
    pad = len(like) - len(like.lstrip(" "))
    return "".join(" " * pad + row[2:] for row in lines.splitlines(keepends=True))


# Reading -------------------------------------------------------------------------------------------


def _read(path: Path, data: bytes) -> LoadedScenarios:
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
