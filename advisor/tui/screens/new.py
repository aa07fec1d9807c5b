"""What a new assessment needs to begin: whose it is, where it is kept, the first workload, the reader."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Input, Select, Static

from advisor.errors import AdvisorError
from advisor.tui.dialogs.base import Dialog, button
from advisor.tui.dialogs.choose import ChooseDialog, Way
from advisor.tui.widgets.drawing import said
from advisor.workflows.inside import place
from advisor.workflows.session import Session
from advisor.workflows.session_edits import slug
from advisor.workflows.session_shelf import begin_new

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from advisor.workflows.session_shelf import Shelf


_CHOOSE = "choose one … ▼"


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
    NewDialog #kind-help { padding: 0 0 0 17; display: none; }
    NewDialog.-short #kind-help { display: none; }
    NewDialog #wrong { min-height: 1; }
    """

    def __init__(self, shelf: Shelf, *, quick: bool, persona: str | None) -> None:
        super().__init__()
        self._shelf = shelf
        self._quick = quick
        self._persona = persona
        self._suggested = ""
        self._kind: str | None = None

    def compose_body(self) -> ComposeResult:
        """One line a field."""
        pack = self._shelf.pack
        personas = [(Content(persona.title), persona.id) for persona in pack.personas]
        interviews = [
            (Content(f"Quick: {self._shelf.quick.first}"), True),
            (Content(f"Full: {self._shelf.full.first}"), False),
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
            yield button(_CHOOSE, "kind")
        yield Static("", id="kind-help", classes="dialog-hint")
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
        yield Static(said(f"F6 adds workloads at any time; {self._shelf.further}."), classes="dialog-hint")
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
        if event.input.id != "workload":
            self.focus_next()
        elif self._kind is None and event.value.strip():
            self._ask_kind()
        else:
            self._begin()

    def pressed(self, button_id: str) -> None:
        """Choose the kind, or begin."""
        if button_id == "kind":
            self._ask_kind()
        else:
            self._begin()

    def _ask_kind(self) -> None:
        kinds = self._shelf.pack.manifest.workload_kinds
        name = self.query_one("#workload", Input).value.strip() or "the workload"

        def take(chosen: str | None) -> None:
            kind = next((each for each in kinds if each.id == chosen), None)
            if kind is None:
                return
            self._kind = kind.id
            self.query_one("#kind", Button).label = Content(f"{kind.title} ▼")
            self.query_one("#kind-help", Static).update(said(kind.help))
            self.query_one("#kind-help", Static).display = self.has_class("-tall")
            self.query_one("#wrong", Static).update("")
            self.query_one("#persona", Select).focus()

        ways = [Way(kind.id, kind.title, kind.help) for kind in kinds]
        self.app.push_screen(ChooseDialog(f"What kind of work is {name}?", "", ways, self._kind), take)

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
        if self._kind is None:
            self._complain("What kind of work is it? Choose one.", self.query_one("#kind", Button))
            return
        try:
            session = begin_new(
                self._shelf,
                self._full_path(path.value.strip()),
                organisation=organisation.value.strip(),
                workload=workload.value.strip(),
                kind=self._kind,
                persona=self._chosen_persona(),
                quick=self.query_one("#quick", Select).value is True,
            )
        except (AdvisorError, OSError) as error:
            self._complain(str(error), path)
            return
        self.dismiss(session)

    @staticmethod
    def _full_path(typed: str) -> Path:
        return place(typed if Path(typed).suffix in {".yaml", ".yml"} else f"{typed}.yaml")

    def _chosen_persona(self) -> str | None:
        value = self.query_one("#persona", Select).value
        return value if isinstance(value, str) else None

    def _complain(self, message: str, field: Input | Button) -> None:
        self.query_one("#wrong", Static).update(said(f"✗ {message}"))
        field.focus()
