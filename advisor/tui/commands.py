"""What the command palette offers: every action of the app and of the screen, by its name.

What the app does everywhere comes first, then what only this screen does. Looking for something also looks
into what a command says of itself, so that it is found by another word for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider

if TYPE_CHECKING:
    from textual.screen import Screen

    from advisor.tui.hub import Hub

OF_SESSION = (
    ("Go to Interview", "Answer questions", "go('interview')"),
    ("Go to Review", "All answers, filtered", "go('review')"),
    ("Go to Result", "The recommendation and why", "go('result')"),
    ("Go to Report", "The report for a persona", "go('report')"),
    ("Go to Costs", "What each model costs, and what moves that", "go('costs')"),
    ("Go to Bill", "What a billing export shows, and the answers it speaks for", "go('bill')"),
    ("Workloads", "Add, rename, remove workloads", "workloads"),
    ("Persona", "For whom the report is written", "persona"),
    ("Quick or full interview", "Ask fewer questions, or all; answers stay", "toggle_quick"),
    ("What if", "Suppose other answers; nothing is saved until you keep them", "what_if"),
    ("Scenarios", "The present beside named what-ifs; compare, rename, export", "screen.scenarios"),
    ("Suppose other weights", "See what they do; the questionnaire stays as it is", "screen.weights"),
    ("List what is supposed", "Every answer, weight and amount of the what-if", "screen.supposed"),
    ("Name as a scenario", "Keep what is supposed, beside the file", "screen.name_scenario"),
    ("Freeze a milestone", "Keep how things stand today, to compare with later", "screen.milestone"),
    ("What changed since a milestone", "Answers, scores, advice, and the way done", "screen.changes"),
    ("Undo", "Take the last change back", "undo"),
    ("Redo", "Do it again", "redo"),
    ("Save", "Write the file now", "save"),
    ("Copy the advice", "As plain text, into the clipboard", "copy_advice"),
    ("Save as", "Go on in another file", "save_as"),
    ("New assessment", "Begin another one", "start('new')"),
    ("Open another", "An assessment or a workshop", "start('open')"),
    ("All assessments of a folder", "Side by side: advice, scores, risks, cost", "start('portfolio')"),
    ("Back to start", "Open or begin another assessment", "start"),
)
WITHOUT_SESSION = ("Go to Bill", "Hold a billing export against an assessment", "go('bill')")
"""What the start names, so that whoever looks for it learns what comes first."""
ALWAYS = (
    ("Light or dark", "Change the colours", "toggle_light"),
    ("Picture of this screen", "Export it as an image (SVG screenshot) beside the file", "save_picture"),
    ("Preferences", "Colours, contrast, projector, motion", "preferences"),
    ("Tour", "What there is, in a few pages", "tour"),
    ("Help", "Keys, and what this screen shows", "help"),
    ("Quit", "Save and leave", "quit"),
)
_OWN_ADVICE = ("Show my own advice", "Although the room still votes: what your answers come to")


_ELSEWHERE = 0.5
"""How much a word within an explanation counts beside one within the name."""


class Palette(Provider):
    """The commands in the order in which they are told, not in that of the alphabet."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for name, text, callback, discover in self.app.get_system_commands(self.screen):
            if discover:
                yield DiscoveryHit(name, callback, help=text)

    async def search(self, query: str) -> Hits:
        """Those whose name, or else whose explanation, has the letters that were typed."""
        matcher = self.matcher(query)
        for name, text, callback, _ in self.app.get_system_commands(self.screen):
            if (score := matcher.match(name)) > 0:
                yield Hit(score, matcher.highlight(name), callback, help=text)
            elif query.casefold() in text.casefold():
                yield Hit(_ELSEWHERE, name, callback, help=text)


def commands(app: Hub, screen: Screen[object]) -> Iterable[SystemCommand]:
    """Commands for a screen, those of the app first; an action with several keys comes once."""
    if app.session is not None and app.session.advice_withheld:
        yield SystemCommand(*_OWN_ADVICE, partial(app.run_action, "show_own_advice"))
    of_app = (*(OF_SESSION if app.session is not None else (WITHOUT_SESSION,)), *ALWAYS)
    for title, text, action in of_app:
        yield SystemCommand(title, text, partial(app.run_action, action))
    told = {action.rpartition(".")[2] for _, _, action in of_app}
    own = {binding.action for binding in screen.BINDINGS if isinstance(binding, Binding)}
    for active in screen.active_bindings.values():
        binding = active.binding
        if active.node is screen and active.enabled and binding.action in own:
            own.discard(binding.action)
            if binding.action.rpartition(".")[2] in told:
                continue
            run = partial(screen.run_action, binding.action)
            yield SystemCommand(binding.description, f"Key {app.get_key_display(binding)}", run)
