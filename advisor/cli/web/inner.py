"""The process behind a tab: fenced in before anything of a user's is read, then the app."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from advisor.workflows.inside import VARIABLE, close_off
from advisor.workflows.recent import state_folder


def main() -> None:
    """Run the app on the folder that the environment names; on a workshop, for one who takes part."""
    folder = Path(os.environ[VARIABLE])
    close_off(folder, own=state_folder())
    from advisor.content.workshop_file import WORKSHOP

    if (folder / WORKSHOP).is_file():
        from advisor.content.workshop_file import load_workshop
        from advisor.tui.joining import JoiningApp

        app = JoiningApp(load_workshop(folder))
        app.run()
        sys.exit(app.return_code or 0)
    from advisor.tui.app import run

    sys.exit(run())
