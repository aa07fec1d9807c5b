"""Small changes to YAML text that leave every other character as a person wrote it.

Edits are collected against one parse of the text and applied together. The marks of the parser say
where things stand; comments belong to the line that they end, or to what follows them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from advisor.content.yaml_nodes import Node
from advisor.content.yaml_spans import EditError, Spans, find, is_absent

_HEADER_COMMENT = re.compile(r"\s(#.*)$")


@dataclass(frozen=True, slots=True)
class Body:
    """What is to stand behind a key."""

    block: Callable[[int], list[str]]
    """Its lines, given the indentation of the key: the first behind the colon, the others whole."""
    flow: str
    """The same on one line, fit for brackets and braces."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters ``start`` up to ``end`` become ``text``."""

    start: int
    end: int
    text: str

    def conflicts(self, other: Edit) -> bool:
        """Whether the two cannot both be made on the same text."""
        if self.start == self.end or other.start == other.end:
            inner, outer = (self, other) if self.start == self.end else (other, self)
            # Beside something that goes away, what is inserted may lose its comma.
            touches = outer.start <= inner.start <= outer.end and outer.text == ""
            return outer.start < inner.start < outer.end or (touches and outer.start < outer.end)
        return self.start < other.end and other.start < self.end


@dataclass(slots=True)
class Surgeon:
    """Collects edits of one text; all nodes must come from parsing it."""

    text: str
    edits: list[Edit] = field(default_factory=list)
    closed: bool = False
    """Whether the next change has to see the text with these edits."""
    spans: Spans = field(init=False)

    def __post_init__(self) -> None:
        self.spans = Spans(self.text)

    def result(self) -> str:
        """The text with all edits made, in the line ends that it had."""
        parts: list[str] = []
        done = 0
        for edit in self._finished():
            parts += [self.text[done : edit.start], edit.text]
            done = edit.end
        return "".join([*parts, self.text[done:]])

    def place(self, index: int) -> int | None:
        """Where a character stands in the result; None when an edit takes it away."""
        shift = 0
        for edit in self._finished():
            if edit.start <= index < edit.end:
                return None
            if edit.end <= index:
                shift += len(edit.text) - (edit.end - edit.start)
        return index + shift

    def _finished(self) -> list[Edit]:
        """All edits from front to back, with the line ends of the text."""
        newline = "\r\n" if "\r\n" in self.text else "\n"
        ordered = sorted(self.edits, key=lambda each: (each.start, each.end))
        return [Edit(each.start, each.end, each.text.replace("\n", newline)) for each in ordered]

    # Mappings -----------------------------------------------------------------------------------

    def put(self, mapping: Node, key: str, body: Body, order: Sequence[str]) -> None:
        """Set a key: in its place when it is there, else behind its nearest predecessor in ``order``."""
        self._require_plain_keys(mapping)
        pair = find(mapping, key)
        if pair is not None:
            self.set_value(mapping, *pair, body)
            return
        name = key if re.fullmatch(r"[a-z][a-z0-9_-]*", key) else f'"{key}"'
        before = self._predecessor(mapping, key, order)
        if mapping.flow:
            text = f"{name}: {body.flow}"
            if not mapping.pairs:
                self._edit(mapping.start.index, mapping.end.index, "{" + text + "}")
            elif before is None:
                self._edit(mapping.start.index + 1, mapping.start.index + 1, text + ", ")
            else:
                end = self.spans.end_of_pair(*before)
                self._edit(end, end, ", " + text)
            return
        indent = mapping.pairs[0][0].start.column - 1
        first, *rest = body.block(indent)
        lines = [" " * indent + f"{name}: {first}".rstrip(), *rest]
        at = self.spans.line_end(self.spans.end_of_pair(*before)) if before else self._above(mapping)
        if at is None:
            self._edit(0, 0, "\n".join(lines) + "\n")
        else:
            self._edit(at, at, "\n" + "\n".join(lines))

    def set_value(self, mapping: Node, key: Node, value: Node, body: Body) -> None:
        """Replace the value of an entry; a comment on the line of the key stays."""
        start, end = self.spans.behind_colon(key), self.spans.end_of_pair(key, value)
        if mapping.flow:
            self._replace_inside(start, value, end, body.flow)
            return
        first, *rest = body.block(mapping.pairs[0][0].start.column - 1)
        same_line = key.start.line == value.start.line
        block_scalar = self.spans.is_block_scalar(value)
        one_line = (
            same_line and value.kind == "scalar" and not block_scalar and "\n" not in self.text[start:end]
        )
        if one_line and not rest and first:
            self._replace_inside(start, value, end, first)
            return
        if block_scalar or not same_line:
            header = self.text[start : self.spans.line_end(start)]
        else:
            header = self.text[end : self.spans.line_end(end)]
        comment = _HEADER_COMMENT.search(header)
        opening = f" {first}".rstrip() + (f"  {comment[1]}" if comment else "")
        self._edit(start, self.spans.line_end(end), "\n".join([opening, *rest]))

    def replace(self, collection: Node, text: str) -> None:
        """Replace a whole collection in brackets or braces."""
        self._edit(collection.start.index, collection.end.index, text)

    def rename(self, mapping: Node, old: str, new: str, body: Body) -> None:
        """Put another key with another value in the place of an entry."""
        self._require_plain_keys(mapping)
        pair = find(mapping, old)
        if pair is None:
            raise EditError
        key, value = pair
        self._edit(key.start.index, key.end.index, new)
        self.set_value(mapping, key, value, body)

    def drop(self, mapping: Node, key: str) -> None:
        """Remove an entry with its lines; comments on lines of their own stay."""
        self._require_plain_keys(mapping)
        pair = find(mapping, key)
        if pair is None:
            return
        start, end = pair[0].start.index, self.spans.end_of_pair(*pair)
        if not mapping.flow:
            self._drop_lines(start, end)
            return
        spans = [(each.start.index, self.spans.end_of_pair(each, value)) for each, value in mapping.pairs]
        self._edit(*_with_comma(spans, mapping.pairs.index(pair)), "")

    # Sequences ----------------------------------------------------------------------------------

    def append(self, sequence: Node, after: int, block: Callable[[int], list[str]], flow: str) -> None:
        """Insert an item behind the item of an index, or at the front for -1.

        ``block`` gives its lines, given the indentation of the dash.
        """
        if not sequence.items:
            raise EditError
        if after < 0:
            self._prepend(sequence, block, flow)
            return
        end = self.spans.end_of(sequence.items[after])
        if sequence.flow:
            self._edit(end, end, ", " + flow)
            return
        at = self.spans.line_end(end)
        indent = self.spans.dash(sequence.items[after]) - self.spans.line_start(
            sequence.items[after].start.index
        )
        self._edit(at, at, "\n" + "\n".join(block(indent)))

    def _prepend(self, sequence: Node, block: Callable[[int], list[str]], flow: str) -> None:
        first = sequence.items[0]
        if sequence.flow:
            self._edit(first.start.index, first.start.index, flow + ", ")
            return
        start = self.spans.line_start(first.start.index)
        lines = block(self.spans.dash(first) - start)
        self._edit(start, start, "\n".join(lines) + "\n")

    def remove(self, sequence: Node, index: int) -> None:
        """Remove an item."""
        item = sequence.items[index]
        if not sequence.flow:
            self._drop_lines(self.spans.dash(item), self.spans.end_of(item))
            return
        spans = [(each.start.index, self.spans.end_of(each)) for each in sequence.items]
        self._edit(*_with_comma(spans, index), "")

    def reorder(self, sequence: Node, order: list[int]) -> None:
        """Put the items into another order; ``order`` holds their present indexes."""
        spans = [(each.start.index, self.spans.end_of(each)) for each in sequence.items]
        if not sequence.flow:
            starts = [self.spans.line_start(self.spans.dash(each)) for each in sequence.items]
            spans = list(zip(starts, [*starts[1:], self.spans.next_line(spans[-1][1])], strict=True))
        texts = [self.text[start:end] for start, end in spans]
        if not sequence.flow and not texts[-1].endswith("\n"):
            texts[-1] += "\n"
        for (start, end), index in zip(spans, order, strict=True):
            self._edit(start, end, texts[index].replace("\r\n", "\n"))

    # Pieces -------------------------------------------------------------------------------------

    def _require_plain_keys(self, mapping: Node) -> None:
        """Refuse mappings with keys behind a question mark, whose colons stand who knows where."""
        for key, _ in mapping.pairs:
            before = self.text[self.spans.line_start(key.start.index) : key.start.index]
            if not mapping.flow and before.strip(" -"):
                raise EditError

    def _replace_inside(self, start: int, value: Node, end: int, text: str) -> None:
        if is_absent(value):
            self._edit(start, start, " " + text)
        else:
            self._edit(value.start.index, end, text)

    def _drop_lines(self, start: int, end: int) -> None:
        first = self.spans.line_start(start)
        if self.text[first:start].strip():
            raise EditError
        self._edit(first, self.spans.next_line(end), "")

    def _predecessor(self, mapping: Node, key: str, order: Sequence[str]) -> tuple[Node, Node] | None:
        if key not in order:
            return mapping.pairs[-1] if mapping.pairs else None
        earlier = set(order[: order.index(key)])
        places = {name: index for index, name in enumerate(order)}
        found = [pair for pair in mapping.pairs if pair[0].text in earlier]
        return max(found, key=lambda pair: places[pair[0].text], default=None)

    def _above(self, mapping: Node) -> int | None:
        """The end of the line that opens a block mapping, above its comments; None at the very top."""
        start = self.spans.line_start(mapping.start.index)
        if self.text[start : mapping.start.index].strip():
            raise EditError
        while start > 0:
            before = self.spans.line_start(start - 1)
            line = self.text[before:start].strip()
            if line and not line.startswith("#"):
                return self.spans.line_end(before)
            start = before
        return None

    def _edit(self, start: int, end: int, text: str) -> None:
        self.edits.append(Edit(start, end, text))


def _with_comma(spans: list[tuple[int, int]], index: int) -> tuple[int, int]:
    """The span of an item between brackets together with the comma that goes with it."""
    start, end = spans[index]
    if index + 1 < len(spans):
        return start, spans[index + 1][0]
    return (spans[index - 1][1], end) if index else (start, end)
