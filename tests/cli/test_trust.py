"""Who is advised by a pack that nobody has proved is told so, once and on standard error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = (("score", "BISTRO", "--pack", "kitchen", "-f", "json"), ("export", "kitchen"))


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("ADVISOR_CACHE_DIR", str(tmp_path / "cache"))


def lines(done) -> list[str]:
    return done.err.splitlines()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_pack_that_was_never_checked_is_named(advisor, bistro, command):
    arguments = [str(bistro) if each == "BISTRO" else each for each in command]
    done = advisor(*arguments)
    assert done.code == 0
    assert done.out
    assert lines(done) == [
        "kitchen: warning: this pack has not been proved as it is now (run: advisor check kitchen)"
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_checked_pack_is_not(advisor, bistro, kitchen, command):
    arguments = [str(bistro) if each == "BISTRO" else each for each in command]
    told = advisor(*arguments).out
    assert advisor("check", "kitchen").code == 0
    done = advisor(*arguments)
    assert (done.out, lines(done)) == (told, [])
    rules = kitchen / "rules.yaml"
    rules.write_text(rules.read_text("utf-8") + "\n# Changed since.\n", "utf-8")
    assert len(lines(advisor(*arguments))) == 1


def test_a_pack_that_breaks_its_promise_is_named(advisor, tmp_path, monkeypatch):
    folder = tmp_path / "rain"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    for path in (ROOT / "tests" / "packs" / "broken" / "base").glob("*.yaml"):
        (folder / path.name).write_text(path.read_text("utf-8").replace("now: tent", "now: hat"), "utf-8")
    assert advisor("check", "rain").code == 1
    done = advisor("export", "rain")
    assert done.code == 0
    assert lines(done) == [
        "rain: warning: “advisor check” found an error in this pack (run: advisor check rain)"
    ]


def test_the_bundled_pack_is_trusted(advisor, bundled_pack_folder):
    example = next((bundled_pack_folder / "examples").glob("*.yaml"))
    for pack in (bundled_pack_folder.name, bundled_pack_folder):
        assert lines(advisor("score", example, "--pack", pack, "-f", "json")) == []
        assert lines(advisor("export", pack)) == []


def test_scoring_with_a_named_pack_never_proves_it(tmp_path, bundled_pack_folder):
    """Only the verdict is looked up: the proofs are not even imported."""
    program = (
        "import sys; from advisor.cli.main import main; "
        f"main(['score', {str(next((bundled_pack_folder / 'examples').glob('*.yaml')))!r}, "
        f"'--pack', {str(bundled_pack_folder)!r}]); "
        "print('proved' if 'advisor.decision.proof' in sys.modules else 'not proved', file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stderr.splitlines()[-1] == "not proved"
