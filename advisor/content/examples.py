"""The examples that come with a pack."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from advisor.content.yaml_reader import ASSESSMENT_LIMIT, read, read_bytes
from advisor.errors import UnusableInput

FOLDER = "examples"
STUDIES = "studies"
"""Within the examples: published calculations, recomputed."""


@dataclass(frozen=True, slots=True)
class Example:
    """An assessment to look at and to learn from."""

    id: str
    """The file's name without its ending."""
    title: str
    summary: str
    """What it shows, from the comment at the top of the file; empty without one."""
    path: Path
    study: bool = False
    """Whether it recomputes what somebody published: amounts of money, and no answers."""


def bundled_examples(pack_folder: Path) -> tuple[Example, ...]:
    """The examples of a pack, by file name. One that cannot be read at all keeps its id as title."""
    return _examples(pack_folder / FOLDER, study=False)


def bundled_studies(pack_folder: Path) -> tuple[Example, ...]:
    """The published calculations that a pack recomputes, by file name."""
    return _examples(pack_folder / FOLDER / STUDIES, study=True)


def _examples(folder: Path, *, study: bool) -> tuple[Example, ...]:
    if not folder.is_dir():
        return ()
    return tuple(_example(path, study) for path in sorted(folder.glob("*.yaml"), key=lambda path: path.name))


def _example(path: Path, study: bool) -> Example:
    try:
        source = read(read_bytes(path, ASSESSMENT_LIMIT), str(path), ASSESSMENT_LIMIT)
    except UnusableInput:
        return Example(path.stem, path.stem, "", path, study)
    title = source.value.get("title") if isinstance(source.value, dict) else None
    known = title if isinstance(title, str) else path.stem
    return Example(path.stem, known, leading_comment(source.text), path, study)


def leading_comment(text: str) -> str:
    """The comment at the top of a file as one paragraph, without the line that names the schema."""
    words: list[str] = []
    for line in text.splitlines():
        stripped = line.strip()
        if not stripped.startswith("#"):
            if stripped or words:
                break
            continue
        said = stripped.lstrip("#").strip()
        if not said.startswith("yaml-language-server:"):
            words.append(said)
    return " ".join(word for word in words if word)
