"""One folder and nothing outside it, by name and by deed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.workflows import inside
from tests.thoroughness import examples

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "tests" / "packs" / "kitchen"


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A folder with doors that lead out, and something outside."""
    served = tmp_path / "served"
    (served / "deep").mkdir(parents=True)
    (served / "own.yaml").write_text("inside")
    (tmp_path / "served-too").mkdir()
    (tmp_path / "secret.yaml").write_text("outside")
    (served / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (served / "door").symlink_to(tmp_path)
    (served / "dangling").symlink_to(tmp_path / "not-yet")
    (served / "circle").symlink_to(served / "circle")
    (served / "round").symlink_to(served / "deep")
    monkeypatch.chdir(served)
    monkeypatch.setenv(inside.VARIABLE, str(served))
    return served


OUT = [
    "../secret.yaml", "..", "deep/../../secret.yaml", "./../served-too/x", "link.yaml", "door/secret.yaml",
    "door",
    "dangling", "dangling/x.yaml", "circle", "~", "~/x.yaml", "~root/x", "/", "/etc/passwd", "//etc/passwd",
    "a\0b",
    "/proc/self/cwd/../secret.yaml", "door/served/../secret.yaml",
]  # fmt: skip


@pytest.mark.parametrize("typed", OUT)
def test_what_leads_out_is_refused(folder, typed):
    with pytest.raises(inside.Outside, match="outside the folder"):
        inside.place(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "own.yaml",
        ".",
        "deep/../own.yaml",
        "new/folder/x.yaml",
        "round/x",
        "/proc/self/cwd/own.yaml",
        "~no-such-user/x",
    ],
)
def test_what_stays_in_is_taken(folder, typed):
    assert inside.place(typed).resolve().is_relative_to(folder)


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(st.sampled_from(["..", ".", "deep", "door", "round", "x", "~", "", "served"]), max_size=6))
def test_no_way_of_writing_a_path_leads_out(parts):
    """What is taken lies inside for the system, too."""
    limit = Path(os.environ[inside.VARIABLE])
    try:
        path = inside.place("/".join(parts))
    except inside.Outside:
        return
    assert os.path.realpath(path).startswith(str(limit.resolve()))


@pytest.fixture(autouse=True, scope="module")
def _somewhere(tmp_path_factory):
    """The law needs a folder that stays while it draws."""
    served = tmp_path_factory.mktemp("law") / "served"
    (served / "deep").mkdir(parents=True)
    (served / "door").symlink_to(served.parent)
    (served / "round").symlink_to(served / "deep")
    before, here = os.environ.get(inside.VARIABLE), Path.cwd()
    os.environ[inside.VARIABLE] = str(served)
    os.chdir(served)
    yield
    os.chdir(here)
    if before is None:
        del os.environ[inside.VARIABLE]


def test_without_a_folder_everything_may_be_touched(monkeypatch):
    monkeypatch.delenv(inside.VARIABLE)
    assert inside.place("/etc/passwd") == Path("/etc/passwd")
    assert inside.as_shown(Path("/etc/passwd")) == "/etc/passwd"


def test_people_see_paths_from_the_folder_on(folder):
    assert inside.as_shown(folder / "deep" / "x.yaml") == "deep/x.yaml"
    assert inside.as_shown(Path("/etc/passwd")) == "passwd"


DEEDS = """
import json, os, shutil, subprocess, sys
from pathlib import Path
from advisor.workflows.inside import close_off
served, own = Path(sys.argv[1]), Path(sys.argv[2])
out = served.parent
close_off(served, own=own)
os.chdir(served)
deeds = {
    "read": lambda: (out / "secret.yaml").read_bytes(),
    "read by link": lambda: Path("link.yaml").read_bytes(),
    "read low": lambda: os.open("../secret.yaml", os.O_RDONLY),
    "read bytes": lambda: open(b"../secret.yaml"),
    "list": lambda: os.listdir(".."),
    "list by link": lambda: list(Path("door").iterdir()),
    "scan": lambda: list(os.scandir("/")),
    "write": lambda: (out / "new.yaml").write_text("x"),
    "write by link": lambda: Path("dangling").write_text("x"),
    "write over": lambda: Path("link.yaml").write_text("x"),
    "make": lambda: (out / "made").mkdir(),
    "remove": lambda: (out / "secret.yaml").unlink(),
    "remove folder": lambda: (out / "served-too").rmdir(),
    "move out": lambda: Path("own.yaml").rename(out / "own.yaml"),
    "move in": lambda: (out / "secret.yaml").rename("got.yaml"),
    "replace out": lambda: Path("own.yaml").replace(out / "secret.yaml"),
    "copy": lambda: shutil.copy(out / "secret.yaml", "got.yaml"),
    "hard link": lambda: os.link(out / "secret.yaml", "got.yaml"),
    "change mode": lambda: (out / "secret.yaml").chmod(0o777),
    "truncate": lambda: os.truncate(out / "secret.yaml", 0),
    "home": lambda: list(Path.home().iterdir()),
    "passwords": lambda: Path("/etc/passwd").read_text(),
    "program": lambda: subprocess.run(["true"]),
    "shell": lambda: os.system("true"),
}
told = {}
for name, deed in deeds.items():
    try:
        deed()
    except PermissionError:
        told[name] = "refused"
    else:
        told[name] = "done"
Path("own.yaml").write_text("still inside")
Path("deep/more").mkdir()
(own / "memory").write_text("kept")
import wsgiref.util  # Code can be imported after the fence is up.
print(json.dumps(told))
"""


def test_no_deed_reaches_out(folder, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    done = subprocess.run(
        [sys.executable, "-P", "-c", DEEDS, str(folder), str(own)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "ADVISOR_STATE_DIR": str(own)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert set(told.values()) == {"refused"}, [name for name, how in told.items() if how != "refused"]
    assert (tmp_path / "secret.yaml").read_text() == "outside"
    assert (folder / "own.yaml").read_text() == "still inside"


SESSION = """
import sys
from pathlib import Path
from advisor.workflows.inside import close_off
served, own = Path(sys.argv[1]), Path(sys.argv[2])
close_off(served, own=own)
from advisor.content.brand import load_brand
from advisor.errors import AdvisorError
from advisor.reporting.files import made_of
from advisor.reporting.registry import FORMATS
from advisor.tui.report_files import document_for, look_of, write_files
from advisor.workflows.session import Session
for name in ("outside.yaml", "near.yaml"):
    try:
        Session.open(served / name)
    except AdvisorError as error:
        print(error)
    else:
        print("opened", name)
try:
    look_of(served / "brand.yaml")
except AdvisorError as error:
    print(error)
session = Session.open(served / "own.yaml")
document = document_for(session.pack, session.assessment, session.recommendation, "owner", None)
made = list(made_of(document, FORMATS))
assert not [each.failure for each in made if each.failure], [each.failure for each in made if each.failure]
write_files(served / "reports", {each.name: each.content for each in made})
print(len(made), "formats")
"""
ASSESSMENT = """\
assessment: corner
pack: {pack}
organisation: Corner Bistro
workloads:
  - {{id: till, kind: orders, title: The till}}
"""


def test_packs_and_logos_outside_are_not_read_and_every_format_is_made_inside(tmp_path):
    served, own = tmp_path / "served", tmp_path / "own"
    own.mkdir()
    shutil.copytree(PACK, served / "kitchen")
    shutil.copytree(PACK, tmp_path / "kitchen")
    (tmp_path / "logo.svg").write_text("<svg/>")
    (served / "own.yaml").write_text(ASSESSMENT.format(pack="./kitchen"))
    (served / "near.yaml").write_text(ASSESSMENT.format(pack="../kitchen"))
    (served / "outside.yaml").write_text(ASSESSMENT.format(pack=PACK))
    (served / "brand.yaml").write_text("brand: ours\nfirm: Ours\nlogo: ../logo.svg\n")
    done = subprocess.run(
        [sys.executable, "-P", "-c", SESSION, str(served), str(own)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "ADVISOR_STATE_DIR": str(own), "TMPDIR": str(own)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "opened" not in done.stdout
    assert done.stdout.count("outside the folder") >= 3
