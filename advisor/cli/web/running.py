"""Listening on a port, until Ctrl+C or a signal, and then an orderly end."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import shutil
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path

from aiohttp import web

from advisor.cli.web.guard import Guard
from advisor.cli.web.plainly import Limits
from advisor.cli.web.server import Served
from advisor.errors import AdvisorError

FIRST_PORT, PORTS = 8000, 20
"""Where a free port is looked for when none is asked for."""


class PortTaken(AdvisorError):
    """Another program listens there."""


async def _listening(runner: web.AppRunner, host: str, port: int | None) -> int:
    """Listen, on the first free port where none is asked for; the port."""
    wanted = [port] if port is not None else [*range(FIRST_PORT, FIRST_PORT + PORTS), 0]
    for candidate in wanted:
        try:
            await web.TCPSite(runner, host, candidate).start()
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise AdvisorError(f"cannot listen on {host}: {error.strerror or error}") from error
        else:
            return int(runner.addresses[0][1])
    raise PortTaken(f"port {port} is taken by another program; leave --port out to take a free one")


async def _serve(
    folder: Path, guard: Guard, limits: Limits, port: int | None, listening: Callable[[int], None]
) -> None:
    memory = Path(tempfile.mkdtemp(prefix="advisor-serve-"))
    served = Served(folder, guard, limits, memory)
    runner = web.AppRunner(served.app(), access_log=None, handle_signals=False, shutdown_timeout=1)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        with contextlib.suppress(NotImplementedError, AttributeError):
            loop.add_signal_handler(getattr(signal, name), stop.set)
    idle = asyncio.create_task(served.close_idle())
    try:
        await runner.setup()
        served.port = await _listening(runner, guard.host, port)
        listening(served.port)
        await stop.wait()
    finally:
        idle.cancel()
        await served.close_all()
        await runner.cleanup()
        shutil.rmtree(memory, ignore_errors=True)


def run(
    folder: Path, guard: Guard, limits: Limits, port: int | None, listening: Callable[[int], None]
) -> None:
    """Serve a folder until Ctrl+C or a signal; ``listening`` is told the port once it is open.

    Raises:
        AdvisorError: the address cannot be listened on.
    """
    asyncio.run(_serve(folder, guard, limits, port, listening))
