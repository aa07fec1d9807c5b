"""Write the reference of commands, files and JSON from the code: ``docs/reference``.

``python tools/make_reference.py`` writes it; with ``--check`` it writes nothing and fails when a page
is stale. Commands come from the command line itself, files and JSON from their JSON Schemas.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "reference"
STALE_HINT = "run: python tools/make_reference.py"
RESULTS = re.compile(r"advisor/[\w-]+/\d+")
_ESCAPED = str.maketrans({"|": "\\|", "\n": " ", "<": "&lt;", ">": "&gt;", "*": "\\*", "_": "\\_"})


class Parameter(Protocol):
    """What this page needs of an argument or option."""

    opts: list[str]
    secondary_opts: list[str]
    metavar: str | None
    help: str | None
    required: bool
    default: object
    show_default: object


class Command(Protocol):
    """What this page needs of a command."""

    params: list[Parameter]
    help: str | None


def _code(text: str) -> str:
    return f"`{text.replace('|', chr(92) + '|')}`"


def _cell(text: str) -> str:
    return re.sub(r" +", " ", text.translate(_ESCAPED)).strip()


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join('---' for _ in heads)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


# Commands ------------------------------------------------------------------------------------------


def _metavar(parameter: Parameter) -> str:
    if parameter.metavar:
        return str(parameter.metavar)
    descriptor = getattr(parameter, "type_descriptor", None)
    annotation = getattr(descriptor, "annotation", None)
    members = getattr(annotation, "__members__", None)
    if members:
        return "|".join(str(each.value) for each in members.values())
    return {"Path": "PATH", "int": "NUMBER", "float": "NUMBER"}.get(
        getattr(annotation, "__name__", ""), "TEXT"
    )


def _is_argument(parameter: Parameter) -> bool:
    return not str(parameter.opts[0]).startswith("-")


def _takes_no_value(parameter: Parameter) -> bool:
    return bool(getattr(parameter, "is_flag", False) or getattr(parameter, "count", False))


def _option(parameter: Parameter) -> str:
    names = ", ".join(_code(name) for name in (*parameter.opts, *parameter.secondary_opts))
    return names if _takes_no_value(parameter) else f"{names} {_code(_metavar(parameter))}"


def _default(parameter: Parameter) -> str:
    default = parameter.default
    if not parameter.show_default or default is None or isinstance(default, bool) or callable(default):
        return ""
    if isinstance(default, list | tuple):
        return ", ".join(map(str, default))
    return str(getattr(default, "value", default))


def _said(text: str | None) -> list[str]:
    """The paragraphs of a help text, without marks for the terminal."""
    cleaned = re.sub(r"\x08\n?", "", text or "").replace("``", "`")
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", cleaned) if part.strip()]


def _command(name: str, command: Command, level: int) -> Iterator[str]:
    parameters = [each for each in command.params if not getattr(each, "hidden", False)]
    arguments = [each for each in parameters if _is_argument(each)]
    options = [each for each in parameters if not _is_argument(each)]
    within = getattr(command, "commands", None)
    shown = [_metavar(each) for each in arguments]
    shown = [
        text if each.required or text.startswith("[") else f"[{text}]"
        for text, each in zip(shown, arguments, strict=True)
    ]
    if options:
        shown.append("[OPTIONS]")
    if within:
        shown.append("COMMAND")
    yield f"{'#' * level} `{name}`"
    yield ""
    for paragraph in _said(command.help):
        yield _cell(paragraph)
        yield ""
    yield "```text"
    yield " ".join([name, *shown])
    yield "```"
    yield ""
    rows = [
        (_code(_metavar(each)), _cell(each.help or ""), _cell(_default(each)))
        for each in arguments
        if each.help
    ]
    rows += [(_option(each), _cell(each.help or ""), _cell(_default(each))) for each in options]
    if rows:
        yield from _table(("argument or option", "meaning", "without it"), rows)
    for child, inner in (within or {}).items():
        yield from _command(f"{name} {child}", inner, level + 1)


def commands() -> str:
    """The page of commands."""
    import typer

    from advisor.cli.app import build

    root: Any = typer.main.get_command(build())
    lines = [
        "# Commands",
        "",
        "Made from the program by `python tools/make_reference.py`. Data goes to standard output,",
        "diagnostics and progress to standard error. Exit code 0: all is well; 1: findings of `check`;",
        "2: the input cannot be used.",
        "",
    ]
    for name, command in root.commands.items():
        lines += _command(f"advisor {name}", command, 2)
    return "\n".join(lines)


# Schemas -------------------------------------------------------------------------------------------


def _link(reference: str) -> str:
    name = reference.rpartition("/")[2]
    return f"[{name}](#{name.lower()})"


_PLAIN = {"string": "text", "integer": "whole number", "boolean": "yes or no", "null": "nothing"}


def _values(values: Iterable[object]) -> str:
    return " or ".join(_code(str(each)) for each in values)


def _type(schema: Mapping[str, Any]) -> str:
    """What a value is, in a few words."""
    if "$ref" in schema:
        return _link(schema["$ref"])
    if "const" in schema or "enum" in schema:
        return _values(schema.get("enum") or [schema["const"]])
    ways = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
    if ways:
        return re.sub(r"( or nothing)+$", " or nothing", " or ".join(dict.fromkeys(map(_type, ways))))
    kind = schema.get("type", "object")
    if isinstance(kind, list):
        return " or ".join(_type({**schema, "type": each}) for each in kind)
    if kind == "array":
        return f"list of {_type(schema.get('items', {}))}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"map of {_type(schema['additionalProperties'])}"
    return _PLAIN.get(kind, kind)


def _within(schema: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]] | None:
    """An object that is described in place, and the mark of how one gets to it."""
    if schema.get("type") == "array" and schema.get("items", {}).get("properties"):
        return "[]", schema["items"]
    return ("", schema) if schema.get("properties") else None


def _rows(schema: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, ...]]:
    needed = set(schema.get("required", ()))
    for key, each in schema["properties"].items():
        name = f"{before}{key}"
        must = " (needed)" if key in needed else ""
        yield f"{_code(name)}{must}", _type(each), _cell(each.get("description", ""))
        inner = _within(each)
        if inner is not None:
            yield from _rows(inner[1], f"{name}{inner[0]}.")


def _object(schema: Mapping[str, Any]) -> Iterator[str]:
    for part in _said(schema.get("description")):
        yield _cell(part)
        yield ""
    if schema.get("properties"):
        yield from _table(("key", "is", "meaning"), list(_rows(schema)))
    elif schema.get("type") != "object" or "description" not in schema:
        yield f"Is: {_type(schema)}."
        yield ""


def _schema(title: str, schema: Mapping[str, Any], *, shared: set[str]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield from _object(schema)
    for name, inner in sorted(schema.get("$defs", {}).items()):
        # A part that several files share is told once.
        if name in shared:
            continue
        shared.add(name)
        yield f"### {name}"
        yield ""
        yield from _object(inner)


def _pages() -> tuple[dict[str, Any], dict[str, Any]]:
    """Schemas of files, and of what is printed as JSON, by file name."""
    from advisor.content.schemas import json_schemas

    found = {name: json.loads(text) for name, text in sorted(json_schemas().items())}
    printed = {name: each for name, each in found.items() if RESULTS.search(json.dumps(each))}
    return {name: each for name, each in found.items() if name not in printed}, printed


def _page(title: str, intro: list[str], schemas: Mapping[str, Any]) -> str:
    lines = [f"# {title}", "", *intro, ""]
    shared: set[str] = set()
    for name, schema in schemas.items():
        lines += _schema(f"`{name}`", schema, shared=shared)
    return "\n".join(lines)


def pages() -> dict[str, str]:
    """Every page by its file name."""
    files, printed = _pages()
    made = (
        "Made from the models by `python tools/make_reference.py`; `advisor schema DIR` writes the same as\n"
        "JSON Schemas. A part that several files share is told at the first."
    )
    return {
        "commands.md": commands(),
        "files.md": _page("Files", [made], files),
        "json.md": _page("JSON that commands print", [made], printed),
    }


def stale(folder: Path = TARGET) -> list[str]:
    """Pages that are not what the code says."""
    return [
        name
        for name, text in pages().items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]


def main(arguments: list[str]) -> int:
    """Write the pages, or check them."""
    if "--check" in arguments:
        found = stale()
        print("\n".join(f"stale: {name}" for name in found) or "fresh")
        if found:
            print(STALE_HINT)
        return int(bool(found))
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (TARGET / name).write_text(text, encoding="utf-8")
        print(TARGET.relative_to(ROOT) / name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
