"""The headings of a table: which question each column answers, and which columns are none of our business."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from advisor.content.names import did_you_mean, shown
from advisor.content.table_formats import ID
from advisor.content.table_problems import RowProblem
from advisor.content.tables import KIND, TableOptions
from advisor.errors import Problem, Severity, UnusableInput
from advisor.model.pack import Pack

_SLIP = 0.75
"""From this likeness on a heading is a slip of ours, and leaving its column out would give wrong advice."""
_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of a table mean, by their places from 0 on."""

    columns: dict[str, int]
    """Question id, ``kind`` or ``id`` to its place."""
    left_out: tuple[int, ...]
    """Columns that nobody asked for."""
    wrong: dict[int, tuple[str, str | None, str]]
    """Columns that cannot be meant so, with message, hint and code."""


class Headings:
    """Knows the names of columns; tells once of each that is left out."""

    def __init__(self, name: str, pack: Pack, options: TableOptions) -> None:
        """``name`` is what messages call the table."""
        self._name = name
        self._kinds = [kind.id for kind in pack.manifest.workload_kinds]
        self._ids = {ID, KIND, *pack.question_by_id}
        self._plain: dict[str, list[str]] = {}
        for each in self._ids:
            self._plain.setdefault(plain_heading(each), []).append(each)
        self._ignored = {plain_heading(each) for each in options.ignored}
        self._strict = options.strict
        self._told: set[str] = set()

    def meaning(self, heading: str) -> str | None:
        """The id that a heading means, also in other letter case and with blanks; None when it means none."""
        if heading in self._ids:
            return heading
        found = self._plain.get(plain_heading(heading), [])
        return found[0] if len(found) == 1 else None

    def wanted(self, heading: str) -> bool:
        """Whether the cells of a column are looked at, or would be if its heading were right."""
        if self._is_ignored(heading):
            return False
        return self.meaning(heading) is not None or self._is_wrong(heading)

    def layout(self, headings: Sequence[str]) -> Layout:
        """What some columns mean; an exact heading goes before one that is only like it."""
        columns: dict[str, int] = {}
        left_out: list[int] = []
        wrong: dict[int, tuple[str, str | None, str]] = {}
        exact_first = sorted(range(len(headings)), key=lambda place: headings[place] not in self._ids)
        for place in exact_first:
            heading = headings[place]
            meaning = self.meaning(heading)
            if self._is_ignored(heading) or (meaning is None and not self._is_wrong(heading)):
                left_out.append(place)
            elif meaning is None:
                hint = did_you_mean(heading, sorted(self._ids))
                hint = (
                    hint or f"columns are question ids, “{ID}” and “{KIND}”; --ignore-column leaves one out"
                )
                wrong[place] = f"there is no question “{shown(heading)}”", hint, "unknown-column"
            elif meaning in columns:
                wrong[place] = f"a second column “{shown(heading)}”", "keep one", "duplicate-column"
            else:
                columns[meaning] = place
        return Layout(columns, tuple(sorted(left_out)), wrong)

    def check(self, layout: Layout, row: int | None) -> None:
        """Whether the columns of a whole table will do.

        Raises:
            UnusableInput: with everything that is wrong with them.
        """
        problems = [
            Problem(self._name, row, place + 1, *about) for place, about in sorted(layout.wrong.items())
        ]
        if KIND not in layout.columns:
            message = f"there is no column “{KIND}”, which says what kind of work a sheet is about"
            hint = "one of: " + ", ".join(self._kinds)
            problems.insert(0, Problem(self._name, row, None, message, hint, "missing-column"))
        if problems:
            raise UnusableInput(problems)

    def notice(self, headings: Sequence[str], layout: Layout, row: int | None) -> list[RowProblem]:
        """One warning that names the columns that are left out, unless that was told or asked for."""
        new = [
            headings[place]
            for place in layout.left_out
            if headings[place].strip()
            and not self._is_ignored(headings[place])
            and headings[place] not in self._told
        ]
        if not new:
            return []
        self._told.update(new)
        named = [f"“{shown(each)}”" for each in dict.fromkeys(new)]
        more = len(named) - _MOST_NAMED
        listed = ", ".join(named[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
        what = (
            "this column answers no question and is"
            if len(named) == 1
            else "these columns answer no question and are"
        )
        hint = "--ignore-column NAME says that this is right, --strict refuses it"
        problem = Problem(
            self._name, row, None, f"{what} left out: {listed}", hint, "left-out", Severity.WARNING
        )
        return [RowProblem(problem)]

    def _is_ignored(self, heading: str) -> bool:
        return bool(self._ignored) and plain_heading(heading) in self._ignored

    def _is_wrong(self, heading: str) -> bool:
        """Whether a heading without a meaning must not be passed over: with ``--strict`` none may."""
        if not heading.strip():
            return False
        plain = plain_heading(heading)
        return self._strict or plain in self._plain or _alike(plain, self._plain)


def plain_heading(heading: str) -> str:
    """A heading without what people do not mean by it: letter case, blanks around it, invisible signs."""
    seen = "".join(sign for sign in heading if unicodedata.category(sign) != "Cf")
    return "_".join(seen.casefold().replace("-", "_").split())


def _alike(heading: str, known: Collection[str]) -> bool:
    matcher = SequenceMatcher(b=heading[:80])
    for each in known:
        matcher.set_seq1(each)
        if matcher.quick_ratio() >= _SLIP and matcher.ratio() >= _SLIP:
            return True
    return False
