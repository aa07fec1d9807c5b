"""The file changed on disk while it was open here."""

from __future__ import annotations

from advisor.tui.dialogs.choose import ChooseDialog, Way

RELOAD, COPY, OVERWRITE = "reload", "copy", "overwrite"


def changed_dialog(name: str) -> ChooseDialog:
    """The three ways on; Escape leaves everything as it is, unsaved."""
    return ChooseDialog(
        "The file changed on disk",
        f"Somebody else changed {name} since it was read here. Nothing has been written.",
        (
            Way(COPY, "Save mine as a copy", "Both stay: theirs in the file, yours in a new one beside it."),
            Way(RELOAD, "Take theirs", "Show the file as it is now. Undo brings your answers back."),
            Way(OVERWRITE, "Keep mine", "Write your answers over their changes."),
        ),
    )
