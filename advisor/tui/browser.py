"""The app's end of a browser tab: leaves in good order, and hands files over as downloads.

The server talks to the app through standard input and output; see Textual's web driver, whose protocol
this keeps.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import signal
import zipfile
from collections.abc import Mapping
from functools import partial
from typing import Any

from textual.app import App
from textual.drivers.web_driver import WebDriver

from advisor.errors import AdvisorError
from advisor.tui.hub import Hub, copy_name
from advisor.tui.screens.workspace import WorkspaceScreen

_NO_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP file knows: same files, same bytes."""


class BrowserDriver(WebDriver):
    """Saves before it goes, whichever way it is sent: asked, told by a signal, or because the server died."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._write = partial(_send, self.fileno)

    def start_application_mode(self) -> None:
        """Begin; a signal to end saves first."""
        super().start_application_mode()
        loop = asyncio.get_running_loop()
        with contextlib.suppress(NotImplementedError):
            for each in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(each, self._leave)

    def run_input_thread(self) -> None:
        """Read until the end; an end that we did not ask for means that the server is gone."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._leave()

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """What the server tells beside keys."""
        if packet_type == "quit":
            self._leave()
        else:
            super().on_meta(packet_type, payload)

    def _leave(self) -> None:
        app = self._app
        if isinstance(app, Hub):
            app.call_later(leave, app)


def _send(descriptor: int, data: bytes) -> int:
    """Write all of it. Nobody listens any more when the server has died; the app then leaves by itself."""
    view = memoryview(data)
    with contextlib.suppress(BrokenPipeError):
        while view:
            view = view[os.write(descriptor, view) :]
    return len(data)


def leave(app: Hub) -> None:
    """Go at once, asking nothing: nobody is there to answer.

    What is typed is taken along. What cannot go into its file, because somebody else changed it, goes
    into a copy beside it.
    """
    screen = app.screen
    if isinstance(screen, WorkspaceScreen):
        screen.leaving()
    session = app.session
    if session is not None and not app.save_now():
        with contextlib.suppress(AdvisorError):
            session.save_as(copy_name(session))
    app.exit(0)


def offer(app: App[Any], files: Mapping[str, bytes], archive: str) -> None:
    """Give files to the person at the browser; several come as one ZIP file of this name."""
    if len(files) == 1:
        ((name, content),) = files.items()
    else:
        name, content = archive, zipped(files)
    app.deliver_binary(io.BytesIO(content), save_directory=".", save_filename=name)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as a ZIP file; the same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _NO_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()
