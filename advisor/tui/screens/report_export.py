"""From the report that is shown to files: ask, look, confirm, write in a thread, say where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from advisor.errors import AdvisorError
from advisor.tui.dialogs.choose import ChooseDialog, Way
from advisor.tui.dialogs.export import Export, ExportDialog
from advisor.tui.report_files import file_names, rendered, write_files

if TYPE_CHECKING:
    from textual.screen import Screen

    from advisor.reporting.document import Document


def export(screen: Screen[None], document: Document, folder: Path) -> None:
    """Asks for formats and folder, starting from ``folder``; nothing is replaced unasked."""

    def take(chosen: Export | None) -> None:
        if chosen is not None:
            _confirm(screen, document, chosen)

    screen.app.push_screen(ExportDialog(f"{document.assessment}-{document.persona}", folder), take)


def _confirm(screen: Screen[None], document: Document, chosen: Export) -> None:
    there = [name for name in file_names(document, chosen.formats) if (chosen.folder / name).exists()]
    if not there:
        _write(screen, document, chosen)
        return

    def take(way: str | None) -> None:
        if way == "replace":
            _write(screen, document, chosen)

    text = f"In {chosen.folder} there is already: {', '.join(there)}."
    ways = (
        Way("keep", "Keep", "Nothing is written."),
        Way("replace", "Replace", "With the report as it is now."),
    )
    screen.app.push_screen(ChooseDialog("Replace files?", text, ways), take)


def _write(screen: Screen[None], document: Document, chosen: Export) -> None:
    app = screen.app

    def write() -> None:
        try:
            paths = write_files(chosen.folder, rendered(document, chosen.formats))
        except AdvisorError as error:
            app.call_from_thread(app.notify, str(error), title="Not exported", severity="error", markup=False)
        else:
            names = "\n".join(str(path) for path in paths)
            app.call_from_thread(app.notify, names, title="Exported", markup=False)

    screen.run_worker(write, thread=True, group="export")
