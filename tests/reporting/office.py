"""LibreOffice as an independent reader: it opens, recomputes and saves what we write."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

_RECOMPUTE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
 <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
  <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
 </item>
</oor:items>
"""
"""Every formula is computed anew when a file is opened; the values that it came with do not count."""


def convert(files: Iterable[Path], to: str, folder: Path) -> Path:
    """Save files in another format, or in their own again, into a folder below the given one."""
    profile = folder / "office-profile"
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(_RECOMPUTE, encoding="utf-8")
    out = folder / f"as-{to}"
    command = [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", to, "--outdir", str(out), *(str(file) for file in files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert out.is_dir(), done.stderr
    return out
