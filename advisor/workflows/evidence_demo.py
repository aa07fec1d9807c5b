"""The bills that come with a pack are invented: what rests on one of them says so."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from advisor.content.examples import FOLDER
from advisor.content.packs import folder_of
from advisor.model.bill import Bill
from advisor.model.bill_answers import Proposal
from advisor.model.pack import Pack

BILLS = "bills"
"""Folder of the bills that come with a pack, among its examples."""
MARK = "Invented demo bill"


def is_demo(bill: Bill, pack: Pack) -> bool:
    """Whether one of the files is a demo bill of the pack, by its bytes and whatever its name."""
    folder = folder_of(pack)
    shelf = folder / FOLDER / BILLS if folder is not None else None
    if shelf is None or not shelf.is_dir():
        return False
    try:
        sizes = {each.stat().st_size: each for each in shelf.iterdir() if each.is_file()}
        return any(each.bytes in sizes and _sha256(sizes[each.bytes]) == each.sha256 for each in bill.files)
    except OSError:
        return False


def marked(proposal: Proposal) -> Proposal:
    """The proposal with evidence that tells of the invention first."""
    return proposal.model_copy(update={"evidence": f"{MARK}: {proposal.evidence}"})


@cache
def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
