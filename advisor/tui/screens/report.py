"""The report for one reader, in the terminal; other readers by a key, files by another."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from weakref import WeakKeyDictionary

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from advisor.errors import AdvisorError
from advisor.tui.bills import bill_evidence
from advisor.tui.screens.workspace import WorkspaceScreen
from advisor.tui.widgets.drawing import one_line, said
from advisor.tui.widgets.page import MoreBelow, Page

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from advisor.model.bill_answers import Evidence
    from advisor.model.catalogue import Persona
    from advisor.model.recommendation import Recommendation
    from advisor.reporting.blocks import Section
    from advisor.reporting.depth import Depth
    from advisor.reporting.document import Document
    from advisor.tui.widgets.drawing import Lines
    from advisor.workflows.session import Session

    Ready = dict[str, tuple[int, Lines]]

_ASIDE = 24
_MARGINS = 4
"""Cells at both sides of a section."""


@dataclass(eq=False)
class _Shelf:
    """Documents that were made for a session, until an answer changes."""

    recommendation: Recommendation | None = None
    evidence: Evidence | None = None
    day: datetime.date | None = None
    made: dict[str, tuple[Document, Ready]] = field(default_factory=dict)


_SHELVES: WeakKeyDictionary[Session, _Shelf] = WeakKeyDictionary()


class ReportScreen(WorkspaceScreen):
    """Shows the document that all formats render; made in a thread, so that keys never wait for it."""

    PLACE = "report"
    HELP_TEXT = (
        "The report for one reader: the advice, the reasons, this reader's role and KPIs, and what to do "
        "next. p shows it for the next reader. It reads the assessment and never changes it. Export writes "
        "the same report as files."
    )
    AUTO_FOCUS = "#pages"
    DEFAULT_CSS = """
    ReportScreen #reader { height: 1; padding: 0 2; text-style: bold; color: $text-primary; }
    ReportScreen #aside { display: none; width: 26; padding: 1 0 0 1; }
    ReportScreen.-wide #aside { display: block; }
    ReportScreen.-wide #reader { display: none; }
    ReportScreen OptionList {
        border: none; padding: 0; background: transparent; height: auto; max-height: 50%; margin: 0 0 1 0;
        scrollbar-size-vertical: 1;
    }
    ReportScreen OptionList:focus { border: none; background-tint: transparent; }
    ReportScreen #contents { height: 1fr; max-height: 100%; }
    ReportScreen .aside-title { color: $text-muted; padding: 0 1; }
    ReportScreen #pages { height: 1fr; }
    ReportScreen.-short #pages { padding: 0; }
    ReportScreen #pages > Static { padding: 0 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "reader(1)", "Next reader"),
        Binding("P", "reader(-1)", "Reader before", show=False),
        Binding("x", "export", "Export"),
        Binding("o", "browse", "In the browser"),
        Binding("c", "contents", "Contents"),
        Binding("right_square_bracket,n", "turn(1)", "Next section", key_display="]"),
        Binding("left_square_bracket,N", "turn(-1)", "Section before", show=False),
        Binding("f8", "turn(1)", "Next section", show=False),
        Binding("f7", "turn(-1)", "Section before", show=False),
    ]

    def __init__(self, session: Session, today: datetime.date | None = None) -> None:
        super().__init__(session)
        self._today = today or datetime.date.today()
        self._readers: tuple[Persona, ...] = session.pack.personas
        known = {persona.id: number for number, persona in enumerate(self._readers)}
        self._reader = known.get(session.assessment.persona or "", 0)
        self._document: Document | None = None
        self._export_when_made = False
        self._shelf = _SHELVES.setdefault(session, _Shelf())

    def compose_body(self) -> ComposeResult:
        """Readers and contents beside the report where there is room."""
        yield Static("", id="reader", markup=False)
        with Horizontal():
            with Vertical(id="aside"):
                yield Static("Report for", classes="aside-title")
                yield OptionList(id="readers", markup=False)
                yield Static("Contents", classes="aside-title")
                yield OptionList(id="contents", markup=False)
            yield Page(id="pages")

    def on_mount(self) -> None:
        """Lists the readers and begins with the one that the assessment names."""
        if not self._readers:
            self.query_one("#pages", Page).mount(
                Static("This questionnaire names no readers, so it has no report.")
            )
            return
        readers = self.query_one("#readers", OptionList)
        readers.set_options(
            [Option(one_line(persona.title, _ASIDE), id=persona.id) for persona in self._readers]
        )
        # Lines are drawn to the width of the page, which is known once it was laid out.
        self.call_after_refresh(self._show_reader)

    def session_changed(self) -> None:
        """The report as the answers are now."""
        if self._readers:
            self._show_reader()

    # Making the document -----------------------------------------------------------------------

    def _show_reader(self) -> None:
        persona = self._readers[self._reader]
        text = f"Report for {persona.title} ({self._reader + 1} of {len(self._readers)})"
        self.query_one("#reader", Static).update(said(text))
        self.query_one("#readers", OptionList).highlighted = self._reader
        session = self.session
        evidence = bill_evidence(session)
        known = self._shelf.recommendation, self._shelf.day, self._shelf.evidence
        if known[0] is not session.recommendation or known[1] != self._today or known[2] is not evidence:
            self._shelf.recommendation, self._shelf.day = session.recommendation, self._today
            self._shelf.evidence = evidence
            self._shelf.made.clear()
        made = self._shelf.made.get(persona.id)
        if made is not None:
            self.call_later(self._show, *made)
            return
        self.query_one("#pages", Page).loading = self._document is None
        recommendation = session.recommendation
        width = max(20, self.query_one("#pages", Page).scrollable_content_region.width - _MARGINS)
        self.run_worker(
            lambda: self._make(session, recommendation, persona.id, width, evidence),
            thread=True,
            group="report",
            exclusive=True,
        )

    def _make(
        self,
        session: Session,
        recommendation: Recommendation,
        persona: str,
        width: int,
        evidence: Evidence | None,
    ) -> None:
        """Runs in a thread."""
        from advisor.tui.report_files import document_for
        from advisor.tui.widgets.report_blocks import section_lines

        try:
            document = document_for(
                session.pack, session.assessment, recommendation, persona, self._today, evidence
            )
        except AdvisorError as error:
            self.app.call_from_thread(self._failed, str(error))
            return
        # Lines are drawn here too: long tables would make the keys wait otherwise.
        ready = {section.id: (width, section_lines(section, width)) for section in _sections(document)}
        self.app.call_from_thread(self._take, document, ready, recommendation)

    def _take(self, document: Document, ready: Ready, recommendation: Recommendation) -> None:
        if recommendation is self._shelf.recommendation and self.is_attached:
            self._shelf.made[document.persona] = document, ready
            if document.persona == self._readers[self._reader].id:
                self.call_later(self._show, document, ready)

    def _failed(self, reason: str) -> None:
        pages = self.query_one("#pages", Page)
        pages.loading = False
        self.notify(reason, title="No report", severity="error", markup=False)

    async def _show(self, document: Document, ready: Ready) -> None:
        from advisor.tui.widgets.report_blocks import SectionView
        from advisor.tui.widgets.report_cover import ReportCover, ReportCredits

        if not self.is_attached:
            return
        self._document = document
        if self._export_when_made:
            self._export_when_made = False
            self.action_export()
        pages = self.query_one("#pages", Page)
        sections = _sections(document)
        views: list[Widget] = [SectionView(section, ready.get(section.id)) for section in sections]
        views = [ReportCover(document), *views, ReportCredits(document)]
        pages.loading = False
        with self.app.batch_update():
            await pages.remove_children([each for each in pages.children if not isinstance(each, MoreBelow)])
            await pages.mount_all(views)
        pages.scroll_home(animate=False)
        contents = self.query_one("#contents", OptionList)
        contents.set_options(Option(one_line(section.title, _ASIDE), id=section.id) for section in sections)

    # Moving about ------------------------------------------------------------------------------

    def action_reader(self, by: int) -> None:
        """The same for the next reader."""
        if self._readers:
            self._reader = (self._reader + by) % len(self._readers)
            self._show_reader()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A reader or a section was chosen."""
        event.stop()
        if event.option_list.id == "readers":
            self._reader = event.option_index
            self._show_reader()
        elif event.option_id is not None:
            self.action_section(event.option_id)
        self.query_one("#pages", Page).focus(scroll_visible=False)

    def action_section(self, section: str) -> None:
        """Scrolls to a section, or to the one that holds it."""
        from advisor.tui.widgets.report_blocks import SectionView

        for view in self.query(SectionView):
            if section in view.ids():
                view.scroll_visible(top=True, animate=False)
                return

    def action_turn(self, by: int) -> None:
        """The section after or before the one on top."""
        from advisor.tui.widgets.report_blocks import SectionView

        pages = self.query_one("#pages", Page)
        top = pages.scroll_offset.y
        tops = [0, *(view.virtual_region.y for view in self.query(SectionView))]
        wanted = [y for y in tops if (y > top if by > 0 else y < top)]
        if wanted:
            pages.scroll_to(y=min(wanted) if by > 0 else max(wanted), animate=False)

    def action_contents(self) -> None:
        """The contents as a list to choose from."""
        from advisor.tui.dialogs.choose import ChooseDialog, Way

        if self._document is None:
            return

        def take(section: str | None) -> None:
            if section is not None:
                self.action_section(section)

        sections = _sections(self._document)
        self.app.push_screen(ChooseDialog("Contents", "", [Way(one.id, one.title) for one in sections]), take)

    # Files -------------------------------------------------------------------------------------

    def action_export(self) -> None:
        """Asks for formats and folder, then writes."""
        from advisor.tui.report_files import document_for
        from advisor.tui.screens.report_export import export

        if self.session.supposing:
            self.notify("This is only supposed: k keeps it, d discards it; then export.", markup=False)
            return
        if self._document is None:
            self._export_when_made = bool(self._readers)
            return
        session, shown = self.session, self._document
        pack, assessment, recommendation = session.pack, session.assessment, shown.recommendation

        def again(prepared_by: str | None, depth: Depth) -> Document:
            return document_for(
                pack,
                assessment,
                recommendation,
                shown.persona,
                self._today,
                shown.evidence,
                prepared_by=prepared_by,
                depth=depth,
            )

        export(self, shown, again, session.path.parent if session.path else Path.cwd())

    def action_browse(self) -> None:
        """The report as a page in the web browser; from a copy that the system may clear away."""
        from advisor.tui.screens.report_export import browse

        if self._document is None:
            self.notify("The report is still being made.", markup=False)
            return
        browse(self, self._document)


def _sections(document: Document) -> tuple[Section, ...]:
    return (*document.sections, *document.annexes)
