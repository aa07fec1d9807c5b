"""The process behind a tab: fenced in before anything of a user's is read, then the app."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from advisor.workflows.inside import VARIABLE, close_off
from advisor.workflows.recent import state_folder


def main() -> None:
    """Run the app on the folder that the environment names."""
    close_off(Path(os.environ[VARIABLE]), own=state_folder())
    from advisor.tui.app import run

    sys.exit(run())
