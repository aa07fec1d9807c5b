"""Strict reading of YAML into plain data that knows where everything stands.

``read`` reports as much as it can at once: a file that parses always gives a ``Source``, whose
``problems`` the caller adds to its own findings before it gives up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from advisor.content.names import shown
from advisor.content.yaml_nodes import Mark, Node, parse
from advisor.content.yaml_scalars import Surprise, resolve
from advisor.errors import Problem, UnusableInput

ASSESSMENT_LIMIT = 2_000_000
"""Bytes that an assessment may have."""
PACK_FILE_LIMIT = 5_000_000
"""Bytes that one file of a pack may have."""

At = tuple[str | int, ...]
"""A path into the data: keys of mappings and indexes of lists, from the top."""

_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")
"""Control characters but tab and line ends."""
_BOMS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


@dataclass(slots=True)
class Source:
    """A YAML file as plain data: dict, list, str, bool, int, Decimal and None."""

    name: str
    """As the user knows the file."""
    text: str = ""
    root: Node | None = None
    value: object = None
    problems: list[Problem] = field(default_factory=list)
    values: dict[At, Mark] = field(default_factory=dict)
    keys: dict[At, Mark] = field(default_factory=dict)
    flagged: set[At] = field(default_factory=set)
    """Paths that already have a problem, so that nobody reports a consequence of it."""

    def mark(self, at: At, *, key: bool = False) -> Mark | None:
        """Where something stands; the nearest surrounding place when the path does not exist."""
        if key and at in self.keys:
            return self.keys[at]
        while at not in self.values and at:
            at = at[:-1]
        return self.values.get(at)

    def problem(
        self, at: At, message: str, hint: str | None = None, code: str = "invalid", *, key: bool = False
    ) -> Problem:
        """A problem at a path: at the key itself with ``key``, at the value otherwise."""
        mark = self.mark(at, key=key)
        if mark is None:
            return Problem(self.name, None, None, message, hint, code)
        return Problem(self.name, mark.line, mark.column, message, hint, code)

    def report(
        self, at: At, message: str, hint: str | None = None, code: str = "invalid", *, key: bool = False
    ) -> None:
        """Add a problem, unless something at this path has been reported already."""
        if at not in self.flagged:
            self.flagged.add(at)
            self.problems.append(self.problem(at, message, hint, code, key=key))


def read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of a file that is not too large; the size is looked at before the content.

    Raises:
        UnusableInput: the file does not exist, cannot be read, or is too large.
    """
    name = str(path)
    try:
        with path.open("rb") as file:
            # One byte more than allowed tells "too large" without reading on, even for a pipe.
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise UnusableInput(
            [Problem(name, None, None, "there is no such file", "check its name and folder", "no-file")]
        ) from None
    except IsADirectoryError:
        message = "this is a folder, not a file"
        raise UnusableInput([Problem(name, None, None, message, code="unreadable")]) from None
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise UnusableInput([Problem(name, None, None, message, code="unreadable")]) from None
    refuse_large(data, name, limit)
    return data


def refuse_large(data: bytes, name: str, limit: int) -> None:
    """Raise ``UnusableInput`` when there are more bytes than allowed."""
    if len(data) > limit:
        message = f"larger than {limit // 1_000_000} MB, which no file of this kind needs"
        hint = "is this the right file?"
        raise UnusableInput([Problem(name, None, None, message, hint, "too-large")])


def decode(data: bytes, name: str) -> str:
    """The text of UTF-8 bytes, without a byte order mark.

    Raises:
        UnusableInput: the bytes are in another encoding.
    """
    hint = "save the file as UTF-8"
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            message = f"the file is in {encoding}, not in UTF-8"
            raise UnusableInput([Problem(name, 1, 1, message, hint, "encoding")])
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"the file is not in UTF-8: byte 0x{data[error.start]:02X} here does not fit"
        raise UnusableInput([Problem(name, line, column, message, hint, "encoding")]) from None


def read(data: bytes, name: str, limit: int) -> Source:
    """The data of a YAML file, with the problems that reading it showed.

    Raises:
        UnusableInput: the file cannot be read as one YAML document at all.
    """
    refuse_large(data, name, limit)
    text = decode(data, name)
    root, problems = parse(text, name)
    source = Source(name=name, text=text, root=root, problems=problems)
    source.value = _value(root, (), source)
    return source


def _value(node: Node, at: At, source: Source) -> object:
    source.values[at] = node.start
    if node.kind == "scalar":
        return _scalar(node, at, source)
    if node.kind == "sequence":
        return [_value(item, (*at, index), source) for index, item in enumerate(node.items)]
    result: dict[str, object] = {}
    for key_node, value_node in node.pairs:
        key = _key(key_node, at, source)
        if key is None:
            continue
        here = (*at, key)
        if key in result:
            first = source.keys[here]
            source.problems.append(
                Problem(
                    source.name,
                    key_node.start.line,
                    key_node.start.column,
                    f"the key “{shown(key)}” stands here a second time, first in line {first.line}",
                    "keep one of them",
                    "duplicate-key",
                )
            )
            continue
        source.keys[here] = key_node.start
        result[key] = _value(value_node, here, source)
    return result


def _scalar(node: Node, at: At, source: Source) -> object:
    if not node.plain:
        return _HIDDEN.sub(_pictured, node.text)
    value = resolve(node.text)
    if isinstance(value, Surprise):
        source.report(at, value.message, value.hint, "yaml-surprise")
        return node.text
    return value


def _key(node: Node, at: At, source: Source) -> str | None:
    """The text of a key, or None, reported, when it is none."""
    start = node.start
    if node.kind != "scalar":
        message = "a list or a mapping where a key is expected"
        hint = "put the key in quotes"
    elif not node.plain:
        _refuse_hidden_controls(node, at, source)
        return node.text
    else:
        value = resolve(node.text)
        if isinstance(value, str):
            return value
        if isinstance(value, Surprise):
            message, hint = value.message, value.hint
        else:
            message = f"“{shown(node.text)}” as a key is not text" if node.text else "a key is missing"
            hint = "put the key in quotes" if node.text else "write the key before the colon"
    source.problems.append(Problem(source.name, start.line, start.column, message, hint, "bad-key"))
    return None


def _pictured(match: re.Match[str]) -> str:
    """A control character that an escape in quotes carries past the check of the raw text, as a picture.

    Nothing downstream ever meets the character itself, so that it can steer no terminal and cut off no text.
    """
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"[U+{code:04X}]"


def _refuse_hidden_controls(node: Node, at: At, source: Source) -> None:
    """Report escapes in a quoted key, which carry control characters past the check of the raw text."""
    found = _HIDDEN.search(node.text)
    if found is not None:
        message = f"the text holds the control character U+{ord(found.group()):04X}"
        line, column = node.start.line, node.start.column
        problem = Problem(source.name, line, column, message, "delete the escape", "control-character")
        source.problems.append(problem)
        source.flagged.add((*at, node.text))
