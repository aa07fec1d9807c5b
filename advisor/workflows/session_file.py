"""The file behind a session: what it holds, and how it is written without losing anybody's work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock

from advisor.content.assessment_file import AssessmentFile
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack


class SessionFile:
    """An assessment file, or none yet. ``save`` may run in a thread."""

    def __init__(self, file: AssessmentFile | None, pack: Pack) -> None:
        self._file = file
        self._pack = pack
        self._held = file.loaded.assessment if file is not None else None
        self._lock = Lock()

    @property
    def path(self) -> Path | None:
        """Where the file is; None without one."""
        return self._file.path if self._file is not None else None

    def holds(self, assessment: Assessment) -> bool:
        """Whether the file has exactly this state."""
        return self._held is assessment

    def save(self, assessment: Assessment) -> None:
        """Write a state, unless the file has it already.

        Raises:
            FileChanged: when somebody else changed the file; nothing is written then.
            CannotWrite: when the system does not let us.
        """
        with self._lock:
            if self._file is not None and not self.holds(assessment):
                self._write(self._file.save, assessment)

    def overwrite(self, assessment: Assessment) -> None:
        """Write a state over whatever the file holds.

        Raises:
            CannotWrite: when the system does not let us.
        """
        with self._lock:
            if self._file is not None:
                self._write(self._file.overwrite, assessment)

    def _write(self, write: Callable[[Assessment], None], assessment: Assessment) -> None:
        """Write a state; in the meantime the file holds nothing for certain, not even what it held before.

        Who goes back to that state while this one is written must not be told that it is saved.
        """
        before, self._held = self._held, None
        try:
            write(assessment)
        except BaseException:
            self._held = before
            raise
        self._held = assessment

    def move(self, path: Path, assessment: Assessment) -> None:
        """Go on in a new file.

        Raises:
            CannotWrite: when it is there already or cannot be written.
        """
        with self._lock:
            self._file = AssessmentFile.create(path, assessment, self._pack)
            self._held = assessment

    def reload(self) -> Assessment | None:
        """What the file holds now; None without a file.

        Raises:
            UnusableInput: when it cannot be read any more.
        """
        with self._lock:
            if self._file is None:
                return None
            self._file.reload()
            self._held = self._file.loaded.assessment
            return self._held
