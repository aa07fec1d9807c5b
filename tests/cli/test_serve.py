"""Serving: who may come in, what they reach, how many, for how long, and how it ends."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
import signal
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, WSMsgType, web

from advisor.cli.serve import _machine, _tabs
from advisor.cli.web.guard import Guard, new_key
from advisor.cli.web.plainly import Limits
from advisor.cli.web.server import Served
from advisor.model.assessment import Answer
from advisor.workflows.workshop_new import join
from advisor.workflows.workshop_pins import choose_pin
from tests.cli.browser import Grid, wait_for
from tests.cli.serving import Server, folder_with_bistro
from tests.workshops import answer, kitchen_workshop

KEY = new_key()


@contextlib.asynccontextmanager
async def serving(folder: Path, memory: Path, **given: object) -> AsyncIterator[tuple[Served, str]]:
    """The server in this process, on a free port."""
    memory.mkdir(exist_ok=True)
    guard = given.pop("guard", Guard("127.0.0.1"))
    served = Served(folder, guard, given.pop("limits", Limits()), memory, **given)
    runner = web.AppRunner(served.app(), access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    served.port = runner.addresses[0][1]
    idle = asyncio.create_task(served.close_idle())
    try:
        yield served, f"http://127.0.0.1:{served.port}"
    finally:
        idle.cancel()
        await served.close_all()
        await runner.cleanup()


class Tab:
    """A tab without a browser: what it shows, and keys for it."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket
        self.grid = Grid()
        self.words: list[str] = []
        """What the page was told beside."""
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> tuple[int, str]:
        while True:
            message = await self.socket.receive()
            if message.type is WSMsgType.BINARY:
                self.grid.feed(message.data.decode("utf-8", "replace"))
            elif message.type is WSMsgType.TEXT:
                self.words.append(message.data)
            elif message.type in (WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING):
                return int(message.data or 0), str(message.extra or "")

    async def closed(self) -> tuple[int, str]:
        """Wait for the end: its code and its reason."""
        return await asyncio.wait_for(asyncio.shield(self._reader), 30)

    async def shows(self, *texts: str) -> None:
        try:
            await wait_for(lambda: all(text in "\n".join(self.grid.lines()) for text in texts))
        except TimeoutError:
            raise AssertionError(f"never shown: {texts}\n" + "\n".join(self.grid.lines())) from None

    async def type(self, text: str) -> None:
        await self.socket.send_json(["stdin", text])

    async def start(self) -> None:
        """Leave the tour."""
        await self.shows("Escape leaves")
        await self.type("\x1b")
        await self.shows("New assessment")

    async def open(self, path: str) -> None:
        await self.type("o")
        await self.shows("Open an assessment")
        await self.type(path)
        await self.shows(path[-30:])
        await self.type("\r")


@contextlib.asynccontextmanager
async def tab(http: ClientSession, address: str, **headers: str) -> AsyncIterator[Tab]:
    told = {"Origin": address, **headers}
    async with http.ws_connect(f"{address}/ws?width=100&height=30", headers=told) as opened:
        yield Tab(opened)


@contextlib.asynccontextmanager
async def one_tab(folder: Path, tmp_path: Path) -> AsyncIterator[Tab]:
    """A server with one tab open."""
    server = serving(folder, tmp_path / "m")
    async with server as (_, address), ClientSession() as http, tab(http, address) as opened:
        yield opened


def browser() -> ClientSession:
    """What keeps cookies, also those of an address."""
    return ClientSession(cookie_jar=CookieJar(unsafe=True))


@pytest.fixture
def folder(tmp_path, small_pack_folder) -> Path:
    return folder_with_bistro(tmp_path / "served", small_pack_folder)


# Who may come in ---------------------------------------------------------------------------------

PLACES = ["/", "/ws", "/download/x", "/view/x", "/page/page.js", "/static/js/textual.js", "/static/../page"]


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "a@localhost", "[::1", ""]
)
async def test_a_foreign_name_that_points_here_is_turned_away(folder, tmp_path, host):
    async with serving(folder, tmp_path / "m") as (_, address), ClientSession() as http:
        for place in PLACES:
            async with http.get(address + place, headers={"Host": host}) as answer:
                assert answer.status in {400, 421}, place


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "http://evil.example",
        "https://127.0.0.1",
        "http://127.0.0.1",
        "http://evil.example@{here}",
        "file://{here}",
        "http://{here}.evil.example",
    ],
)
async def test_only_a_page_of_ours_opens_a_session(folder, tmp_path, origin):
    async with serving(folder, tmp_path / "m") as (served, address), ClientSession() as http:
        told = {} if origin is None else {"Origin": origin.format(here=address[7:])}
        async with http.get(f"{address}/ws", headers=told) as answer:
            assert answer.status == 403
        assert not served.tabs


@pytest.mark.parametrize(
    "offered",
    [None, "", "x", KEY[:-1], KEY + "x", KEY.swapcase(), "\u00e4"],
    ids=["none", "empty", "another", "cut", "longer", "other-case", "no-ascii"],
)
async def test_without_the_key_nothing_is_reached(folder, tmp_path, offered):
    async with serving(folder, tmp_path / "m", guard=Guard("127.0.0.1", KEY)) as (served, address):
        cookies = {} if offered is None else {f"advisor-key-{served.port}": offered}
        async with ClientSession(cookies=cookies) as http:
            for place in PLACES:
                query = {} if offered is None else {"key": offered}
                async with http.get(
                    address + place, params=query, headers={"Origin": address}, allow_redirects=False
                ) as answer:
                    assert answer.status == 403, place
                    assert "Set-Cookie" not in answer.headers
                    assert KEY not in await answer.text()


async def test_the_key_leaves_the_address_and_opens_everything(folder, tmp_path):
    given = Guard("127.0.0.1", KEY)
    async with serving(folder, tmp_path / "m", guard=given) as (_, address), browser() as http:
        async with http.get(f"{address}/?key={KEY}", allow_redirects=False) as answer:
            assert (answer.status, answer.headers["Location"]) == (303, "/")
            cookie = answer.headers["Set-Cookie"]
            assert "HttpOnly" in cookie
            assert "SameSite=Lax" in cookie
        async with http.get(f"{address}/") as answer:
            assert answer.status == 200
            assert KEY not in await answer.text()
        async with http.get(f"{address}/static/js/textual.js") as answer:
            assert answer.status == 200
        async with http.get(f"{address}/ws") as answer:
            assert "Only a page of the advisor" in await answer.text()


def test_a_listener_for_all_addresses_takes_addresses_and_its_own_names_only():
    guard = Guard("0.0.0.0", KEY, frozenset({"room.example"}))
    for name in ("10.1.2.3:8000", "[fe80::1]:8000", "localhost", "room.example", "ROOM.example:443"):
        assert guard.knows_host(name), name
    for name in ("other.example", "10.1.2.3.other.example", None, "room.example/x"):
        assert not guard.knows_host(name), name


async def test_the_page_asks_nothing_of_other_machines(folder, tmp_path):
    async with serving(folder, tmp_path / "m") as (_, address), ClientSession() as http:
        for place in ("/", "/page/page.css", "/page/page.js", "/static/css/xterm.css"):
            async with http.get(address + place) as answer:
                text = await answer.text()
                assert answer.status == 200
                found = re.findall(r"(?:src|href|url|import)\W{1,3}(?:https?:)?//[^\s\"')]+", text)
                assert not found, place
        async with http.get(address) as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'")
            assert "frame-ancestors 'none'" in policy


# What they reach ---------------------------------------------------------------------------------


async def test_nothing_outside_the_folder_is_opened(folder, tmp_path):
    outside = tmp_path / "secret.yaml"
    outside.write_text((folder / "bistro.yaml").read_text("utf-8").replace("./kitchen", "crawl-walk-run"))
    (folder / "link.yaml").symlink_to(outside)
    (folder / "door").symlink_to(tmp_path)
    async with one_tab(folder, tmp_path) as opened:
        await opened.start()
        for path in (
            "../secret.yaml",
            str(outside),
            "link.yaml",
            "door/secret.yaml",
            "~/.bashrc",
            "/etc/passwd",
        ):
            await opened.open(path)
            await opened.shows("outside the folder")
            assert "door" not in "\n".join(opened.grid.lines()).replace(path, "")
            await opened.type("\x1b")
            await asyncio.sleep(0.2)
            await opened.shows("New assessment")


async def test_each_person_has_recent_files_of_their_own(folder, tmp_path):
    async with serving(folder, tmp_path / "m") as (_, address), browser() as one, browser() as other:
        for http in (one, other):
            async with http.get(address) as answer:
                assert answer.cookies
        async with tab(one, address) as opened:
            await opened.start()
            await opened.open("bistro.yaml")
            await opened.shows("Saved")
        async with tab(one, address) as again, tab(other, address) as elsewhere:
            await again.shows("The bistro at the corner")
            await elsewhere.start()
            assert "bistro" not in "\n".join(elsewhere.grid.lines())


async def test_a_report_is_looked_at_as_a_document_that_reaches_nothing(folder, tmp_path):
    server = serving(folder, tmp_path / "m")
    async with server as (_, address), ClientSession() as http, tab(http, address) as opened:
        await opened.start()
        await opened.open("bistro.yaml")
        await opened.shows("Saved")
        await opened.type("\x1b[15~")
        await opened.shows("o In the browser", "more lines")
        await opened.type("o")
        await wait_for(lambda: any("/view/" in each for each in opened.words))
        (where,) = re.findall(r"/view/\w+", "".join(opened.words))
        async with http.get(address + where.replace("view", "download")) as answer:
            assert answer.headers["Content-Disposition"].startswith(
                "attachment; filename*=UTF-8''corner%2Dbistro"
            )
            page = await answer.text()
            assert page.startswith("<!")
        async with http.get(address + where) as answer:
            assert answer.status == 404, "what was fetched is gone"
        await opened.type("o")
        await wait_for(lambda: "".join(opened.words).count("/view/") == 2)
        where = re.findall(r"/view/\w+", "".join(opened.words))[1]
        async with http.get(address + where) as answer:
            assert answer.content_type == "text/html"
            assert answer.headers["Content-Disposition"].startswith("inline")
            assert answer.headers["Content-Security-Policy"].startswith("sandbox")
            assert await answer.text() == page


# How many, how long, how it ends -----------------------------------------------------------------


async def test_more_tabs_than_allowed_are_told_so(folder, tmp_path):
    server = serving(folder, tmp_path / "m", limits=Limits(sessions=1))
    async with server as (served, address), ClientSession() as http, tab(http, address) as first:
        await first.shows("Escape leaves")
        async with tab(http, address) as second:
            message = await second.closed()
            assert message == (1013, "Every place is taken (1). Try again when somebody has left.")
        assert len(served.tabs) == 1


async def test_a_tab_that_nobody_uses_is_closed_with_its_answers_saved(folder, tmp_path):
    async with (
        serving(folder, tmp_path / "m", limits=Limits(idle=8)) as (served, address),
        ClientSession() as http,
    ):
        async with tab(http, address) as opened:
            await opened.start()
            await opened.open("bistro.yaml")
            await opened.shows("Where does the written house rule")
            await opened.type("1")
            await opened.shows("●  Anywhere", "Saved")
            for each in served.tabs:
                each.used -= 8
            code, reason = await opened.closed()
            assert code == 1001
            assert "saved" in reason
        await wait_for(lambda: not served.tabs)
    assert "house_rule: anywhere" in (folder / "bistro.yaml").read_text("utf-8")


# The whole command -------------------------------------------------------------------------------


async def test_it_ends_cleanly_with_its_apps_and_frees_the_port(folder):
    async with Server(folder) as server, ClientSession() as http:
        address = server.address.rstrip("/")
        async with tab(http, address) as opened:
            await opened.start()
            await opened.open("bistro.yaml")
            await opened.shows("Where does the written house rule")
            (app,) = server.apps()
            await opened.type("1")
            await opened.shows("●  Anywhere")
            server.process.send_signal(signal.SIGTERM)
            code, reason = await opened.closed()
            assert (code, "stopped" in reason) == (1001, True)
    assert server.code == 0
    assert server.told.splitlines()[1:] == ["Stopped. Every tab was closed and its answers saved."]
    assert "house_rule: anywhere" in (folder / "bistro.yaml").read_text("utf-8")
    with pytest.raises(ProcessLookupError):
        os.kill(app, 0)
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", int(address.rsplit(":", 1)[1])))


async def test_an_app_saves_and_ends_when_the_server_is_killed(folder):
    async with Server(folder) as server, ClientSession() as http:
        async with tab(http, server.address.rstrip("/")) as opened:
            await opened.start()
            await opened.open("bistro.yaml")
            await opened.shows("Where does the written house rule")
            (app,) = server.apps()
            await opened.type("1")
            await opened.shows("●  Anywhere")
            server.process.kill()
        await wait_for(lambda: not alive(app))
    assert "house_rule" in (folder / "bistro.yaml").read_text("utf-8")


def alive(process: int) -> bool:
    """Whether a process runs; one that has ended and was not asked after does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


async def test_away_from_this_machine_the_link_has_a_key_and_says_what_it_gives(folder):
    async with Server(folder, "--host", "0.0.0.0", "--max-sessions", 2) as server:
        machine = re.escape(socket.gethostname())
        found = re.fullmatch(rf"http://{machine}:(\d+)/\?key=([\w-]{{32}})", server.address)
        assert found
    assert "read and change every assessment" in server.told
    assert found[2] not in server.told


def test_a_port_that_is_taken_is_named(advisor, folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = advisor("serve", folder, "--port", port)
    assert (done.code, done.out) == (2, "")
    assert f"port {port} is taken by another program" in done.err


def test_a_folder_that_is_not_there_is_named(advisor, tmp_path):
    done = advisor("serve", tmp_path / "nowhere")
    assert done.code == 2
    assert "there is no such folder" in done.err


# A workshop --------------------------------------------------------------------------------------


def big_evening(advisor, tmp_path, small_pack_folder) -> Path:
    """A workshop for Bo, with its pack inside."""
    folder = tmp_path / "workshop"
    made = advisor(
        "workshop", "new", folder, "--title", "The big evening", "--organisation", "Corner Bistro",
        "--pack", small_pack_folder, "--workload", "The till:orders", "--participant", "Bo",
    )  # fmt: skip
    assert made.code == 0, made.err
    shutil.copytree(small_pack_folder, folder / "kitchen")
    for file in folder.rglob("*.yaml"):
        text = file.read_text("utf-8")
        if file.parent == folder or file.parent.name == "participants":
            reference = "./kitchen" if file.parent == folder else "../kitchen"
            file.write_text(re.sub(r"(?m)^pack: .*$", f"pack: {reference}", text), "utf-8")
    return folder


async def test_in_a_workshop_each_joins_by_name_and_opens_only_their_own(
    advisor, tmp_path, small_pack_folder
):
    folder = big_evening(advisor, tmp_path, small_pack_folder)
    async with one_tab(folder, tmp_path) as opened:
        await opened.shows("The big evening", "Welcome")
        await opened.type("Ada\r")
        await opened.shows("Ada: choose a PIN")
        await opened.type("2468\r")
        await opened.shows("••••")
        await asyncio.sleep(0.3)  # The second field takes the keys.
        await opened.type("2468\r")
        await opened.shows("Saved")
        await opened.type("1")
        own = folder / "participants" / "ada.yaml"
        await wait_for(lambda: "answers:" in own.read_text("utf-8"))
        await opened.type("\x1b[21~")
        await opened.shows("New assessment")
        await opened.open("participants/bo.yaml")
        await opened.shows("only their own answers")


async def test_a_colleague_who_types_another_name_does_not_see_its_answers(
    advisor, tmp_path, small_pack_folder
):
    folder = big_evening(advisor, tmp_path, small_pack_folder)
    answer(folder, "Bo", {"dream": Answer(text="A secret wish")})
    join(folder, "Anna")
    choose_pin(folder, "anna", "2468")
    async with one_tab(folder, tmp_path) as opened:
        await opened.shows("Welcome", "reveals")
        await opened.type("Bo\r")
        await opened.shows("Not joined", "reset-pin")
        await opened.type("Anna\r")
        await opened.shows("Anna: your PIN")
        await opened.type("1357\r")
        await opened.shows("Wrong PIN", "4 more tries")
        assert "1357" not in "\n".join(opened.grid.lines())
        await opened.type("2468\r")
        await opened.shows("Saved")


def test_a_workshop_has_room_for_everybody_and_a_few_more(tmp_path, small_pack_folder):
    pack = shutil.copytree(small_pack_folder, tmp_path / "kitchen")
    people = [f"Person {number}" for number in range(1, 10)]
    folder = kitchen_workshop(tmp_path / "spring", pack, *people)
    assert _tabs(folder) == 13
    assert _tabs(tmp_path) == 8


def test_the_link_for_others_names_the_machine():
    assert _machine(["room.example", "other"]) == "room.example"
    assert _machine(None) == socket.gethostname()
