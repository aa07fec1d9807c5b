"""Which pack this is, to the byte."""

from __future__ import annotations

import hashlib
from pathlib import Path

from advisor.content.yaml_reader import PACK_FILE_LIMIT, read_bytes


def pack_sha256(folder: Path) -> str:
    """The identity of a pack: SHA-256 over names and contents of its YAML files, without examples.

    Line endings and byte order marks are normalised, so that every checkout has the same identity.

    Raises:
        UnusableInput: a file cannot be read.
    """
    digest = hashlib.sha256()
    for path in pack_yaml_files(folder):
        data = read_bytes(path, PACK_FILE_LIMIT).removeprefix(b"\xef\xbb\xbf")
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        name = path.relative_to(folder).as_posix().encode()
        # Lengths keep the boundary between name and content unambiguous.
        digest.update(b"%d:%d:" % (len(name), len(data)) + name + data)
    return digest.hexdigest()


def pack_yaml_files(folder: Path) -> list[Path]:
    """The YAML files that lie directly in a pack's folder, sorted by name."""
    return sorted((path for path in folder.glob("*.yaml") if path.is_file()), key=lambda path: path.name)
