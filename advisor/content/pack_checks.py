"""What makes a pack unusable although each of its files is well formed."""

from __future__ import annotations

from advisor.content.check_catalogues import check_catalogues
from advisor.content.check_conditions import ConditionChecker
from advisor.content.check_evidence import check_evidence
from advisor.content.check_prices import check_prices
from advisor.content.check_questions import check_questions
from advisor.content.check_rules import check_rules
from advisor.content.pack_files import PackFiles
from advisor.content.pack_names import names_of


def check_references(files: PackFiles) -> None:
    """Add to the files' problems everything that dangles or contradicts.

    Files that are not well formed are left out, and so is what refers to them.
    """
    names = names_of(files)
    checker = ConditionChecker(files, names)
    check_rules(files, names, checker)
    check_questions(files, names, checker)
    check_catalogues(files, names, checker)
    check_prices(files, names, checker)
    check_evidence(files, names)
