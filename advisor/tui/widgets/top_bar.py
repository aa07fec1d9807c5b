"""The line on top: where we are, where we can go, whose assessment it is, and whether it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.strip import Strip
from textual.style import Style

from advisor.tui.widgets.drawing import Lines
from advisor.tui.widgets.line_painting import LinePainted


@dataclass(frozen=True, slots=True)
class Place:
    """A screen that the bar leads to."""

    id: str
    title: str
    key: str
    action: str


PLACES = (
    Place("interview", "Interview", "F2", "app.go('interview')"),
    Place("review", "Review", "F3", "app.go('review')"),
    Place("result", "Result", "F4", "app.go('result')"),
    Place("report", "Report", "F5", "app.go('report')"),
    Place("costs", "Costs", "F12", "app.go('costs')"),
    Place("workloads", "Workloads", "F6", "app.workloads"),
)
BILL = Place("bill", "Bill", "B", "app.go('bill')")
"""Beside the others once a bill is open; where there is no room, in the place of the last one."""
_GAP, _ROOMY = 3, 96
"""Cells between tabs, and from which width on there is room for so many."""
_MORE = "… ^p"
"""Where not all tabs fit: the rest is in the palette."""
_LEAST = 12
"""Cells that a title needs to be of use."""


class TopBar(LinePainted):
    """Tabs and the state of saving, which changes with every answer: only its row is painted then."""

    auto_links = False
    SCOPED_CSS = False
    DEFAULT_CSS = """
    TopBar {
        dock: top; height: 2; background: $surface; color: $text-muted; padding: 0 1;
        pointer: pointer;
    }
    .-short TopBar { height: 1; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "top-bar--place",
        "top-bar--here",
        "top-bar--rule",
        "top-bar--key",
    }
    DEFAULT_CSS += """
    TopBar > .top-bar--place { color: $text-muted; }
    TopBar > .top-bar--here { color: $primary; text-style: bold; }
    TopBar > .top-bar--rule { color: $primary; }
    TopBar > .top-bar--key { color: $text-disabled; }
    """

    def __init__(self, here: str, title: str, *, bill: bool = False) -> None:
        super().__init__()
        self._bill = bill or here == BILL.id
        self._here = here
        self._title = title
        self._status = ""
        self._tabs: tuple[tuple[int, bool], Content, Content] | None = None
        self._tabs_painted: Strip | None = None

    @property
    def status(self) -> str:
        """What is known about saving, in words."""
        return self._status

    @status.setter
    def status(self, status: str) -> None:
        if status != self._status:
            self._status = status
            self.repaint()

    def set_title(self, title: str) -> None:
        """Show whose assessment this is."""
        if title != self._title:
            self._title = title
            self.repaint()

    def notify_style_update(self) -> None:
        """Other colours need other tabs."""
        self._tabs = self._tabs_painted = None
        self._drawn = None
        super().notify_style_update()

    def on_resize(self) -> None:
        """A lower bar is drawn in another way."""
        self._drawn = None
        self.refresh()

    def draw(self, width: int) -> Lines:
        """The bar as it stands."""
        short = self.size.height < 2
        if self._tabs is None or self._tabs[0] != (width, short):
            self._tabs = ((width, short), *self._draw_tabs(width, short=short))
            self._tabs_painted = None
        _, left, rule = self._tabs
        right = self._right(width - left.cell_length - self._gap(width))
        first = left + Content(" " * max(1, width - left.cell_length - right.cell_length)) + right
        return [first] if short else [first, rule]

    def painted(self, y: int, line: Content, width: int) -> Strip:
        """The tabs are kept: beside them only the state of saving changes."""
        if y or self._tabs is None:
            return self.cells(line, width)
        left = self._tabs[1]
        room = width - left.cell_length
        if room <= 0:
            return self.cells(line, width)
        if self._tabs_painted is None:
            self._tabs_painted = self.cells(left, left.cell_length)
        return Strip.join([self._tabs_painted, self.cells(line[len(left) :], room)])

    @staticmethod
    def _gap(width: int) -> int:
        return _GAP if width >= _ROOMY else 1

    def _places(self, width: int) -> tuple[Place, ...]:
        if self._bill and width >= _ROOMY:
            return (*PLACES, BILL)
        return (*PLACES[:-1], BILL) if self._here == BILL.id else PLACES

    def _draw_tabs(self, width: int, *, short: bool) -> tuple[Content, Content]:
        """The names of the places, and the line below that shows which one this is."""
        here_style = self.get_visual_style("top-bar--here", partial=True)
        place_style = self.get_visual_style("top-bar--place", partial=True)
        key_style = self.get_visual_style("top-bar--key", partial=True)
        parts: list[Content] = []
        rule: list[str] = []
        for place in self._places(width):
            current = place.id == self._here
            name = f"▸{place.title}" if current and short else place.title
            click = Style.from_meta({"@click": place.action})
            tab = Content.assemble(
                (name, (here_style if current else place_style) + click), " ", (place.key, key_style + click)
            )
            parts.append(tab)
            rule.append(("━" if current else " ") * tab.cell_length)
        room = width - cell_len(_MORE)
        if sum(part.cell_length + self._gap(width) for part in parts) - self._gap(width) > width:
            # Whole names only; what does not fit is in the help and in the palette, and so it says.
            fitting = [
                place
                for place in range(len(parts))
                if sum(part.cell_length + 1 for part in parts[: place + 1]) <= room
            ]
            parts, rule = parts[: len(fitting)], rule[: len(fitting)]
            parts.append(
                Content.styled(_MORE, key_style + Style.from_meta({"@click": "app.command_palette"}))
            )
            rule.append(" " * cell_len(_MORE))
        gap = " " * self._gap(width)
        below = Content.styled(gap.join(rule), self.get_visual_style("top-bar--rule", partial=True))
        return Content(gap).join(parts), below

    def _right(self, room: int) -> Content:
        """The state of saving before the title; of both, the part that says most where room is short."""
        if room <= 0:
            return Content("")
        status = Content(self._status)
        if status.cell_length > room:
            status = Content(self._status.partition(" · ")[0]).truncate(room, ellipsis=True)
        title_room = room - status.cell_length - (_GAP if self._status else 0)
        if title_room < min(_LEAST, cell_len(self._title)):
            return status
        title = Content(self._title).truncate(title_room, ellipsis=True)
        return Content.assemble(title, " · " if self._status else "", status)
