"""The prices of a pack, from disk, kept ready as packs are."""

from __future__ import annotations

from pathlib import Path

from advisor.content.pack_cache import cached_part, keep_part
from advisor.content.pack_codec import know
from advisor.content.pack_identity import pack_sha256
from advisor.content.pack_parts import PackPart
from advisor.content.packs import folder_of
from advisor.model import expression, price, price_quantity, price_table, stated
from advisor.model.pack import Pack
from advisor.model.price import PriceBook

_PART = "prices"
know((expression, price, price_quantity, price_table, stated))
_PRICES = PackPart(
    "prices.yaml", PriceBook, "no-prices", "this pack has no prices, so nothing can be computed"
)


def load_prices(folder: Path) -> PriceBook:
    """The price book of a pack.

    Raises:
        UnusableInput: the pack has none, or it cannot be used; the problems are all there are.
    """
    sha256 = pack_sha256(folder)
    book = _kept(sha256)
    if book is None:
        book = _PRICES.read(folder)
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
    return _PRICES.if_any(load_prices, folder)


_READY: dict[str, PriceBook] = {}
"""Identity of a pack to its prices."""


def _kept(sha256: str) -> PriceBook | None:
    if sha256 not in _READY:
        kept = cached_part(sha256, _PART)
        if isinstance(kept, PriceBook):
            _READY[sha256] = kept
    return _READY.get(sha256)
