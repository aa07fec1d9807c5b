"""Engines of other people run the exported decisions and decide as we do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from types import CodeType, SimpleNamespace
from typing import Any

import pytest
import zen
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnValidator
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine, TaskDataEnvironment
from SpiffWorkflow.dmn.parser.BpmnDmnParser import BpmnDmnParser

from advisor.reporting.exchange.registry import FORMATS

HERE = Path(__file__).parent
MODULES = os.environ.get("ADVISOR_NODE_MODULES")


class Remembering(TaskDataEnvironment):
    """Evaluates what SpiffWorkflow asks for, compiling each expression once instead of on every cell."""

    def evaluate(self, expression: str, context: dict[str, Any], external_context: object = None) -> object:
        return eval(compiled(expression), {"__builtins__": {}}, context)


class Validating(PythonScriptEngine):
    def validate(self, expression: str) -> None:
        compiled(expression)


@cache
def compiled(expression: str) -> CodeType:
    return compile(expression, "<cell>", "eval")


def test_spiffworkflow_decides_alike(exported):
    parser = BpmnDmnParser(validator=BpmnValidator())
    parser.add_dmn_str(FORMATS["dmn"](exported.table))
    engine = parser.get_engine(f"decision_{exported.table.decision}", None)
    script = Validating(environment=Remembering())
    for values, expected in zip(exported.cases, exported.expected, strict=True):
        task = SimpleNamespace(data=values, workflow=SimpleNamespace(script_engine=script))
        assert engine.result(task) == expected, values


@pytest.mark.skipif(MODULES is None, reason="ADVISOR_NODE_MODULES names no folder with dmn-moddle and feelin")
def test_dmn_moddle_with_feelin_decides_alike(exported, tmp_path):
    file = tmp_path / "decision.dmn"
    file.write_bytes(FORMATS["dmn"](exported.table))
    node = shutil.which("node")
    assert node, "ADVISOR_NODE_MODULES is set, and there is no node"
    assert MODULES
    done = subprocess.run(
        [node, HERE / "run_dmn.mjs", Path(MODULES).resolve(), file],
        input=json.dumps(exported.cases).encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout) == exported.expected


def test_zen_engine_decides_alike(exported):
    decision = zen.ZenEngine().create_decision(FORMATS["jdm"](exported.table).decode())
    for values, expected in zip(exported.cases, exported.expected, strict=True):
        assert decision.evaluate(values)["result"] == expected, values
