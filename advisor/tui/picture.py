"""A picture of the screen as a file, for slides and minutes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from advisor.errors import AdvisorError
from advisor.workflows.inside import place

if TYPE_CHECKING:
    from advisor.tui.hub import Hub

AFTER = 0.2
"""Seconds to wait for the palette to be gone, which must not be in the picture."""
_MOST = 1000


def save_picture(hub: Hub) -> None:
    """Save what is shown as an SVG image, beside the assessment where it has a file, and say where.

    At a browser it is handed to the browser instead. A file that exists is never overwritten.
    """
    if hub.is_web:
        hub.deliver_screenshot(f"{_name(hub)}.svg")
        return
    picture = hub.export_screenshot()
    try:
        path = _written(_folder(hub), _name(hub), picture)
    except (AdvisorError, OSError) as error:
        hub.notify(str(error), title="Not saved", severity="error", markup=False)
        return
    hub.notify(f"The picture is in {path}", title="Picture of this screen", markup=False)


def _folder(hub: Hub) -> Path:
    session = hub.session
    return session.path.parent if session is not None and session.path is not None else Path()


def _name(hub: Hub) -> str:
    """``hospital-result``: whose it is, and of which screen."""
    session = hub.session
    stem = (
        (session.path.stem if session.path else session.assessment.id) if session is not None else "advisor"
    )
    shown = getattr(hub.screen, "PLACE", "") or type(hub.screen).__name__.removesuffix("Screen").lower()
    return f"{stem}-{shown}"


def _written(folder: Path, name: str, picture: str) -> Path:
    """The first free name, so that one picture after the other can be taken."""
    for number in range(1, _MOST):
        path = Path(place(str(folder / (f"{name}.svg" if number == 1 else f"{name}-{number}.svg"))))
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(picture)
        except FileExistsError:
            continue
        return path.resolve()
    raise FileExistsError(f"{folder}: there are {_MOST} pictures of this screen already")
