"""A headless Chromium, driven through its DevTools protocol, with the app in its only tab.

The terminal is drawn on a canvas, so what it shows is read from the bytes that the page receives: the
little that Textual sends of the terminal's language is understood here.
"""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType
from rich.cells import cell_len

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SIZE = 1200, 800
_TOKEN = re.compile(r"\x1b\[([\d;?]*)([@-~])|\x1b\]?[^\x1b\x07]*?(?:\x07|\x1b\\)|\x1b.|([^\x1b])", re.DOTALL)
_KEYS = {
    "Enter": ("Enter", 13, "\r"), "Escape": ("Escape", 27, ""), "Tab": ("Tab", 9, ""),
    " ": ("Space", 32, " "),
    **{f"F{n}": (f"F{n}", 111 + n, "") for n in range(1, 13)},
    "ArrowDown": ("ArrowDown", 40, ""), "ArrowRight": ("ArrowRight", 39, ""),
}  # fmt: skip


class Grid:
    """What a terminal shows."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], str] = {}
        self.row = self.column = 0

    def feed(self, text: str) -> None:
        for match in _TOKEN.finditer(text):
            numbers, final, plain = match.groups()
            if plain is not None:
                self._put(plain)
            elif final == "H":
                row, _, column = numbers.partition(";")
                self.row, self.column = int(row or 1) - 1, int(column or 1) - 1
            elif final == "J":
                self.cells.clear()

    def _put(self, character: str) -> None:
        if character == "\n":
            self.row, self.column = self.row + 1, 0
        elif character.isprintable():
            self.cells[self.row, self.column] = character
            self.column += max(1, cell_len(character))

    def lines(self) -> list[str]:
        rows = max((row for row, _ in self.cells), default=-1) + 1
        width = max((column for _, column in self.cells), default=-1) + 1
        return ["".join(self.cells.get((row, column), " ") for column in range(width)) for row in range(rows)]

    def find(self, text: str) -> tuple[int, int]:
        """Row and column of a text."""
        for row, line in enumerate(self.lines()):
            if (column := line.find(text)) >= 0:
                return row, column
        raise AssertionError(f"{text!r} is not on the screen:\n" + "\n".join(self.lines()))


class Browser:
    """One tab; a context manager that starts and ends Chromium."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.grid = Grid()
        self.asked: list[str] = []
        """Addresses that the page asked for."""
        self.errors: list[str] = []
        self._ids = itertools.count(1)
        self._answers: dict[int, asyncio.Future[dict]] = {}

    async def __aenter__(self) -> Browser:
        profile = self.folder / "profile"
        self._process = await asyncio.create_subprocess_exec(
            CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-extensions",
            "--remote-debugging-port=0", f"--user-data-dir={profile}", f"--window-size={SIZE[0]},{SIZE[1]}",
            "about:blank",
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        port_file = profile / "DevToolsActivePort"
        await wait_for(lambda: port_file.exists() and port_file.read_text().count("\n") >= 1)
        port = port_file.read_text().split()[0]
        self._http = ClientSession()
        async with self._http.get(f"http://127.0.0.1:{port}/json/list") as answer:
            (target,) = [each for each in await answer.json() if each["type"] == "page"]
        self._socket: ClientWebSocketResponse = await self._http.ws_connect(
            target["webSocketDebuggerUrl"], max_msg_size=0
        )
        self._reader = asyncio.create_task(self._read())
        for domain in ("Page", "Network", "Runtime", "Log"):
            await self.ask(f"{domain}.enable")
        await self.ask(
            "Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.folder / "downloads")
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        self._reader.cancel()
        await asyncio.gather(self._reader, return_exceptions=True)
        await self._socket.close()
        await self._http.close()
        self._process.kill()
        await self._process.wait()

    async def ask(self, method: str, **parameters: object) -> dict:
        number = next(self._ids)
        future = self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        answer = await asyncio.wait_for(future, 10)
        assert "error" not in answer, answer
        return answer["result"]

    async def _read(self) -> None:
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                continue
            told = json.loads(message.data)
            if "id" in told:
                self._answers.pop(told["id"]).set_result(told)
                continue
            about = told["params"]
            match told["method"]:
                case "Network.webSocketFrameReceived" if about["response"]["opcode"] == 2:
                    self.grid.feed(
                        base64.b64decode(about["response"]["payloadData"]).decode("utf-8", "replace")
                    )
                case "Network.requestWillBeSent":
                    self.asked.append(about["request"]["url"])
                case "Network.webSocketCreated":
                    self.asked.append(about["url"])
                case "Runtime.exceptionThrown":
                    self.errors.append(str(about["exceptionDetails"]))
                case "Log.entryAdded" if about["entry"]["level"] == "error":
                    self.errors.append(about["entry"]["text"])

    async def go(self, address: str) -> None:
        await self.ask("Page.navigate", url=address)

    async def run(self, script: str) -> object:
        answer = await self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        return answer["result"].get("value")

    async def press(self, *keys: str) -> None:
        for key in keys:
            code, number, text = _KEYS.get(key) or (key, ord(key.upper()) if key.isalnum() else 0, key)
            about = {"key": key, "code": code, "windowsVirtualKeyCode": number}
            await self.ask("Input.dispatchKeyEvent", type="keyDown", text=text, **about)
            await self.ask("Input.dispatchKeyEvent", type="keyUp", **about)

    async def click(self, text: str) -> None:
        """Click on a text of the terminal."""
        row, column = self.grid.find(text)
        box = await self.run(
            "(() => { const b = document.querySelector('.xterm-screen').getBoundingClientRect();"
            " return [b.left, b.top, b.width, b.height] })()"
        )
        left, top, width, height = box
        columns, rows = await self.size()
        x, y = left + (column + 0.5) * width / columns, top + (row + 0.5) * height / rows
        await self.ask("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for kind in ("mousePressed", "mouseReleased"):
            await self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    async def size(self) -> tuple[int, int]:
        """Columns and rows of the terminal, as the app draws them."""
        lines = self.grid.lines()
        return len(lines[0]), len(lines)

    async def shows(self, *texts: str, seconds: float = 30) -> None:
        """Wait until all of these are on the screen."""
        try:
            await wait_for(lambda: all(text in "\n".join(self.grid.lines()) for text in texts), seconds)
        except TimeoutError:
            raise AssertionError(f"never on the screen: {texts}\n" + "\n".join(self.grid.lines())) from None

    async def picture(self, path: Path) -> None:
        answer = await self.ask("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(answer["data"]))


async def wait_for(holds: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until something holds.

    Raises:
        TimeoutError: it never did.
    """
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.03)
