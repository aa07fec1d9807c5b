"""The prices of a pack, from disk, kept ready as packs are."""

from __future__ import annotations

from pathlib import Path

from advisor.content.pack_cache import cached_part, keep_part
from advisor.content.pack_codec import know
from advisor.content.pack_identity import pack_sha256
from advisor.content.packs import folder_of
from advisor.errors import Problem, Severity, UnusableInput
from advisor.model import expression, price, price_quantity, price_table, stated
from advisor.model.pack import Pack
from advisor.model.price import PriceBook

_PART = "prices"
know((expression, price, price_quantity, price_table, stated))


def load_prices(folder: Path) -> PriceBook:
    """The price book of a pack.

    Raises:
        UnusableInput: the pack has none, or it cannot be used; the problems are all there are.
    """
    sha256 = pack_sha256(folder)
    book = _kept(sha256)
    if book is None:
        book = _read(folder)
        keep_part(sha256, _PART, book)
        _READY[sha256] = book
    return book


def prices_of(pack: Pack) -> PriceBook | None:
    """The prices that belong to a pack; None when it has none, or was not read from a folder.

    Raises:
        UnusableInput: the pack's folder has changed since, and its prices cannot be used any more.
    """
    book, folder = _kept(pack.sha256), folder_of(pack)
    if book is not None or folder is None:
        return book
    try:
        return load_prices(folder)
    except UnusableInput as unusable:
        if all(problem.code == _NO_PRICES for problem in unusable.problems):
            return None
        raise


_NO_PRICES = "no-prices"
_READY: dict[str, PriceBook] = {}
"""Identity of a pack to its prices."""


def _kept(sha256: str) -> PriceBook | None:
    if sha256 not in _READY:
        kept = cached_part(sha256, _PART)
        if isinstance(kept, PriceBook):
            _READY[sha256] = kept
    return _READY.get(sha256)


def _read(folder: Path) -> PriceBook:
    # Only here is the machinery of validation and checks worth the time that importing it takes.
    from advisor.content.pack_checks import check_references
    from advisor.content.pack_files import PRICES, read_pack_files

    files = read_pack_files(folder)
    check_references(files)
    errors = [problem for problem in files.all_problems() if problem.severity is Severity.ERROR]
    if errors:
        raise UnusableInput(errors)
    book = files.get(PRICES, PriceBook)
    if book is None:
        message = "this pack has no prices, so nothing can be computed"
        raise UnusableInput([Problem(str(folder / PRICES), None, None, message, code=_NO_PRICES)])
    return book
