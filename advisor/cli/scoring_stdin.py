"""What comes through standard input: an assessment, or a table of answers."""

from __future__ import annotations

import contextlib
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from advisor.content.tables import TableFile, refuse_workbook, sniffed

NAME = "standard input"
ASSESSMENT = "yaml"
_HEAD = 1 << 16
"""Bytes that are looked at to tell what it is."""
_LIMIT = 64_000_000
"""Bytes of an assessment at most; far above what its reader takes. Tables may be of any length."""


@contextlib.contextmanager
def given(form: str | None) -> Iterator[bytes | TableFile]:
    """The assessment as it is, or a table in a file that is gone afterwards; ``form`` says which it is."""
    head = sys.stdin.buffer.read(_HEAD)
    refuse_workbook(head, NAME)
    found = form or sniffed(head) or ASSESSMENT
    if found == ASSESSMENT:
        yield head + sys.stdin.buffer.read(_LIMIT - len(head))
        return
    # Readers of tables look at the first line and then at the whole, which a pipe does not let them.
    with tempfile.TemporaryDirectory(prefix="advisor-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"sheets.{found}"
        with path.open("wb") as file:
            file.write(head)
            shutil.copyfileobj(sys.stdin.buffer, file)
        yield TableFile(path, found, NAME)
