"""One folder and nothing outside it: what the app may touch when others use it through the browser.

Two fences. :func:`place` judges every path that somebody types or picks, before anything is looked up, and
says in words what is wrong. :func:`close_off` is for the whole process: whatever it opens, lists, writes
or removes is judged again when it happens, wherever the path came from (a pack that a file names, a logo
that a brand names, a link that leads out), and no other program is started.
"""

from __future__ import annotations

import contextlib
import errno
import mimetypes
import os
import sys
import sysconfig
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from advisor.errors import AdvisorError

VARIABLE = "ADVISOR_INSIDE"
"""Environment variable that names the folder; everything may be touched where it is not set."""
ONLY = "ADVISOR_ONLY"
"""Environment variable that names the one file that may be opened there, as in a workshop one's own."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_READS = {"os.listdir", "os.scandir", "os.walk", "glob.glob", "os.chdir"}
_WRITES = {
    "os.mkdir", "os.remove", "os.rmdir", "os.rename", "os.link", "os.symlink", "os.truncate", "os.chmod",
    "os.chown", "os.utime", "os.setxattr", "os.removexattr",
}  # fmt: skip
_PROGRAMS = {"os.system", "os.exec", "os.posix_spawn", "os.startfile", "subprocess.Popen", "webbrowser.open"}
_CODE = (".py", ".pyc", ".so", ".pyd")
_SYSTEM = ("/dev", "/proc/self", "/sys/devices", "/sys/fs/cgroup", "/usr/share/zoneinfo", "/etc/localtime")
"""What Python and its libraries look up about the machine."""


class Outside(AdvisorError):
    """A path leads out of the folder that is served."""


def folder() -> Path | None:
    """The folder that everything has to lie in, without links; None where there is no such limit."""
    named = os.environ.get(VARIABLE)
    return _real(named) if named else None


@cache
def _real(path: str) -> Path:
    return Path(path).resolve()


def holds(path: Path) -> bool:
    """Whether a path may be touched; links are followed to where they lead."""
    limit = folder()
    if limit is None:
        return True
    own = os.environ.get(ONLY)
    try:
        real = path.resolve()
        return real.is_relative_to(limit) if own is None else str(real) == own
    except (OSError, RuntimeError, ValueError):  # Links in a circle, a NUL.
        return False


def place(typed: str) -> Path:
    """The path that somebody typed or picked, with ``~`` for their home.

    Raises:
        Outside: it leads out of the folder that is served; nothing was looked up.
    """
    path = Path(typed)
    with contextlib.suppress(RuntimeError):  # No such user: then it is a name like any other.
        path = path.expanduser()
    if not holds(path):
        if os.environ.get(ONLY) is not None:
            raise Outside("In this workshop each person opens only their own answers")
        raise Outside(f"“{typed}” is outside the folder that is open here; only what lies in it can be used")
    return path


def as_shown(path: Path) -> str:
    """A path as people may see it: from the served folder on, where there is one."""
    limit = folder()
    if limit is None:
        return str(path)
    try:
        return str(path.resolve().relative_to(limit))
    except (OSError, RuntimeError, ValueError):
        return path.name


def close_off(limit: Path, *, own: Path) -> None:
    """From now on this process touches only ``limit``, and its ``own`` folder for what it remembers.

    Reading the program itself and what Python needs stays possible. There is no way back.
    """
    from advisor.content.locations import data_root
    from advisor.content.pack_cache import cache_folder
    from advisor.workflows.recent import state_folder

    os.environ[VARIABLE] = str(limit)
    data = data_root()
    kept = cache_folder()
    writable = _reals([limit, own, state_folder(), *([kept] if kept else [])])
    installed = {sysconfig.get_paths()[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    program = [Path(sys.prefix), Path(__file__).parents[1], *map(Path, installed)]
    carried = [data / "questionnaires", data / "reports" / "templates", *map(Path, mimetypes.knownfiles)]
    readable = writable + _reals([*program, *carried, *map(Path, _SYSTEM)])
    code = _reals(Path(entry) for entry in sys.path if entry)

    def judge(event: str, details: tuple[object, ...]) -> None:
        if event == "open":
            writes = _writes(details)
            _need(details[0], writable if writes else readable, () if writes else code)
        elif event in _READS:
            _need(details[0], readable, code)
        elif event in _WRITES:
            for path in details[:2]:
                if isinstance(path, str | bytes | os.PathLike):
                    _need(path, writable)
        elif event in _PROGRAMS:
            raise PermissionError(errno.EACCES, "no other program is started from the browser")

    sys.addaudithook(judge)


def close_off_all_but(file: Path) -> None:
    """From now on only this file of the folder is opened by a person, and none of those beside it is read.

    For who takes part in a workshop: the answers of others lie in the same folder. Comes on top of
    :func:`close_off`; what else is in the folder, such as a pack, can be read and not written.
    """
    own = os.path.realpath(file)
    os.environ[ONLY] = own
    beside, name = os.path.split(own)
    draft = f"{beside}{os.sep}.{name[:60]}."
    limit = str(folder())

    def judge(event: str, details: tuple[object, ...]) -> None:
        reads = event == "open" and not _writes(details)
        if not reads and event not in _WRITES and event != "open":
            return
        for path in details[:1] if event == "open" else details[:2]:
            if not isinstance(path, str | bytes | os.PathLike):
                continue
            real = os.path.realpath(os.fsdecode(path))
            if real == own or real.startswith(draft) or not _under(real, (limit,)):
                continue
            if reads and (real == beside or not _under(real, (beside,))):
                continue
            raise PermissionError(errno.EACCES, "it belongs to somebody else", os.fsdecode(path))

    sys.addaudithook(judge)


def _writes(details: tuple[object, ...]) -> bool:
    """Whether a file is opened to be written."""
    flags = details[2]
    return isinstance(flags, int) and bool(flags & _WRITING)


def _reals(paths: Iterable[Path]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(os.path.realpath(path) for path in paths))


def _need(path: object, roots: tuple[str, ...], code: tuple[str, ...] = ()) -> None:
    """Raise unless a path lies under one of the roots; code also under the others."""
    if not isinstance(path, str | bytes | os.PathLike):
        return  # A descriptor: what it stands for was judged when it was opened. None: the current folder.
    real = os.path.realpath(os.fsdecode(path))
    if _under(real, roots):
        return
    # Importing lists folders of the import path, and reads code there and nothing else.
    if _under(real, code) and (real.endswith(_CODE) or real in code or Path(real).is_dir()):
        return
    raise PermissionError(errno.EACCES, "it is outside the folder that is open here", os.fsdecode(path))


def _under(real: str, roots: tuple[str, ...]) -> bool:
    return any(real == root or real.startswith(root.rstrip(os.sep) + os.sep) for root in roots)
