"""A document as files, format by format; a format that cannot be made is a value, not the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from advisor.errors import AdvisorError, Problem, UnusableInput
from advisor.reporting.depth import Depth
from advisor.reporting.document import Document
from advisor.reporting.look import PLAIN, Look
from advisor.reporting.registry import FORMATS, Renderer


@dataclass(frozen=True, slots=True)
class Failure:
    """A format that could not be made, and why."""

    format: str
    problems: tuple[Problem, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made, or the reason why it was not."""

    name: str
    content: bytes | None
    failure: Failure | None = None


def file_name(assessment: str, persona: str, depth: Depth, renderer: Renderer) -> str:
    """What a report's file is called; a brief is named apart, so that it can lie beside the full report."""
    ending = "-brief" if depth is Depth.BRIEF else ""
    return f"{assessment}-{persona}{ending}.{renderer.extension}"


def made_of(document: Document, formats: Iterable[str], look: Look = PLAIN) -> Iterator[Made]:
    """The document in each of these formats, which are ids of ``FORMATS``."""
    for renderer in (FORMATS[name] for name in formats):
        name = file_name(document.assessment, document.persona, document.depth, renderer)
        try:
            yield Made(name, renderer.render(document, look))
        except UnusableInput as error:
            yield Made(name, None, Failure(renderer.id, error.problems, str(error)))
        except (AdvisorError, OSError) as error:
            yield Made(name, None, Failure(renderer.id, (), str(error)))
