"""The prices of a pack, from disk."""

from __future__ import annotations

from pathlib import Path

from advisor.content.pack_checks import check_references
from advisor.content.pack_files import PRICES, read_pack_files
from advisor.errors import Problem, Severity, UnusableInput
from advisor.model.price import PriceBook


def load_prices(folder: Path) -> PriceBook:
    """The price book of a pack.

    Raises:
        UnusableInput: the pack has none, or it cannot be used; the problems are all there are.
    """
    files = read_pack_files(folder)
    check_references(files)
    errors = [problem for problem in files.all_problems() if problem.severity is Severity.ERROR]
    if errors:
        raise UnusableInput(errors)
    book = files.get(PRICES, PriceBook)
    if book is None:
        message = "this pack has no prices, so nothing can be computed"
        raise UnusableInput([Problem(str(folder / PRICES), None, None, message, code="no-prices")])
    return book
