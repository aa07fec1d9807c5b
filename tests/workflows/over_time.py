"""A pack that may be changed and an assessment beside it, for tests of what happens over time."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

TEAM = """\
# asked on the phone
assessment: {name}
pack: ../kitchen
organisation: {name} of the harbour
answers:
  keepers: {keepers}
  habits: [patches]   # since May
  spare_hours: 4.5
workloads:
  - id: till
    kind: orders
    title: The till
    answers: {{house_rule: {rule}, tickets: {tickets}, line_quality: weekly}}
"""


def team(
    folder: Path, name: str = "bistro", *, keepers: str = "one", tickets: int = 6000, rule: str = "anywhere"
) -> Path:
    """Write an assessment into a folder beside the pack."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.yaml"
    path.write_text(TEAM.format(name=name, keepers=keepers, tickets=tickets, rule=rule), "utf-8")
    return path


def copied_pack(small: Path, beside: Path) -> Path:
    """The small pack where it may be changed."""
    target = beside / "kitchen"
    shutil.copytree(small, target)
    return target


def newer(pack: Path, beside: Path, *edits: tuple[str, str, str], version: str = "0.4.0") -> Path:
    """A copy of the pack with edits: file, what stands there, and what is to."""
    target = beside / f"kitchen-{version}"
    shutil.copytree(pack, target)
    manifest = target / "pack.yaml"
    manifest.write_text(re.sub(r"version: \S+", f"version: {version}", manifest.read_text("utf-8")), "utf-8")
    for file, old, new in edits:
        path = target / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
    return target
