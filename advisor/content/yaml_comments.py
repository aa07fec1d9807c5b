"""Where the comments of a YAML text stand, and keeping them comments when the text around them changes.

A line that begins with a number sign is a comment only while it stands out of reach of a text behind
``|`` or ``>``: under such a text, and indented as deep, it would become a part of that text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from advisor.content.yaml_nodes import Node, parse
from advisor.content.yaml_spans import Spans

_HEADER = re.compile(r"(?:^|[\s:-])[|>][-+0-9]*[ \t]*(?:#.*)?\r?$", re.MULTILINE)
"""What a text behind an indicator begins with; also found in some places where none begins."""


def comments(text: str, root: Node) -> Iterator[tuple[int, str]]:
    """Every comment of a text with its place, from its number sign to the end of its line."""
    scalars = sorted(_scalars(text, root))
    at = 0
    while (at := text.find("#", at)) >= 0:
        while scalars and scalars[0][1] <= at:
            scalars.pop(0)
        inside = bool(scalars) and scalars[0][0] <= at
        if inside or (at and text[at - 1] not in " \t\r\n"):
            at += 1
            continue
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield at, text[at:end].rstrip()
        at = end


def freed(text: str, places: Iterable[int]) -> str:
    """The text with every comment out of reach of the texts behind indicators.

    Args:
        text: readable YAML.
        places: where the number signs of lines stand that are meant as comments.

    A comment that such a text has swallowed moves left, to where the key or dash of that text stands.
    """
    if not _HEADER.search(text):
        return text
    waiting = sorted(places)
    spans = Spans(text)
    parts: list[str] = []
    done = 0
    for begin, end, indent in sorted(_blocks(spans, parse(text, "")[0], 0)):
        for place in waiting:
            if begin <= place < end:
                start = spans.line_start(place)
                parts += [text[done:start], " " * indent]
                done = place
    return "".join([*parts, text[done:]])


def _blocks(spans: Spans, node: Node, indent: int) -> Iterator[tuple[int, int, int]]:
    """Of every text behind an indicator: where its lines begin and end, and how deep its key or dash is."""
    if spans.is_block_scalar(node):
        yield spans.next_line(node.start.index), node.end.index, indent
    for key, value in node.pairs:
        yield from _blocks(spans, value, key.start.column - 1)
    for item in node.items:
        before = spans.text[spans.line_start(item.start.index) : item.start.index]
        yield from _blocks(spans, item, max(before.rfind("-"), 0))


def _scalars(text: str, node: Node) -> Iterator[tuple[int, int]]:
    """Where text stands that is no comment; the headers of block scalars may hold one."""
    if node.kind == "scalar":
        start = node.start.index
        block = not node.plain and text[start : start + 1] in ("|", ">")
        yield text.find("\n", start) if block else start, node.end.index
    for key, value in node.pairs:
        yield from _scalars(text, key)
        yield from _scalars(text, value)
    for item in node.items:
        yield from _scalars(text, item)
