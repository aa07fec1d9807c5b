"""Template environments: sandboxed, strict, escaping; templates are compiled once a process.

Templates may be somebody else's, so they run in Jinja's immutable sandbox, and an undefined name is
an error. Text of packs and assessments only ever arrives as a value, never as a template.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from pathlib import Path

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from advisor.content.locations import templates_root
from advisor.content.names import did_you_mean
from advisor.errors import Problem, UnusableInput
from advisor.reporting import blocks
from advisor.reporting.charts.tables import table_of
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
    **{part: frozenset(("kind", *(field.name for field in fields(part)))) for part in _PARTS},
    LoopContext: frozenset({"first", "last", "index"}),
}
"""The plain fields of a report's parts, and of a loop, which a template reads ten thousands of times."""
_FIELDS[Shown] |= {"classes"}
_NO_FIELDS: frozenset[str] = frozenset()


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, which looks twice only at what is no plain field of a report's own parts."""

    def getattr(self, obj: object, attribute: str) -> object:
        """An attribute as a template sees it."""
        if attribute in _FIELDS.get(type(obj), _NO_FIELDS):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


class _Loader(FileSystemLoader):
    """Finds templates in folders; one that is no text is a mistake at its line, too."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """A template's text and where it stands."""
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            paths = (Path(folder, template) for folder in self.searchpath)
            path = next((str(path) for path in paths if path.is_file()), None)
            raise TemplateSyntaxError("this is no text in UTF-8", line, template, path) from None


def environment(folder: str, own: Path | None = None) -> ImmutableSandboxedEnvironment:
    """A new environment over one folder of the report templates; files of ``own`` come before ours."""
    folders = [templates_root() / folder] if own is None else [own / folder, templates_root() / folder]
    found = _Environment(
        loader=_Loader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    found.globals["layout"] = layout
    found.globals["is_card"] = is_card
    found.globals["table_of"] = table_of
    found.filters["share"] = share
    found.filters["figure"] = figure
    return found


def stands_in(own: Path) -> bool:
    """Whether a folder of templates holds a file that stands in for one of ours."""
    root = templates_root()
    return any((own / path.relative_to(root)).is_file() for path in root.rglob("*") if path.is_file())


@contextmanager
def template_problems(own: Path | None) -> Iterator[None]:
    """Turn what goes wrong in a template of the user's own into a problem at its line.

    Raises:
        UnusableInput: the template is not well formed, asks for something that is not there, or does
            what the sandbox forbids. Mistakes in our own templates stay what they are: defects.
    """
    try:
        yield
    except TemplateSyntaxError as error:
        where = _own_file(error.filename, own)
        if where is None:
            raise
        message = str(error.message or "not a template").rstrip(".")
        raise UnusableInput([Problem(where, error.lineno, None, message, code="template-syntax")]) from None
    except (
        *(TemplateError, TypeError, ValueError, ArithmeticError, LookupError),
        *(RecursionError, MemoryError),
    ) as error:
        where, line = _place(error, own)
        if where is None:
            raise
        message = _lacking(error) or f"{error}".strip() or type(error).__name__
        raise UnusableInput([Problem(where, line, None, message, _nearest(message), "template")]) from None


def _place(error: BaseException, own: Path | None) -> tuple[str | None, int | None]:
    """The innermost line of a user's template that an error passed through."""
    found: tuple[str | None, int | None] = (None, None)
    for frame in traceback.extract_tb(error.__traceback__):
        where = _own_file(frame.filename, own)
        if where is not None:
            found = where, frame.lineno
    if isinstance(error, TemplateNotFound) and own is not None and found[0] is None:
        return str(own), None
    return found


def _lacking(error: BaseException) -> str | None:
    """In words, that a template asks for a file, for calls or for memory that are not to be had."""
    if isinstance(error, RecursionError):
        return "this calls itself without an end"
    if isinstance(error, MemoryError):
        return "this needs more memory than there is"
    if not isinstance(error, TemplateNotFound):
        return None
    which = f"“{error.name}”" if error.name else "of this name"
    return f"there is no template {which} in this folder or among ours"


def _own_file(name: str | None, own: Path | None) -> str | None:
    if name is None or own is None:
        return None
    return name if Path(name).resolve().is_relative_to(own.resolve()) else None


def _nearest(message: str) -> str | None:
    """The name that a template probably meant, when it asked for one that is not there."""
    names = re.findall(r"'([^']*)'", message)
    known = {"document", "look", "brand", "day", *(name for part in _FIELDS.values() for name in part)}
    return (
        did_you_mean(names[-1], sorted(known))
        if names and "no attribute" in message
        else (did_you_mean(names[0], sorted(known)) if names and "is undefined" in message else None)
    )


def share(points: float) -> str:
    """Points of 100 as a length in a chart, kept inside it: ``62.5%``."""
    return f"{plain_figure(round(min(max(points, 0.0), 100.0), 2))}%"
