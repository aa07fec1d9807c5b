"""From the report that is shown to files: ask, look, confirm, write in a thread, say where."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.errors import AdvisorError, CannotWrite
from advisor.reporting.files import made_of
from advisor.reporting.numerals import numbers_written
from advisor.tui.browser import offer
from advisor.tui.dialogs.choose import ChooseDialog, Way
from advisor.tui.dialogs.export import Export, ExportDialog
from advisor.tui.report_files import file_names, look_of, write_files
from advisor.workflows.export_memory import Wishes, brand_beside, keep_wishes, wishes_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from advisor.reporting.depth import Depth
    from advisor.reporting.document import Document

    Again = Callable[[str | None, Depth], Document]


def export(screen: Screen[None], document: Document, again: Again, folder: Path) -> None:
    """Asks for formats and folder, starting from ``folder``; nothing is replaced unasked.

    In a browser what is made is downloaded, and no folder is asked for. ``again`` makes the document
    anew: for a brand that writes numbers its own way, a name that signs it, another depth. The signature is
    the one of the last export from this folder, or the brand file that lies in it.
    """

    def take(chosen: Export | None) -> None:
        if chosen is not None:
            if not screen.app.is_web:  # What one person at a browser wishes is nobody else's business.
                keep_wishes(folder, chosen.wishes)
            _confirm(screen, document, again, chosen)

    start = None if screen.app.is_web else folder
    wishes = Wishes(str(brand_beside(folder) or "")) if screen.app.is_web else wishes_for(folder)
    stem = f"{document.assessment}-{document.persona}"
    screen.app.push_screen(ExportDialog(stem, start, wishes), take)


def _confirm(screen: Screen[None], document: Document, again: Again, chosen: Export) -> None:
    folder, names = chosen.folder, file_names(document, chosen.formats, chosen.depth)
    there = [name for name in names if folder is not None and (folder / name).exists()]
    if not there:
        _write(screen, document, again, chosen)
        return

    def take(way: str | None) -> None:
        if way == "replace":
            _write(screen, document, again, chosen)

    text = f"In {folder} there is already: {', '.join(there)}."
    ways = (
        Way("keep", "Keep", "Nothing is written."),
        Way("replace", "Replace", "With the report as it is now."),
    )
    screen.app.push_screen(ChooseDialog("Replace files?", text, ways), take)


def _write(screen: Screen[None], document: Document, again: Again, chosen: Export) -> None:
    app = screen.app
    as_shown = document.prepared_by, document.depth

    def tell(text: str, title: str, *, failed: bool = False) -> None:
        severity = "error" if failed else "information"
        app.call_from_thread(app.notify, text, title=title, severity=severity, markup=False)

    def write() -> None:
        try:
            look = look_of(chosen.brand, chosen.paper)
            with numbers_written(look.brand.numbers):
                same = chosen.brand is None and (chosen.prepared_by, chosen.depth) == as_shown
                shown = document if same else again(chosen.prepared_by, chosen.depth)
                made = list(made_of(shown, chosen.formats, look))
            files = {each.name: each.content for each in made if each.content is not None}
            if chosen.folder is None:
                if files:
                    archive = f"{document.assessment}-{document.persona}.zip"
                    app.call_from_thread(offer, app, files, archive)
                paths: tuple[Path, ...] = ()
            else:
                paths = write_files(chosen.folder, files)
        except AdvisorError as error:
            tell(str(error), "Not exported", failed=True)
            return
        if paths:
            tell("\n".join(str(path) for path in paths), "Exported")
        for message in dict.fromkeys(each.failure.message for each in made if each.failure):
            tell(message, "Not exported", failed=True)

    app.notify("Making the files …", title="Export", markup=False, timeout=2)
    screen.run_worker(write, thread=True, group="export")


def browse(screen: Screen[None], document: Document) -> None:
    """Makes the page and hands it to the web browser; over the web, to the browser one sits at."""
    app = screen.app

    def make() -> None:
        try:
            (made,) = made_of(document, ("html",), look_of(None))
            if made.content is None:
                raise CannotWrite(made.failure.message if made.failure else "The page could not be made.")
            if app.is_web:
                app.call_from_thread(_deliver, screen, made.name, made.content)
                return
            # A folder that only this user can look into.
            (path,) = write_files(Path(tempfile.mkdtemp(prefix="advisor-")), {made.name: made.content})
        except (AdvisorError, OSError) as error:
            app.call_from_thread(app.notify, str(error), title="Not opened", severity="error", markup=False)
            return
        app.call_from_thread(app.open_url, path.as_uri())
        text = f"If no browser opens, the page is here:\n{path}"
        app.call_from_thread(app.notify, text, title="In the browser", markup=False)

    app.notify("Making the page …", title="In the browser", markup=False, timeout=2)
    screen.run_worker(make, thread=True, group="export")


def _deliver(screen: Screen[None], name: str, content: bytes) -> None:
    screen.app.deliver_binary(
        BytesIO(content), save_directory=".", save_filename=name, open_method="browser", mime_type="text/html"
    )
