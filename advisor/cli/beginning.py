"""How an assessment begins: from options, or line by line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from advisor.cli.demo import named_example
from advisor.cli.plain import clean, emit, style_for, wrap
from advisor.content.assessment_file import AssessmentFile
from advisor.content.atomic import write_atomically
from advisor.content.locations import bundled_packs, pack_folder
from advisor.content.packs import load_pack
from advisor.errors import CannotWrite, UnusableInput
from advisor.model.pack import Pack
from advisor.workflows.new import example_under, fresh_assessment


def default_pack(reference: str | None) -> tuple[str, Pack]:
    """The pack that is named, or the first bundled one, with what a file calls it."""
    reference = reference or next(iter(bundled_packs()), "")
    return reference, load_pack(pack_folder(reference, Path()))


def named_workload(text: str, default_kind: str) -> tuple[str, str]:
    """Name and kind of a workload that was typed as ``NAME`` or ``NAME:KIND``."""
    name, _, kind = text.rpartition(":")
    return (name.strip(), kind.strip()) if name else (text.strip(), default_kind)


def create(
    path: Path,
    pack: Pack,
    reference: str,
    *,
    organisation: str,
    workloads: Sequence[tuple[str, str]],
    persona: str | None,
    force: bool = False,
) -> None:
    """Write a fresh assessment.

    Raises:
        UnusableInput: a kind or the persona is none of the pack's.
        CannotWrite: the file is there and ``force`` is not set, or the system does not let us.
    """
    _keep(path, force=force)
    if reference not in bundled_packs():
        # The file names its pack relative to its own folder.
        reference = reference_from(pack_folder(reference, Path()), path.parent)
    assessment = fresh_assessment(
        pack, pack_reference=reference, organisation=organisation, workloads=workloads, persona=persona
    )
    if force:
        path.unlink(missing_ok=True)
    AssessmentFile.create(path, assessment, pack)


def copy_example(name: str, path: Path | None, *, pack: str | None = None, force: bool) -> Path:
    """Copy a bundled example, or one of ``pack``, comments included, and return where to.

    Raises:
        UnusableInput: there is no such example, or it does not fit ``pack``.
        CannotWrite: as for ``create``.
    """
    folder = None if pack is None else pack_folder(pack, Path())
    example = named_example(name, folder)
    path = path or Path(f"{example.id}.yaml")
    _keep(path, force=force)
    if pack is None or folder is None:
        text = example.path.read_text(encoding="utf-8")
    else:
        reference = pack if pack in bundled_packs() else reference_from(folder, path.parent)
        text = example_under(example, load_pack(folder), reference)
    lines = text.splitlines(keepends=True)
    # The line that names the schema is true where the example lies only.
    write_atomically(path, "".join(line for line in lines if "yaml-language-server" not in line).encode())
    return path


def _keep(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise CannotWrite(f"{path}: is there already; --force replaces it")


def reference_from(folder: Path, start: Path) -> str:
    """What a file in the folder ``start`` calls a pack that is not bundled."""
    start = start.resolve()
    if folder.is_relative_to(start):
        return f"./{folder.relative_to(start).as_posix()}"
    if folder.is_relative_to(start.parent):
        return f"../{folder.relative_to(start.parent).as_posix()}"
    return str(folder)


def begin(path: Path, pack_reference: str | None, read: Callable[[str], str]) -> bool:
    """Ask for what a new assessment needs and write it; False when the input ends before that."""
    reference, pack = default_pack(pack_reference)
    style = style_for(sys.stdout)
    emit([*wrap(f"{path} is not there yet, so a new assessment begins."), ""], style)
    try:
        organisation = _text(read, "Organisation: ")
        title = _text(read, "Name of its first workload: ")
        kinds = pack.manifest.workload_kinds
        lines = ["What kind of workload is it?"]
        for number, kind in enumerate(kinds, 1):
            lines += wrap(f"{kind.title} - {kind.help}", indent="      ", first=f"  {number:>2}. ")
        emit(lines, style)
        chosen = ""
        while not (chosen.isdecimal() and 1 <= int(chosen) <= len(kinds)):
            chosen = _text(read, f"Kind (1 to {len(kinds)}): ")
    except EOFError:
        return False
    try:
        create(
            path,
            pack,
            reference,
            organisation=organisation,
            workloads=[(title, kinds[int(chosen) - 1].id)],
            persona=None,
        )
    except UnusableInput as error:
        emit([clean(str(error))], style)
        return False
    return True


def _text(read: Callable[[str], str], prompt: str) -> str:
    while not (text := clean(read(prompt))):
        pass
    return text
