"""From the report that is shown to files: ask, look, confirm, write in a thread, say where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from advisor.errors import AdvisorError
from advisor.reporting.files import made_of
from advisor.reporting.numerals import numbers_written
from advisor.tui.dialogs.choose import ChooseDialog, Way
from advisor.tui.dialogs.export import Export, ExportDialog
from advisor.tui.report_files import file_names, look_of, write_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from advisor.reporting.document import Document


def export(screen: Screen[None], document: Document, again: Callable[[], Document], folder: Path) -> None:
    """Asks for formats and folder, starting from ``folder``; nothing is replaced unasked.

    ``again`` makes the document anew, for a brand that writes numbers its own way.
    """

    def take(chosen: Export | None) -> None:
        if chosen is not None:
            _confirm(screen, document, again, chosen)

    screen.app.push_screen(ExportDialog(f"{document.assessment}-{document.persona}", folder), take)


def _confirm(screen: Screen[None], document: Document, again: Callable[[], Document], chosen: Export) -> None:
    there = [name for name in file_names(document, chosen.formats) if (chosen.folder / name).exists()]
    if not there:
        _write(screen, document, again, chosen)
        return

    def take(way: str | None) -> None:
        if way == "replace":
            _write(screen, document, again, chosen)

    text = f"In {chosen.folder} there is already: {', '.join(there)}."
    ways = (
        Way("keep", "Keep", "Nothing is written."),
        Way("replace", "Replace", "With the report as it is now."),
    )
    screen.app.push_screen(ChooseDialog("Replace files?", text, ways), take)


def _write(screen: Screen[None], document: Document, again: Callable[[], Document], chosen: Export) -> None:
    app = screen.app

    def tell(text: str, title: str, *, failed: bool = False) -> None:
        severity = "error" if failed else "information"
        app.call_from_thread(app.notify, text, title=title, severity=severity, markup=False)

    def write() -> None:
        try:
            look = look_of(chosen.brand)
            with numbers_written(look.brand.numbers):
                shown = again() if chosen.brand else document
                made = list(made_of(shown, chosen.formats, look))
            files = {each.name: each.content for each in made if each.content is not None}
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
