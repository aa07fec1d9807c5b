"""Lines out and lines in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from advisor.cli.plain import Style, emit


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation in lines."""

    style: Style
    read: Callable[[str], str]
    """The next line, after a prompt; raises EOFError at the end of the input."""

    def say(self, lines: list[str]) -> None:
        """Print lines."""
        emit(lines, self.style)

    def ask(self, prompt: str) -> str:
        """A line; empty at the end of the input."""
        try:
            return self.read(prompt).strip()
        except EOFError:
            return ""

    def confirm(self, prompt: str) -> bool:
        """Whether the answer is yes; asked again until it is yes or no. Nothing said is no."""
        while True:
            said = self.ask(prompt).lower()
            if said in ("y", "yes"):
                return True
            if said in ("", "n", "no"):
                return False
            self.say(["Please answer yes or no."])
