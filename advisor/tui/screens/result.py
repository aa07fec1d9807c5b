"""The result: what to run on, why, what speaks against the rest, and the way from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from weakref import WeakKeyDictionary

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import TabbedContent, TabPane

from advisor.decision.practices import next_practices
from advisor.decision.roadmap import roadmap
from advisor.decision.robustness import robustness
from advisor.decision.walk import Step
from advisor.model.question import Scope
from advisor.tui.screens.result_money import Standing, standings
from advisor.tui.screens.workspace import WorkspaceScreen
from advisor.tui.widgets.advice_card import AdviceCard
from advisor.tui.widgets.comparison import Comparison
from advisor.tui.widgets.firm_view import FirmView
from advisor.tui.widgets.framework_table import FrameworkTable
from advisor.tui.widgets.headline import Headline
from advisor.tui.widgets.naming import primary_trace
from advisor.tui.widgets.page import Page
from advisor.tui.widgets.path_view import PathView
from advisor.tui.widgets.score_list import ScoreList
from advisor.tui.widgets.trace_view import TraceView
from advisor.tui.widgets.warning_list import WarningList
from advisor.tui.widgets.workload_bar import WorkloadBar
from advisor.workflows.money import money_warnings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

    from advisor.model.economics import RaisedWarning
    from advisor.model.recommendation import Recommendation, WorkloadRecommendation
    from advisor.model.robustness import Robustness
    from advisor.workflows.session import Session

_TABS = ("advice", "framework", "scores", "why", "warnings", "path", "firm")
_NAMES = {"firm": "How firm"}
_LAST: WeakKeyDictionary[Session, tuple[str, int]] = WeakKeyDictionary()
"""Tab and place of the workload that a session was left at, to come back to."""


class ResultScreen(WorkspaceScreen):
    """The recommendation, workload by workload."""

    PLACE = "result"
    HELP_TEXT = (
        "The advice for each workload, with everything that led to it. The tabs go from the answer to "
        "the reasons: Advice, Framework, Scores, Why, Warnings, Path, and how firm it is: what would "
        "settle or change it, and how far the weights may be off. In Scores, Enter on an answer "
        "leads to its question.\n\n"
        "● marks the advice, ◐ and [brackets] what is advised so far and may still change, ○ what else is "
        "possible, ⊘ what a gate excludes, ? what is open."
    )
    DEFAULT_CSS = """
    ResultScreen TabbedContent { height: 1fr; }
    ResultScreen TabPane { padding: 0; }
    ResultScreen.-short Page { padding: 0; }
    ResultScreen Tab { color: $text-muted; }
    ResultScreen Tab.-active { color: $text-primary; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "tab(1)", "Tabs", key_display="← →"),
        Binding("left", "tab(-1)", "Previous tab", show=False),
        Binding("f8", "tab(1)", "Tabs", show=False),
        Binding("f7", "tab(-1)", "Previous tab", show=False),
        *(
            Binding(str(n), f"page('{tab}')", _NAMES.get(tab, tab.capitalize()), show=False)
            for n, tab in enumerate(_TABS, 1)
        ),
        Binding("w,right_square_bracket", "turn(1)", "Next workload", key_display="w"),
        Binding("left_square_bracket", "turn(-1)", "Previous workload", show=False),
        Binding("f", "all_cells", "All cells / own"),
        Binding("o", "settle", "Answer what is open"),
        Binding("y", "app.copy_advice", "Copy", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._tab, self._at = _LAST.get(session, (_TABS[0], 0))
        self._firm_for: Recommendation | None = None
        self._firm: tuple[Robustness, ...] = ()
        self._money: dict[Standing, Mapping[str, tuple[RaisedWarning, ...]]] = {}

    def compose_body(self) -> ComposeResult:
        """Headline, workloads, and the tabs."""
        pack = self.session.pack
        yield Headline(pack)
        yield Comparison(pack)
        yield WorkloadBar(pack)
        with TabbedContent(initial=self._tab):
            with TabPane("Advice", id="advice"), Page():
                yield AdviceCard(pack)
            with TabPane("Framework", id="framework"), Page():
                yield FrameworkTable(pack)
            with TabPane("Scores", id="scores"):
                yield ScoreList(pack)
            with TabPane("Why", id="why"), Page():
                yield TraceView(pack)
            with TabPane("Warnings", id="warnings"), Page():
                yield WarningList(pack)
            with TabPane("Path", id="path"), Page():
                yield PathView(pack)
            with TabPane("How firm", id="firm"), Page():
                yield FirmView(pack)

    def on_mount(self) -> None:
        """Shows the first workload."""
        self.session_changed()

    def on_screen_resume(self) -> None:
        """Shows what has changed meanwhile."""
        self.session_changed()

    def session_changed(self) -> None:
        """Shows the recommendation as it is now; the workload stays chosen while it is there."""
        recommendation = self.session.recommendation
        if not recommendation.workloads:
            return
        self._at = min(self._at, len(recommendation.workloads) - 1)
        workload = recommendation.workloads[self._at]
        with self.app.batch_update():
            self.query_one(Headline).show(recommendation)
            self.query_one(WorkloadBar).show(recommendation, workload.id)
            for drawing in (AdviceCard, FrameworkTable, TraceView, WarningList):
                self.query_one(drawing).show(workload)
            self.query_one(ScoreList).show(workload)
            self._show_money(workload)
            self._show_path(workload)
            self._show_firm(workload)
            self.query_one(Comparison).show_both(self.session.present, recommendation, workload.id)

    def _show_money(self, workload: WorkloadRecommendation) -> None:
        """Warnings of the money come a moment later, and only where amounts are stated."""
        here, before = standings(self.session)
        told = self._money.get(here, {}).get(workload.id, ())
        for drawing in (AdviceCard, WarningList):
            self.query_one(drawing).show_money(told)
        self._show_tab_titles(workload, len(told))
        missing = [state for state in (here, before) if state.costly and state not in self._money]
        was = len(self._money.get(before, {}).get(workload.id, ()))
        self.query_one(Comparison).show_money(None if missing else (was, len(told)))
        if not missing:
            return

        def count() -> None:
            for state in missing:
                found = money_warnings(state.pack, state.assessment, state.recommendation)
                self.app.call_from_thread(self._take_money, state, found)

        self.run_worker(count, thread=True, group="money", exclusive=True)

    def _take_money(self, state: Standing, found: Mapping[str, tuple[RaisedWarning, ...]]) -> None:
        if self.is_attached and state in (states := standings(self.session)):
            self._money = {one: self._money[one] for one in states if one in self._money} | {state: found}
            self._show_money(self.session.recommendation.workloads[self._at])

    def _show_tab_titles(self, workload: WorkloadRecommendation, money: int) -> None:
        count = len(workload.warnings) + money
        tab = self.query_one(TabbedContent).get_tab("warnings")
        tab.label = Content(f"Warnings {count}" if count else "Warnings")

    def _show_path(self, workload: WorkloadRecommendation) -> None:
        view = self.query_one(PathView)
        if self.query_one(TabbedContent).active != "path":
            view.show_path(workload, None)
            return
        pack, assessment, recommendation = (
            self.session.pack,
            self.session.assessment,
            self.session.recommendation,
        )
        paths = roadmap(pack, assessment, recommendation)
        path = next((path for path in paths if path.workload == workload.id), None)
        view.show_path(workload, path, next_practices(pack, assessment, recommendation, assessment.persona))

    def _show_firm(self, workload: WorkloadRecommendation) -> None:
        view = self.query_one(FirmView)
        recommendation = self.session.recommendation
        known = self._firm if self._firm_for is recommendation else ()
        view.show_firm(workload, next((one for one in known if one.workload == workload.id), None))
        if known or self.query_one(TabbedContent).active != "firm":
            return
        pack, assessment = self.session.pack, self.session.assessment

        def count() -> None:
            found = robustness(pack, assessment)
            self.app.call_from_thread(self._take_firm, recommendation, found)

        self.run_worker(count, thread=True, group="firm", exclusive=True)

    def _take_firm(self, recommendation: Recommendation, found: tuple[Robustness, ...]) -> None:
        if self.is_attached and recommendation is self.session.recommendation:
            self._firm_for, self._firm = recommendation, found
            self._show_firm(recommendation.workloads[self._at])

    def on_tabbed_content_tab_activated(self, event: TabbedContent.TabActivated) -> None:
        """Gives the keys to what the tab shows, and looks for the path only when it is wanted."""
        pane = event.pane
        self._tab = pane.id or self._tab
        _LAST[self.session] = (self._tab, self._at)
        target = next(iter(pane.query("Page, ScoreList")), None)
        if target is not None:
            target.focus(scroll_visible=False)
        workloads = self.session.recommendation.workloads
        if pane.id == "path" and workloads:
            self._show_path(workloads[self._at])
        elif pane.id == "firm" and workloads:
            self._show_firm(workloads[self._at])
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offers a key only where it does something."""
        workloads = self.session.recommendation.workloads
        if action == "turn":
            return len(workloads) > 1
        if action == "all_cells":
            return self.query_one(TabbedContent).active == "framework" if self.is_mounted else False
        if action == "settle":
            return self._first_open() is not None
        return super().check_action(action, parameters)

    def _first_open(self) -> Step | None:
        """The open question that settles most for the workload that is shown."""
        workloads = self.session.recommendation.workloads
        trace = primary_trace(self.session.pack, workloads[self._at]) if workloads else None
        return self._step(trace.open_questions[0]) if trace is not None and trace.open_questions else None

    def _step(self, question: str) -> Step | None:
        known = self.session.pack.question_by_id.get(question)
        if known is None:
            return None
        own = known.scope is Scope.WORKLOAD
        return Step(known, self.session.recommendation.workloads[self._at].id if own else None)

    def on_score_list_chosen(self, message: ScoreList.Chosen) -> None:
        """Leads to the question behind a contribution."""
        self._open(self._step(message.question))

    def _open(self, step: Step | None) -> None:
        if step is not None:
            self.advisor.position = step
            self.advisor.action_go("interview")

    def action_settle(self) -> None:
        """Leads to the open question that settles most."""
        self._open(self._first_open())

    def action_tab(self, by: int) -> None:
        """The tab to the left or to the right."""
        tabs = self.query_one(TabbedContent)
        tabs.active = _TABS[(_TABS.index(tabs.active) + by) % len(_TABS)]

    def action_page(self, tab: str) -> None:
        """A tab by its number."""
        self.query_one(TabbedContent).active = tab

    def action_turn(self, by: int) -> None:
        """The next or the previous workload."""
        self.action_workload((self._at + by) % max(1, len(self.session.recommendation.workloads)))

    def action_workload(self, at: int) -> None:
        """A workload by its place."""
        self._at = at
        _LAST[self.session] = (self._tab, at)
        for page in self.query(Page):
            page.scroll_home(animate=False)
        self.session_changed()
        self.refresh_bindings()

    def action_all_cells(self) -> None:
        """All cells of the framework, or the own one of each row."""
        self.query_one(FrameworkTable).toggle()
