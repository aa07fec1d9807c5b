"""Where the pieces of a YAML text begin and end, as whoever changes it has to see them.

A parser's end marks run on over blank lines and comments; these stop at the content.
"""

from __future__ import annotations

from dataclasses import dataclass

from advisor.content.yaml_nodes import Node


class EditError(Exception):
    """The text is written in a way that small edits do not cover; nothing is lost by saying so."""


@dataclass(slots=True)
class Spans:
    """Answers about one text; all nodes must come from parsing it."""

    text: str

    def end_of(self, node: Node) -> int:
        """The index behind the last character of a node's content, before trailing comments."""
        if node.kind == "scalar":
            if self.is_block_scalar(node):
                return node.start.index + len(self.text[node.start.index : node.end.index].rstrip())
            return node.end.index
        if node.flow:
            return node.end.index
        if node.pairs:
            return self.end_of_pair(*node.pairs[-1])
        return self.end_of(node.items[-1]) if node.items else node.start.index

    def end_of_pair(self, key: Node, value: Node) -> int:
        """The index behind an entry of a mapping; behind its colon when there is no value yet."""
        return self.behind_colon(key) if is_absent(value) else self.end_of(value)

    def behind_colon(self, key: Node) -> int:
        """The index behind the colon of a key."""
        return self.text.index(":", key.end.index) + 1

    def line_start(self, index: int) -> int:
        """The index where the line of an index begins."""
        return self.text.rfind("\n", 0, index) + 1

    def begins_line(self, index: int) -> bool:
        """Whether only blanks stand before an index on its line."""
        return not self.text[self.line_start(index) : index].strip()

    def line_end(self, index: int) -> int:
        """The index where the line of an index ends, before its line end."""
        found = self.text.find("\n", index)
        end = len(self.text) if found < 0 else found
        return end - 1 if end > index and self.text[end - 1] == "\r" else end

    def next_line(self, index: int) -> int:
        """The index where the line after the one of an index begins."""
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found + 1

    def is_block_scalar(self, node: Node) -> bool:
        """Whether a node is a text behind ``|`` or ``>``."""
        return node.kind == "scalar" and not node.plain and self.text[node.start.index] in "|>"

    def dash(self, item: Node) -> int:
        """Where the dash before an item stands, which has to be on the same line."""
        start = self.line_start(item.start.index)
        before = self.text[start : item.start.index]
        if before.strip() != "-":
            raise EditError
        return start + before.index("-")


def find(mapping: Node, key: str) -> tuple[Node, Node] | None:
    """The entry of a key, or None."""
    return next((pair for pair in mapping.pairs if pair[0].text == key), None)


def is_absent(value: Node) -> bool:
    """Whether nothing at all stands where a value could."""
    return value.kind == "scalar" and value.plain and value.text == ""
