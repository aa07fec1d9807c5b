"""The rooms of the code, and what each command may load."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from advisor.content.examples import bundled_examples
from advisor.content.locations import bundled_packs
from advisor.content.packs import load_pack

ROOT = Path(__file__).resolve().parents[1]
PACK = bundled_packs()["crawl-walk-run"]


def test_rooms_depend_downwards_only(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    code = lint_imports(config_filename="pyproject.toml", no_cache=True)
    assert code == 0, capsys.readouterr().out


def loaded_by(*arguments: str) -> set[str]:
    """Top-level packages that a command line has loaded when it is done."""
    code = (
        "import json, sys\n"
        "from advisor.cli.main import main\n"
        "code = main(sys.argv[1:])\n"
        "assert code == 0, code\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


HEAVY = {
    "textual",
    "rich",
    "jinja2",
    "ruamel",
    "asyncio",
    "typst",
    "typer",
    "click",
    "numpy",
    "pyarrow",
    "genai_prices",
}


@pytest.mark.parametrize("format_", ["text", "json"])
def test_score_loads_no_screen_template_or_yaml_writer(format_):
    example = bundled_examples(PACK)[0].path
    assert loaded_by("score", str(example), "--format", format_) & HEAVY == set()


@pytest.mark.parametrize(
    "arguments", [["--help"], ["demo"], ["demo", "--list"], ["check"], ["score", "--help"], ["ask", "--help"]]
)
def test_other_commands_load_no_screen(arguments):
    assert loaded_by(*arguments) & {"textual", "rich"} == set()


def test_report_loads_no_screen():
    example = bundled_examples(PACK)[0].path
    loaded = loaded_by("report", str(example), "--persona", next(iter(load_pack(PACK).persona_by_id)))
    assert loaded & {"textual", "rich"} == set()


def test_python_knows_no_id_of_the_pack():
    """Whatever a consultant can rename lives in the pack alone."""
    pack = load_pack(PACK)
    ids = {
        *pack.question_by_id,
        *pack.kpi_by_id,
        *pack.model_by_id,
        *pack.persona_by_id,
        *pack.rules.dimensions,
        *pack.rules.decisions,
        *(kind.id for kind in pack.manifest.workload_kinds),
        *(practice.id for practice in pack.practices),
        pack.id,
    }
    found = []
    for path in sorted((ROOT / "advisor").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in ids:
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}: {node.value!r}")
    assert found == []
