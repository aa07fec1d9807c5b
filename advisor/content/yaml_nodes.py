"""A YAML text as a tree of nodes that know where they stand.

Built from the C parser's events rather than its composer, because only events show anchors, aliases
and tags, all of which are refused: they are what YAML bombs and surprises are made of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, Protocol

import yaml

from advisor.content.names import shown
from advisor.errors import Problem, UnusableInput

# Where PyYAML was built without its C library, its own parser gives the same events, more slowly.
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader

DEEPEST = 64
"""How deep collections may nest; far beyond what any of our files need."""

# Everything that YAML's own reader refuses, and C1 controls, which some terminals obey.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_MOST_CONTROLS = 20

_EXPLAINED = (
    ("mapping values are not allowed", "a colon followed by a space inside a text: put the text in quotes"),
    ("cannot start any token", "a tab, @, ` or % at the start: indent with spaces, put such texts in quotes"),
    ("found undefined alias", "a text that starts with * must be in quotes"),
    ("did not find expected alphabetic", "a text that starts with & or * must be in quotes"),
    ("unexpected end of stream", "a quote that is opened here is never closed"),
    ("could not find expected ':'", "a key without a colon, or a text that went on at the wrong indentation"),
    ("did not find expected ',' or", "a missing comma or closing bracket, or text behind it"),
    ("did not find expected key", "the indentation differs from the lines above"),
    ("did not find expected '-' indicator", "the indentation differs from the entries above"),
    ("unknown escape character", "inside double quotes a backslash is written twice"),
    ("did not find expected node content", "a value is missing, or begins with a sign that needs quotes"),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text: line and column from 1, index from 0, in characters."""

    line: int
    column: int
    index: int


@dataclass(slots=True)
class Node:
    """A scalar, a mapping or a sequence, and where it begins and ends in the text."""

    kind: Literal["scalar", "mapping", "sequence"]
    start: Mark
    end: Mark
    text: str = ""
    """Of a scalar: its text after unquoting and folding."""
    plain: bool = False
    """Of a scalar: written without quotes or block indicator."""
    flow: bool = False
    """Of a collection: written with brackets or braces."""
    pairs: list[tuple[Node, Node]] = field(default_factory=list)
    """Of a mapping: keys and values in file order, duplicates included."""
    items: list[Node] = field(default_factory=list)
    """Of a sequence."""


def parse(text: str, name: str) -> tuple[Node, list[Problem]]:
    """The tree of the one document in a text, and the refusals that do not hinder building it.

    Raises:
        UnusableInput: the text is not YAML, holds control characters, nothing or several documents.
    """
    _refuse_controls(text, name)
    problems: list[Problem] = []
    try:
        root = _build(text, name, problems)
    except yaml.MarkedYAMLError as error:
        raise UnusableInput([*problems, _unreadable(error, name)]) from None
    except yaml.YAMLError as error:
        problem = Problem(name, None, None, f"cannot be read as YAML: {error}", code="yaml-syntax")
        raise UnusableInput([*problems, problem]) from None
    if root is None:
        raise UnusableInput([Problem(name, 1, 1, "the file is empty", code="empty")])
    return root, problems


def line_and_column(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a character."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _refuse_controls(text: str, name: str) -> None:
    problems = []
    for found in _CONTROL.finditer(text):
        line, column = line_and_column(text, found.start())
        problems.append(
            Problem(
                name,
                line,
                column,
                f"control character U+{ord(found[0]):04X}",
                "delete it; such characters can hide text or steer a terminal",
                "control-character",
            )
        )
        if len(problems) == _MOST_CONTROLS:
            break
    if problems:
        raise UnusableInput(problems)


def _unreadable(error: yaml.MarkedYAMLError, name: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    said = f"{error.problem or error.context or 'cannot be understood'}"
    hint = next((text for sign, text in _EXPLAINED if sign in said), None)
    if mark is None:
        return Problem(name, None, None, f"not valid YAML: {said}", hint, "yaml-syntax")
    return Problem(name, mark.line + 1, mark.column + 1, f"not valid YAML: {said}", hint, "yaml-syntax")


def _build(text: str, name: str, problems: list[Problem]) -> Node | None:
    root: Node | None = None
    stack: list[Node] = []
    keys: list[Node | None] = []
    documents = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.NodeEvent):
            node = _node(event)
            _refuse_marks(event, name, problems)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            stack.pop().end = _mark(event.end_mark)
            keys.pop()
            continue
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                at = _mark(event.start_mark)
                message = "a second document begins here"
                problem = Problem(name, at.line, at.column, message, "one file holds one", "documents")
                raise UnusableInput([*problems, problem])
            continue
        else:
            continue
        if not stack:
            root = node
        elif stack[-1].kind == "sequence":
            stack[-1].items.append(node)
        elif (key := keys[-1]) is None:
            keys[-1] = node
        else:
            stack[-1].pairs.append((key, node))
            keys[-1] = None
        if node.kind != "scalar":
            stack.append(node)
            keys.append(None)
            if len(stack) > DEEPEST:
                at = node.start
                message = f"nested deeper than {DEEPEST} levels"
                problem = Problem(name, at.line, at.column, message, code="too-deep")
                raise UnusableInput([*problems, problem])
    return root


def _node(event: yaml.NodeEvent) -> Node:
    start, end = _mark(event.start_mark), _mark(event.end_mark)
    if isinstance(event, yaml.ScalarEvent):
        return Node("scalar", start, end, text=event.value, plain=not event.style)
    if isinstance(event, yaml.MappingStartEvent):
        return Node("mapping", start, end, flow=bool(event.flow_style))
    if isinstance(event, yaml.SequenceStartEvent):
        return Node("sequence", start, end, flow=bool(event.flow_style))
    return Node("scalar", start, end, text=f"*{event.anchor}")


def _refuse_marks(event: yaml.NodeEvent, name: str, problems: list[Problem]) -> None:
    at = _mark(event.start_mark)
    if isinstance(event, yaml.AliasEvent):
        message = f"alias “*{event.anchor}”: aliases are not allowed"
        hint = "write the value out, or put the text in quotes"
        problems.append(Problem(name, at.line, at.column, message, hint, "alias"))
        return
    if event.anchor:
        message = f"anchor “&{event.anchor}”: anchors are not allowed"
        problems.append(Problem(name, at.line, at.column, message, "write the value out each time", "anchor"))
    if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
        message = f"tag “{shown(event.tag)}”: tags are not allowed"
        problems.append(
            Problem(name, at.line, at.column, message, "leave it out, or put the text in quotes", "tag")
        )


class _Place(Protocol):
    """What the marks of PyYAML's two parsers have in common."""

    line: int
    column: int
    index: int


def _mark(mark: _Place | None) -> Mark:
    if mark is None:  # Only events that were made by hand lack one.
        return Mark(1, 1, 0)
    return Mark(mark.line + 1, mark.column + 1, mark.index)
