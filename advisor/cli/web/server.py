"""What is served: a page, a socket a tab, files that come down; and within which limits."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import textual_serve
from aiohttp import WSCloseCode, WSMsgType, web
from textual_serve.download_manager import DownloadManager

from advisor.cli.web.guard import Guard, headers
from advisor.cli.web.plainly import (
    FAILED,
    LEFT,
    NO_KEY,
    NOT_US,
    STOPPED,
    Limits,
    cells,
    part,
    quoted,
)
from advisor.cli.web.tab import Tab

_MESSAGE_LIMIT = 256 * 1024
"""Bytes of one message of a tab; a paste is one."""
_LOOK = 5.0
"""Seconds between two looks for tabs that nobody uses."""

_DOCUMENT = (
    "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Served:
    """One folder, served."""

    folder: Path
    guard: Guard
    limits: Limits
    memory: Path
    """Holds what the app remembers for each person, as long as the server runs."""
    downloads: DownloadManager = field(default_factory=DownloadManager)
    tabs: dict[Tab, web.WebSocketResponse] = field(default_factory=dict)
    coming: int = 0
    """Tabs whose app is being started."""
    port: int = 0

    # Coming in -------------------------------------------------------------------------------

    @property
    def _key_cookie(self) -> str:
        return f"advisor-key-{self.port}"

    @property
    def _person_cookie(self) -> str:
        return f"advisor-person-{self.port}"

    def app(self) -> web.Application:
        """The routes."""

        @web.middleware
        async def judge(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._judged(request, handler)

        made = web.Application(middlewares=[judge])
        made.router.add_get("/", self.page)
        made.router.add_get("/ws", self.socket)
        made.router.add_get("/download/{key}", self.download)
        made.router.add_get("/view/{key}", self.download)
        made.router.add_get("/page/{name}", self.part)
        made.router.add_static("/static", Path(textual_serve.__file__).parent / "static")
        return made

    async def _judged(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let in who may come in; nothing else is looked at before."""
        host = request.headers.get("Host")
        if not self.guard.knows_host(host):
            return web.Response(status=421, text=NOT_US)
        offered = request.query.get("key")
        if offered is not None and request.path == "/" and self.guard.holds_key(offered):
            # The key leaves the address, and with it the history and whatever is copied from there.
            entered = web.HTTPSeeOther("/", headers=headers(host or ""))
            self._hand_out(entered, self._key_cookie, offered)
            raise entered
        if not self.guard.holds_key(request.cookies.get(self._key_cookie)):
            return web.Response(status=403, text=NO_KEY, headers=headers(host or ""))
        answer = await handler(request)
        if not answer.prepared:
            for name, value in headers(host or "").items():
                answer.headers.setdefault(name, value)
        return answer

    @staticmethod
    def _hand_out(answer: web.StreamResponse, name: str, value: str) -> None:
        # Not “Strict”: whoever follows the link from a web mail or a chat comes from another site, and would
        # be sent on without the cookie. Sockets judge the origin, and no request changes anything by itself.
        answer.set_cookie(name, value, httponly=True, samesite="Lax", path="/")

    # The page --------------------------------------------------------------------------------

    async def page(self, request: web.Request) -> web.StreamResponse:
        """The page that holds the terminal; a browser is known again, so that a reload finds its files."""
        answer = web.Response(text=part("page.html"), content_type="text/html")
        if not request.cookies.get(self._person_cookie):
            self._hand_out(answer, self._person_cookie, secrets.token_urlsafe(16))
        return answer

    async def part(self, request: web.Request) -> web.StreamResponse:
        """What the page needs beside."""
        name = request.match_info["name"]
        kinds = {"page.css": "text/css", "page.js": "text/javascript"}
        if name not in kinds:
            raise web.HTTPNotFound
        return web.Response(text=part(name), content_type=kinds[name])

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file that an app hands over, once."""
        key = request.match_info["key"]
        try:
            told = await self.downloads.get_download_metadata(key)
        except KeyError:
            raise web.HTTPNotFound(text="This file was fetched already, or its tab was closed.\n") from None
        answer = web.StreamResponse(headers=dict(headers(request.headers.get("Host", ""))))
        look = request.path.startswith("/view/") and told.open_method == "browser"
        answer.content_type = told.mime_type if look else "application/octet-stream"
        if look:
            answer.charset = told.encoding or "utf-8"
            # A report is a document of its own: it may show itself, and reaches nothing here.
            answer.headers["Content-Security-Policy"] = _DOCUMENT
        where = "inline" if look else "attachment"
        answer.headers["Content-Disposition"] = f"{where}; filename*=UTF-8''{quoted(told.file_name)}"
        await answer.prepare(request)
        async for chunk in self.downloads.download(key):
            await answer.write(chunk)
        await answer.write_eof()
        return answer

    # Tabs ------------------------------------------------------------------------------------

    async def socket(self, request: web.Request) -> web.StreamResponse:
        """A tab: its app runs as long as the socket is open."""
        if not self.guard.is_own_page(request.headers.get("Origin"), request.headers.get("Host")):
            return web.Response(status=403, text="Only a page of the advisor itself opens a session.\n")
        socket = web.WebSocketResponse(heartbeat=15, max_msg_size=_MESSAGE_LIMIT, timeout=2)
        await socket.prepare(request)
        if len(self.tabs) + self.coming >= self.limits.sessions:
            full = f"Every place is taken ({self.limits.sessions}). Try again when somebody has left."
            await _close(socket, WSCloseCode.TRY_AGAIN_LATER, full)
            return socket
        person = request.cookies.get(self._person_cookie) or secrets.token_urlsafe(16)
        tab = self._tab(socket, person)
        self.coming += 1
        try:
            await tab.start(cells(request.query.get("width"), 80), cells(request.query.get("height"), 24))
            self.tabs[tab] = socket
        except OSError:
            await _close(socket, WSCloseCode.INTERNAL_ERROR, "The app could not be started on the server.")
            return socket
        finally:
            self.coming -= 1
        try:
            await self._listen(socket, tab)
        finally:
            try:
                await tab.stop()
            finally:
                del self.tabs[tab]
        return socket

    def _tab(self, socket: web.WebSocketResponse, person: str) -> Tab:
        memory = self.memory / hashlib.sha256(person.encode()).hexdigest()[:24]
        memory.mkdir(mode=0o700, exist_ok=True)

        async def write_bytes(data: bytes) -> None:
            with contextlib.suppress(ConnectionError, RuntimeError):
                if not socket.closed:
                    await socket.send_bytes(data)

        async def write_str(text: str) -> None:
            with contextlib.suppress(ConnectionError, RuntimeError):
                if not socket.closed:
                    await socket.send_str(text)

        async def close() -> None:
            await _close(socket, WSCloseCode.OK, LEFT if tab.ready else FAILED)

        tab = Tab(
            self.folder,
            memory,
            write_bytes=write_bytes,
            write_str=write_str,
            close=close,
            downloads=self.downloads,
        )
        return tab

    @staticmethod
    async def _listen(socket: web.WebSocketResponse, tab: Tab) -> None:
        """Pass on what the tab sends; what makes no sense is let go."""
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            try:
                kind, *rest = message.json()
            except (ValueError, TypeError):
                continue
            match kind, *rest:
                case "stdin", str(typed):
                    tab.used = time.monotonic()
                    await tab.send_bytes(typed.encode("utf-8", "replace"))
                case "resize", {"width": int(width), "height": int(height)}:
                    await tab.set_terminal_size(cells(width, 80), cells(height, 24))
                case "ping", str(stamp):
                    await socket.send_json(["pong", stamp])
                case ("blur",):
                    await tab.blur()
                case ("focus",):
                    await tab.focus()

    async def close_idle(self) -> None:
        """Close tabs that nobody uses, for as long as the server runs."""
        minutes = round(self.limits.idle / 60)
        span = f"{minutes} minutes" if minutes > 1 else "a while"
        why = f"Nobody typed here for {span}, so the session was closed. Your answers are saved."
        while self.limits.idle:
            await asyncio.sleep(min(_LOOK, self.limits.idle / 4))
            now = time.monotonic()
            for tab, socket in list(self.tabs.items()):
                if now - tab.used > self.limits.idle:
                    await _close(socket, WSCloseCode.GOING_AWAY, why)

    async def close_all(self) -> None:
        """Say goodbye to every tab; their apps save and end."""
        waiting = [_close(socket, WSCloseCode.GOING_AWAY, STOPPED) for socket in self.tabs.values()]
        waiting += [tab.stop() for tab in self.tabs]
        await asyncio.gather(*waiting)


async def _close(socket: web.WebSocketResponse, code: int, why: str) -> None:
    with contextlib.suppress(ConnectionError, RuntimeError, TimeoutError):
        await asyncio.wait_for(socket.close(code=code, message=why.encode()), 3)
