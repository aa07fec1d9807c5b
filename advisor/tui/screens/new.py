"""What a new assessment needs to begin: whose it is, where it is kept, the first workload, the reader."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Select, Static

from advisor.errors import AdvisorError
from advisor.tui.dialogs.base import Dialog, button
from advisor.tui.widgets.drawing import said
from advisor.workflows.session import Session
from advisor.workflows.session_edits import slug
from advisor.workflows.session_shelf import begin_new

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from advisor.workflows.session_shelf import Shelf


class NewDialog(Dialog[Session]):
    """Answers the new session, whose file is there already."""

    TITLE_TEXT: ClassVar[str] = "A new assessment"
    DEFAULT_CSS = """
    NewDialog > .dialog { width: 84; }
    NewDialog .field { height: 1; margin: 0 0 1 0; }
    NewDialog.-short .field { margin: 0; }
    NewDialog .name { width: 16; color: $text-primary; }
    NewDialog Input, NewDialog Select { width: 1fr; }
    NewDialog Input, NewDialog Input:focus { margin: 0; }
    NewDialog Select > SelectCurrent { background: $panel; }
    NewDialog Select:focus > SelectCurrent { background: $block-cursor-blurred-background; }
    NewDialog #wrong { min-height: 1; }
    """

    def __init__(self, shelf: Shelf, *, quick: bool, persona: str | None) -> None:
        super().__init__()
        self._shelf = shelf
        self._quick = quick
        self._persona = persona
        self._suggested = ""

    def compose_body(self) -> ComposeResult:
        """One line a field."""
        pack = self._shelf.pack
        minutes = pack.manifest.interview
        kinds = [(Content(kind.title), kind.id) for kind in pack.manifest.workload_kinds]
        personas = [(Content(persona.title), persona.id) for persona in pack.personas]
        count = self._shelf.questions
        interviews = [
            (Content(f"Quick: {count(quick=True)} questions, about {minutes.quick_minutes} minutes"), True),
            (Content(f"Full: {count(quick=False)} questions, about {minutes.full_minutes} minutes"), False),
        ]
        with Horizontal(classes="field"):
            yield Static("Organisation", classes="name")
            yield Input(placeholder="for example: Regional Hospital", id="organisation")
        with Horizontal(classes="field"):
            yield Static("File", classes="name")
            yield Input(id="path")
        with Horizontal(classes="field"):
            yield Static("First workload", classes="name")
            yield Input(placeholder="for example: Triage chat", id="workload")
        with Horizontal(classes="field"):
            yield Static("Its kind", classes="name")
            yield Select(kinds, value=kinds[0][1], allow_blank=False, id="kind", compact=True)
        with Horizontal(classes="field"):
            yield Static("Report for", classes="name")
            yield Select(
                personas,
                value=self._persona or Select.NULL,
                prompt="decide later",
                id="persona",
                compact=True,
            )
        with Horizontal(classes="field"):
            yield Static("Interview", classes="name")
            yield Select(interviews, value=self._quick, allow_blank=False, id="quick", compact=True)
        yield Static(said("More workloads can be added at any time with F6."), classes="dialog-hint")
        yield Static("", id="wrong", classes="dialog-wrong")

    def compose_buttons(self) -> ComposeResult:
        """Cancel and Begin."""
        yield button("Cancel", "cancel")
        yield button("Begin", "begin", primary=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """The file follows the organisation until the user names it."""
        event.stop()
        path = self.query_one("#path", Input)
        if event.input.id == "organisation" and path.value == self._suggested:
            self._suggested = self._free_name(event.value) if event.value.strip() else ""
            with self.prevent(Input.Changed):
                path.value = self._suggested

    @staticmethod
    def _free_name(organisation: str) -> str:
        base = slug(organisation, default="assessment")
        name, number = f"{base}.yaml", 2
        while Path(name).exists():
            name, number = f"{base}-{number}.yaml", number + 1
        return name

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field; in the last one it begins."""
        event.stop()
        if event.input.id == "workload":
            self._begin()
        else:
            self.focus_next()

    def pressed(self, _button_id: str) -> None:
        """Begin by mouse."""
        self._begin()

    def _begin(self) -> None:
        organisation = self.query_one("#organisation", Input)
        workload = self.query_one("#workload", Input)
        path = self.query_one("#path", Input)
        if not organisation.value.strip():
            self._complain("Whose assessment is it? Type the name of the organisation.", organisation)
            return
        if not path.value.strip():
            self._complain("In which file is it kept? Type a name.", path)
            return
        if not workload.value.strip():
            self._complain("Name the first workload: what is to run?", workload)
            return
        try:
            session = begin_new(
                self._shelf,
                self._full_path(path.value.strip()),
                organisation=organisation.value.strip(),
                workload=workload.value.strip(),
                kind=str(self.query_one("#kind", Select).value),
                persona=self._chosen_persona(),
                quick=self.query_one("#quick", Select).value is True,
            )
        except (AdvisorError, OSError) as error:
            self._complain(str(error), path)
            return
        self.dismiss(session)

    @staticmethod
    def _full_path(typed: str) -> Path:
        path = Path(typed).expanduser()
        return path if path.suffix in {".yaml", ".yml"} else path.with_name(f"{path.name}.yaml")

    def _chosen_persona(self) -> str | None:
        value = self.query_one("#persona", Select).value
        return value if isinstance(value, str) else None

    def _complain(self, message: str, field: Input) -> None:
        self.query_one("#wrong", Static).update(said(f"✗ {message}"))
        field.focus()
