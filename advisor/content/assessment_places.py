"""Where the answers of an assessment stand in its file."""

from __future__ import annotations

from pathlib import Path

from advisor.content.yaml_reader import ASSESSMENT_LIMIT, At, read, read_bytes


class AssessmentPlaces:
    """Looks up places in an assessment file, which is read once."""

    def __init__(self, path: Path) -> None:
        """Look into this file.

        Raises:
            UnusableInput: the file cannot be read.
        """
        self._source = read(read_bytes(path, ASSESSMENT_LIMIT), str(path), ASSESSMENT_LIMIT)

    def answer(self, question: str, workload: str | None) -> tuple[int | None, int | None]:
        """Line and column, from 1, of a question's key; of what is around it when there is no such key."""
        at: At = ("answers", question)
        if workload is not None:
            top = self._source.value
            listed = top.get("workloads") if isinstance(top, dict) else None
            for index, each in enumerate(listed if isinstance(listed, list) else ()):
                if isinstance(each, dict) and each.get("id") == workload:
                    at = ("workloads", index, *at)
        mark = self._source.mark(at, key=True)
        return (mark.line, mark.column) if mark else (None, None)
