"""All answers in a table, and what is still to do, by filter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.style import Style
from textual.widgets import DataTable, Static

from advisor.decision.walk import Step
from advisor.model.assessment import AnswerState
from advisor.model.question import Scope
from advisor.tui.screens.workspace import WorkspaceScreen
from advisor.tui.widgets.drawing import clean, said
from advisor.tui.widgets.naming_answers import answer_words, state_mark

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from advisor.model.assessment import Answer
    from advisor.workflows.session import Session

FILTERS = (
    ("all", "All"),
    ("open", "Unanswered"),
    ("unknown", "Unknown"),
    ("unproven", "No evidence"),
    ("lapsed", "Not counted"),
)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One line of the table."""

    step: Step
    answer: Answer | None
    lapsed: bool

    def passes(self, wanted: str) -> bool:
        """Whether the line belongs under a filter."""
        answer = self.answer
        if wanted == "open":
            return answer is None
        if wanted == "unknown":
            return answer is not None and answer.state is AnswerState.UNKNOWN and not self.lapsed
        if wanted == "unproven":
            answered = answer is not None and answer.state is AnswerState.ANSWERED
            return answered and not self.lapsed and answer is not None and not answer.evidence
        return self.lapsed if wanted == "lapsed" else True


def review_rows(session: Session) -> tuple[ReviewRow, ...]:
    """Every relevant question, and every answer that is kept without counting, in the pack's order."""
    lapsed = {step.key for step in session.lapsed}
    steps = {step.key: step for step in (*session.steps(), *session.lapsed)}
    for question in session.pack.questions:
        workloads = (
            [None] if question.scope is Scope.ORGANISATION else [w.id for w in session.assessment.workloads]
        )
        for workload in workloads:
            if session.assessment.answer(question.id, workload) is not None:
                steps.setdefault((question.id, workload), Step(question, workload))
    order = {question.id: number for number, question in enumerate(session.pack.questions)}
    addressees: list[str | None] = [None, *(w.id for w in session.assessment.workloads)]
    ordered = sorted(steps.values(), key=lambda s: (addressees.index(s.workload), order[s.question.id]))
    return tuple(ReviewRow(step, session.answer_to(step), step.key in lapsed) for step in ordered)


_WIDE = 110
"""From this width on, whom a question is about has a column of its own."""
_WITH_EVIDENCE = 70
_SHARE = {"Question": (12, 28), "About": (12, 14), "Evidence": (8, 15)}
"""At least so many cells, at most such a part of 100 of the room; the answer has the rest."""


def _widths(wanted: list[int], heads: list[str], room: int) -> list[int]:
    """Each column as wide as what it holds, the answer as far as there is room; the others give way."""
    widths = list(wanted)
    answer = heads.index("Answer")
    for number, head in enumerate(heads):
        if head in _SHARE:
            least, share = _SHARE[head]
            widths[number] = min(widths[number], max(least, room * share // 100))
    left = room - sum(widths)
    widths[answer] = max(20, widths[answer] + min(0, left))
    for head in _SHARE:
        # What the answers leave free goes to whatever would be cut.
        if left > 0 and head in heads:
            number = heads.index(head)
            more = min(left, wanted[number] - widths[number])
            widths[number], left = widths[number] + more, left - more
    widths[answer] += max(0, left)
    return widths


class AnswerTable(DataTable[Text], inherit_bindings=False):
    """Rows only: left and right are the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", "To the question"),
        Binding("up,k", "cursor_up", "Up", show=False),
        Binding("down,j", "cursor_down", "Down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("pagedown", "page_down", "Page down", show=False),
        Binding("home", "scroll_top", "First", show=False),
        Binding("end", "scroll_bottom", "Last", show=False),
    ]


class ReviewScreen(WorkspaceScreen):
    """What was answered, to be read over, filtered and mended."""

    PLACE: ClassVar[str] = "review"
    HELP_TEXT: ClassVar[str] = (
        "Every answer in one table. The filters show what is not answered, unknown, answered without "
        "evidence, or kept although it is no longer relevant. Enter goes to the question, and F3 comes "
        "back.\n\n"
        "✓ answered   ? unknown   – not applicable   · not answered   ! kept, but no longer counted"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "turn(1)", "Next filter", key_display="→"),
        Binding("left", "turn(-1)", "Filter before", key_display="←"),
        Binding("f8", "turn(1)", "Next filter", show=False),
        Binding("f7", "turn(-1)", "Filter before", show=False),
        *(
            Binding(str(n), f"filter('{key}')", f"Show: {text}", show=False)
            for n, (key, text) in enumerate(FILTERS, 1)
        ),
    ]
    DEFAULT_CSS = """
    ReviewScreen #filters { height: auto; padding: 0 2 1 2; color: $text-muted; pointer: pointer; }
    ReviewScreen.-short #filters { padding: 0 2; }
    ReviewScreen.-tall #filters { padding: 1 2; }
    ReviewScreen DataTable, ReviewScreen DataTable:focus {
        height: 1fr; padding: 0 1; background: $background; background-tint: $background 0%;
        scrollbar-size-vertical: 1;
    }
    ReviewScreen DataTable > .datatable--header { background: $background; color: $text-primary; }
    ReviewScreen DataTable > .datatable--cursor, ReviewScreen DataTable:focus > .datatable--cursor {
        background: $block-cursor-blurred-background; color: $foreground; text-style: bold;
    }
    ReviewScreen DataTable > .datatable--hover { background: $block-hover-background; }
    ReviewScreen #whole {
        height: 3; padding: 0 3; background: $panel; color: $foreground;
    }
    ReviewScreen.-short #whole { height: 2; }
    ReviewScreen.-empty #whole { display: none; }
    ReviewScreen #nothing { display: none; height: 1fr; padding: 1 3; color: $text-muted; }
    ReviewScreen.-empty DataTable { display: none; }
    ReviewScreen.-empty #nothing { display: block; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._filter = "all"
        self._rows: tuple[ReviewRow, ...] = ()
        self._shown: tuple[ReviewRow, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Filters, table, and what to say when it is empty."""
        filters = Static(id="filters")
        filters.auto_links = False
        yield filters
        yield AnswerTable(id="answers", cursor_type="row", zebra_stripes=False)
        yield Static(id="nothing", markup=False)
        yield Static(id="whole", markup=False)

    def on_mount(self) -> None:
        """Fill the table."""
        self.session_changed()
        self.app.theme_changed_signal.subscribe(self, lambda _: self._fill())

    def on_resize(self) -> None:
        """Columns follow the width."""
        self._fill()

    def session_changed(self) -> None:
        """Everything anew."""
        self._rows = review_rows(self.session)
        self._fill()

    def _fill(self) -> None:
        self._shown = tuple(row for row in self._rows if row.passes(self._filter))
        self._draw_filters()
        self.set_class(not self._shown, "-empty")
        names = dict(FILTERS)
        self.query_one("#nothing", Static).update(
            f"Nothing here: no answer is “{names[self._filter].lower()}”."
        )
        table = self.query_one("#answers", AnswerTable)
        row = table.cursor_row
        table.clear(columns=True)
        about, with_evidence = self.size.width >= _WIDE, self.size.width >= _WITH_EVIDENCE
        rows = [self._cells(shown, about=about) for shown in self._shown]
        heads = ["", "Question", *(["About"] if about else []), "Answer", "Evidence"]
        if not with_evidence:
            heads, rows = heads[:-1], [row[:-1] for row in rows]
        room = self.size.width - 4 - 1 - 2 * len(heads)
        wanted = [
            max([1, cell_len(head), *(row[n].cell_len for row in rows)]) for n, head in enumerate(heads)
        ]
        for head, width in zip(heads, _widths(wanted, heads, room), strict=True):
            table.add_column(head, width=width)
        for row_cells in rows:
            table.add_row(*row_cells)
        if self._shown:
            table.move_cursor(row=min(row, len(self._shown) - 1))

    def _cells(self, row: ReviewRow, *, about: bool) -> list[Text]:
        mark, word = ("!", "no longer relevant") if row.lapsed else state_mark(row.answer)
        words = answer_words(row.step.question, row.answer) or word
        muted = self.app.theme_variables["text-muted"] if row.lapsed or row.answer is None else ""
        workload = self.session.workload_title(row.step.workload)
        name = row.step.question.short if about or not workload else f"{row.step.question.short} · {workload}"
        cells = [Text(mark, "bold"), Text(clean(name), muted)]
        if about:
            cells.append(Text(clean(workload or "Organisation"), muted))
        text = clean(f"({word}) {words}" if row.lapsed else words)
        evidence = clean(row.answer.evidence or "") if row.answer else ""
        note = " + note" if row.answer and row.answer.note else ""
        missing = "none" if row.passes("unproven") else ""
        cells += [Text(" ".join(text.split()), muted), Text(" ".join((evidence or missing).split()) + note)]
        for cell in cells:
            cell.no_wrap, cell.overflow = True, "ellipsis"
        return cells

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """What the row at the cursor says, without anything cut."""
        event.stop()
        if event.cursor_row < len(self._shown):
            self.query_one("#whole", Static).update(self._whole(self._shown[event.cursor_row]))

    def _whole(self, row: ReviewRow) -> Content:
        """Answer, evidence and note in full."""
        answer = row.answer
        words = answer_words(row.step.question, answer) or state_mark(answer)[1]
        parts = [said(f"{row.step.question.short}: ", "bold $text-primary"), said(" ".join(words.split()))]
        for label, text in (
            ("Evidence", answer.evidence if answer else None),
            ("Note", answer.note if answer else None),
        ):
            if text:
                parts += [said(f"  {label}: ", "$text-muted"), said(" ".join(text.split()))]
        return Content("").join(parts)

    def _draw_filters(self) -> None:
        parts: list[Content] = []
        for number, (key, text) in enumerate(FILTERS, start=1):
            count = sum(row.passes(key) for row in self._rows)
            style = "bold reverse $primary" if key == self._filter else "$text-muted"
            click = Style.from_meta({"@click": f"screen.filter('{key}')"})
            parts.append(Content.styled(f" {number} {text} {count} ", style).stylize(click))
        self.query_one("#filters", Static).update(Content("").join(parts))

    def action_filter(self, key: str) -> None:
        """Show what belongs under a filter."""
        self._filter = key
        self._fill()

    def action_turn(self, by: int) -> None:
        """The next filter, or the one before."""
        keys = [key for key, _ in FILTERS]
        self.action_filter(keys[(keys.index(self._filter) + by) % len(keys)])

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """To the question."""
        event.stop()
        if event.cursor_row < len(self._shown):
            self.advisor.go_to_step(self._shown[event.cursor_row].step)
