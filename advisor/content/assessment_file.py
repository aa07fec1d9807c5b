"""An assessment file that is open: saved at each answer, never over somebody else's change."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from advisor.content.assessment_edit import edited
from advisor.content.assessment_rewrite import rewritten, whole_text
from advisor.content.assessment_yaml import tidied
from advisor.content.assessments import LoadedAssessment, parse_assessment
from advisor.content.atomic import remove_leftovers, write_atomically
from advisor.content.schema_line import schema_reference
from advisor.content.yaml_reader import ASSESSMENT_LIMIT, decode, read_bytes
from advisor.content.yaml_spans import EditError
from advisor.errors import CannotWrite, FileChanged, UnusableInput
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack

_BOM = b"\xef\xbb\xbf"


class AssessmentFile:
    """One file and what is known of it; ``loaded`` is what was last read or written."""

    def __init__(self, path: Path, loaded: LoadedAssessment, data: bytes) -> None:
        self.path = path
        self.loaded = loaded
        self._data = data

    @classmethod
    def open(cls, path: Path, *, pack: Pack | None = None) -> AssessmentFile:
        """Read a file.

        Raises:
            UnusableInput: it cannot be used; the problems are all there are.
        """
        data = read_bytes(path, ASSESSMENT_LIMIT)
        loaded = parse_assessment(data, str(path), path.parent, pack=pack)
        remove_leftovers(path)
        return cls(path, _at(loaded, path), data)

    @classmethod
    def create(cls, path: Path, assessment: Assessment, pack: Pack) -> AssessmentFile:
        """Write a new file.

        Raises:
            CannotWrite: there is a file of this name, or the folder takes none.
            UnusableInput: the assessment could not be read back; nothing was written.
        """

        def free() -> None:
            if os.path.lexists(path):
                raise CannotWrite(f"{path}: there is already a file of this name")

        free()
        data = whole_text(assessment, pack, schema_reference(path, pack)).encode()
        loaded = parse_assessment(data, str(path), path.parent, pack=pack)
        write_atomically(path, data, free)
        return cls(path, _at(loaded, path), data)

    def save(self, assessment: Assessment) -> None:
        """Write what changed; the bytes are on the disk when this returns.

        Raises:
            FileChanged: the file is not as it was last read or written; nothing was written.
            CannotWrite: the system refused; nothing was written.
            UnusableInput: the assessment could not be read back; nothing was written.
        """
        on_disk = self._unchanged()
        loaded, data = self._changed(assessment)
        if data != on_disk:
            # Making the bytes and syncing them takes a while, in which somebody else may save too.
            self._write(loaded, data, self._unchanged)

    def _unchanged(self) -> bytes:
        """What is on the disk, which has to be what was last read or written."""
        try:
            on_disk = self.path.read_bytes()
        except FileNotFoundError:
            raise FileChanged(f"{self.path}: the file is no longer there") from None
        except OSError as error:
            raise CannotWrite(f"{self.path}: cannot be looked at: {error.strerror}") from error
        if hashlib.sha256(on_disk).hexdigest() != self.loaded.digest:
            raise FileChanged(f"{self.path}: somebody changed the file since it was read")
        return on_disk

    def overwrite(self, assessment: Assessment) -> None:
        """Write the file whatever is on the disk now.

        Raises:
            CannotWrite: the system refused; nothing was written.
            UnusableInput: the assessment could not be read back; nothing was written.
        """
        self._write(*self._changed(assessment))

    def _write(
        self, loaded: LoadedAssessment, data: bytes, check: Callable[[], object] | None = None
    ) -> None:
        write_atomically(self.path, data, check)
        self.loaded, self._data = _at(loaded, self.path), data

    def _changed(self, assessment: Assessment) -> tuple[LoadedAssessment, bytes]:
        """The bytes that hold the assessment, and what reading them back gives."""
        old, pack = self.loaded.assessment, self.loaded.pack
        text = decode(self._data, str(self.path))
        mark = _BOM if self._data.startswith(_BOM) else b""
        wanted = tidied(assessment, pack)
        try:
            data = mark + edited(text, old, assessment, pack).encode()
            loaded = parse_assessment(data, str(self.path), self.path.parent, pack=pack)
            if loaded.assessment == wanted:
                return loaded, data
        except (EditError, UnusableInput):
            pass  # Written anew, it either works or tells what is wrong with the assessment itself.
        data = mark + rewritten(text, assessment, pack, schema_reference(self.path, pack)).encode()
        return parse_assessment(data, str(self.path), self.path.parent, pack=pack), data

    def reload(self) -> LoadedAssessment:
        """Read the file again, against the same pack.

        Raises:
            UnusableInput: it cannot be used; what was loaded before stays.
        """
        fresh = AssessmentFile.open(self.path, pack=self.loaded.pack)
        self.loaded, self._data = fresh.loaded, fresh._data
        return self.loaded


def _at(loaded: LoadedAssessment, path: Path) -> LoadedAssessment:
    return LoadedAssessment(loaded.assessment, loaded.pack, path, loaded.digest, loaded.notices)
