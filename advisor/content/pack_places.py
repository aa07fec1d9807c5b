"""Where the parts of a pack stand: a file and a path into it, as line and column."""

from __future__ import annotations

from pathlib import Path

from advisor.content.yaml_reader import PACK_FILE_LIMIT, At, Source, read, read_bytes


class PackPlaces:
    """Looks up places in the files of a pack; a file is read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        """Look into the files of this folder."""
        self._folder = folder
        self._sources: dict[str, Source] = {}

    def place(self, file: str, at: At) -> tuple[str, int | None, int | None]:
        """The file as the user knows it, line and column, counted from 1.

        A key stands for what it holds, as far as it has one; ``id`` is pointed at by its value.

        Raises:
            UnusableInput: the file cannot be read.
        """
        if file not in self._sources:
            path = self._folder / file
            self._sources[file] = read(read_bytes(path, PACK_FILE_LIMIT), str(path), PACK_FILE_LIMIT)
        source = self._sources[file]
        mark = source.mark(at, key=bool(at) and at[-1] != "id")
        return (source.name, mark.line, mark.column) if mark else (source.name, None, None)
