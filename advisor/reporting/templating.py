"""Template environments: sandboxed, strict, escaping; templates are compiled once a process.

Templates may be somebody else's, so they run in Jinja's immutable sandbox, and an undefined name is
an error. Text of packs and assessments only ever arrives as a value, never as a template.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from advisor.content.locations import templates_root
from advisor.reporting import blocks
from advisor.reporting.document import Credit, Document
from advisor.reporting.layout import Shown, is_card, layout
from advisor.reporting.numerals import figure, plain_figure

_PARTS = (
    *(one for one in vars(blocks).values() if isinstance(one, type) and is_dataclass(one)),
    Credit,
    Document,
    Shown,
)
_FIELDS: dict[type, frozenset[str]] = {
    part: frozenset(("kind", *(field.name for field in fields(part)))) for part in _PARTS
}
"""The plain fields of a report's parts, which a template reads ten thousands of times."""
_NO_FIELDS: frozenset[str] = frozenset()


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, which looks twice only at what is no plain field of a report's own parts."""

    def getattr(self, obj: object, attribute: str) -> object:
        """An attribute as a template sees it."""
        if attribute in _FIELDS.get(type(obj), _NO_FIELDS):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


def environment(folder: str, own: Path | None = None) -> ImmutableSandboxedEnvironment:
    """A new environment over one folder of the report templates; files of ``own`` come before ours."""
    folders = [templates_root() / folder] if own is None else [own / folder, templates_root() / folder]
    found = _Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    found.globals["layout"] = layout
    found.globals["is_card"] = is_card
    found.filters["share"] = share
    found.filters["figure"] = figure
    return found


def share(points: float) -> str:
    """Points of 100 as a length in a chart, kept inside it: ``62.5%``."""
    return f"{plain_figure(round(min(max(points, 0.0), 100.0), 2))}%"
