"""The entry: help, version, exit codes, completion, and what happens when things go wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import advisor as package
from advisor.cli import diagnostics
from advisor.cli.app import COMMANDS
from advisor.errors import AdvisorError, Problem, Severity

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-m", "advisor.cli"]


def environment(**extra: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "ADVISOR_DEBUG"}
    return {**kept, "PYTHONPATH": str(ROOT), **extra}


def test_alone_without_a_terminal_it_prints_the_help(advisor):
    done = advisor()
    assert done.code == 0
    for command in COMMANDS:
        assert f"\n  {command}" in done.out


def test_version(advisor):
    assert advisor("--version").out == f"advisor {package.__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(advisor, command):
    done = advisor(command, "--help")
    assert done.code == 0
    assert f"Usage: advisor {command}" in done.out


@pytest.mark.parametrize(
    "arguments", [["scor"], ["score"], ["score", "--formt", "json"], ["score", "-f", "xml", "a"]]
)
def test_usage_errors_are_told_on_stderr_with_code_2(advisor, arguments):
    done = advisor(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert "Error: " in done.err


def test_a_mistyped_command_is_guessed(advisor):
    assert "score" in advisor("scor").err


def test_the_app_needs_a_terminal(advisor, bistro):
    done = advisor("open", bistro)
    assert done.code == 2
    assert "advisor ask" in done.err


@pytest.mark.parametrize(
    ("failure", "code", "message"),
    [
        (AdvisorError("no good"), 2, "advisor: no good\n"),
        (
            FileNotFoundError(2, "No such file or directory", "gone.yaml"),
            2,
            "advisor: gone.yaml: No such file",
        ),
        (KeyboardInterrupt(), 130, "Stopped.\n"),
    ],
)
def test_expected_failures_become_a_line_and_a_code(capsys, failure, code, message):
    def command() -> None:
        raise failure

    with pytest.raises(SystemExit) as stop:
        diagnostics.guarded(command)()
    assert stop.value.code == code
    assert capsys.readouterr().err.startswith(message)


def test_a_problem_is_one_line_whatever_it_quotes():
    problem = Problem("a.yaml", 3, 5, "found “\x1b[2Jx\ny”", "try z", severity=Severity.WARNING)
    assert diagnostics.problem_line(problem) == "a.yaml:3:5: warning: found “x y” (try z)"


def test_a_defect_is_told_in_one_line_and_in_full_on_demand():
    code = "import sys\nfrom advisor.cli import diagnostics\nsys.excepthook = diagnostics.unexpected\n1 / 0"
    brief = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=False
    )
    assert brief.returncode == 1
    assert brief.stderr.count("\n") == 1
    assert "ZeroDivisionError" in brief.stderr
    assert "ADVISOR_DEBUG=1" in brief.stderr
    full = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=environment(ADVISOR_DEBUG="1"),
        check=False,
    )
    assert "Traceback" in full.stderr


def test_a_reader_that_goes_away_is_no_failure(bistro):
    with subprocess.Popen(
        [*PROGRAM, "score", *[str(bistro)] * 40],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == diagnostics.READER_GONE


def test_ctrl_c_stops_quietly(bistro):
    # A shell's background job ignores the signal, and children inherit that: listen to it again.
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from advisor.cli.main import main; sys.exit(main())"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, "ask", str(bistro)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(PYTHONUNBUFFERED="1"),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        seen = b""
        while not seen.endswith(b"): "):
            piece = process.stdout.read(1)
            assert piece, seen
            seen += piece
        process.send_signal(signal.SIGINT)
        try:
            _, problems = process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        assert problems == b"Stopped.\n"
        assert process.returncode == diagnostics.INTERRUPTED


def complete(words: str, count: int) -> list[str]:
    done = subprocess.run(
        [*PROGRAM],
        capture_output=True,
        text=True,
        check=False,
        env=environment(_ADVISOR_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=str(count)),
    )
    return done.stdout.split("\n")


def test_the_shell_completes_commands_and_names():
    assert complete("advisor sc", 1) == ["score", "schema", ""]
    assert complete("advisor report a.yaml --format markdown,h", 4) == ["markdown,html", ""]
    assert "finance" in complete("advisor report a.yaml --persona f", 4)
    assert complete("advisor score a.yaml --pack crawl", 4) == ["crawl-walk-run", ""]
    assert len(complete("advisor demo ", 2)) > 6


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_can_be_shown(shell):
    done = subprocess.run(
        [*PROGRAM, "--show-completion", shell], capture_output=True, text=True, check=False, env=environment()
    )
    assert done.returncode == 0
    assert "_ADVISOR_COMPLETE" in done.stdout
