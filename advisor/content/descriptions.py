"""What the docstrings below a model's fields say, read from the source when somebody wants to know.

Pydantic can collect them as classes are made, but then every start of the program pays for it.
"""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache


@cache
def field_descriptions(model: type[object]) -> dict[str, str]:
    """Field name to its docstring, for the fields that a model declares itself."""
    for node in _module(model.__module__).body:
        if isinstance(node, ast.ClassDef) and node.name == model.__name__:
            return dict(_documented(node))
    return {}


@cache
def _module(name: str) -> ast.Module:
    return ast.parse(inspect.getsource(sys.modules[name]))


def _documented(node: ast.ClassDef) -> list[tuple[str, str]]:
    found = []
    for statement, following in zip(node.body, node.body[1:], strict=False):
        if (
            isinstance(statement, ast.AnnAssign)
            and isinstance(statement.target, ast.Name)
            and isinstance(following, ast.Expr)
            and isinstance(following.value, ast.Constant)
            and isinstance(following.value.value, str)
        ):
            found.append((statement.target.id, inspect.cleandoc(following.value.value)))
    return found
