"""The file of scenarios beside an assessment: found, and changed one scenario at a time.

``team.yaml`` has its scenarios in ``team.scenarios.yaml``. A change replaces, adds or removes the lines
of one scenario, so that comments and the order of the others stay as a person wrote them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from advisor.content.assessment_yaml import cleaned
from advisor.content.atomic import write_atomically
from advisor.content.locations import SCENARIOS
from advisor.content.names import shown
from advisor.content.scenario_reader import LoadedScenarios, read_scenarios, same_name
from advisor.content.scenario_text import block, whole_text
from advisor.content.schema_line import reference_to
from advisor.content.yaml_reader import ASSESSMENT_LIMIT, read_bytes
from advisor.errors import CannotWrite, FileChanged, Problem, UnusableInput
from advisor.model.scenario import NAME_LENGTH, Scenario

SCHEMA = "scenarios.schema.json"


def scenarios_path(assessment: Path) -> Path:
    """Where the scenarios of an assessment lie."""
    return assessment.with_name(f"{assessment.stem}{SCENARIOS}")


def load_scenarios(assessment: Path) -> LoadedScenarios:
    """The scenarios of an assessment; none where there is no file.

    Raises:
        UnusableInput: the file cannot be used; the problems are all there are.
    """
    path = scenarios_path(assessment)
    return (
        read_scenarios(path, read_bytes(path, ASSESSMENT_LIMIT)) if path.exists() else LoadedScenarios(path)
    )


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
        found = read_scenarios(loaded.path, whole)

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
        found = read_scenarios(path, data)
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
