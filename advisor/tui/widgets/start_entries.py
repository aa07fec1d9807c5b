"""The lines of the start screen's list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets.option_list import Option

from advisor.workflows.inside import as_shown, folder

if TYPE_CHECKING:
    from advisor.workflows.recent import Recent
    from advisor.workflows.session_shelf import Shelf


def entries(recent: tuple[Recent, ...], shelf: Shelf | None) -> list[Option]:
    """Headings, and what can be chosen, with ids such as ``recent:0``."""
    options = [
        _heading("Begin", apart=False),
        Option(Content.assemble(("New assessment  ", "bold"), ("n", "$text-muted")), id="new"),
        Option(Content.assemble(("Open a file     ", "bold"), ("o", "$text-muted")), id="open"),
        Option(Content.assemble(("See a folder    ", "bold"), ("d", "$text-muted")), id="portfolio"),
        _heading("Recent"),
    ]
    options += [_recent(index, entry) for index, entry in enumerate(recent)]
    if not recent:
        hint = "Nothing yet. Begin with your own organisation, or see how an example came out."
        options.append(Option(Content.styled(hint, "$text-muted"), disabled=True))
    options.append(_heading("Examples"))
    if shelf is None:
        options.append(Option(Content.styled("Reading …", "$text-muted"), disabled=True))
        return options
    for index, example in enumerate(shelf.examples):
        if example.study and (index == 0 or not shelf.examples[index - 1].study):
            options.append(_heading("Published calculations, recomputed"))
        title = Content.assemble(
            (f"{example.title}\n", "bold"), (" ".join(example.summary.split()), "$text-muted")
        )
        options.append(Option(title, id=f"example:{index}"))
    if not shelf.examples:
        options.append(Option(Content.styled("This pack brings none.", "$text-muted"), disabled=True))
    return options


def _heading(text: str, *, apart: bool = True) -> Option:
    return Option(Content.styled(f"\n{text}" if apart else text, "bold $text-primary"), disabled=True)


def _recent(index: int, entry: Recent) -> Option:
    path = Path(entry.path)
    home = Path.home()
    where = f"~/{path.relative_to(home)}" if path.is_relative_to(home) else entry.path
    if folder() is not None:
        where = as_shown(path)
    missing = entry.missing
    about = "missing · " if missing else ""
    about += ("quick" if entry.quick else "full") + f" · {where}"
    title = "".join(c if c.isprintable() else "\ufffd" for c in entry.title or path.name)
    style = "$text-disabled" if missing else "bold $foreground"
    text = Content.assemble((f"{title}  ", style), (about, "$text-disabled" if missing else "$text-muted"))
    return Option(text, id=f"recent:{index}", disabled=missing)
