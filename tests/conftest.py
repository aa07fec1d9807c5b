"""What every room's tests share: the two packs, loaded once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from advisor.content.locations import bundled_packs
from advisor.content.packs import load_pack
from advisor.model.pack import Pack
from tests.thoroughness import choose_profile

SMALL_PACK = Path(__file__).parent / "packs" / "kitchen"


def pytest_configure(config: pytest.Config) -> None:
    """Keep the cache of packs out of the home of whoever runs the tests; draw as many examples as asked."""
    choose_profile()
    os.environ["ADVISOR_CACHE_DIR"] = str(config.cache.mkdir("advisor-packs"))


@pytest.fixture(scope="session")
def small_pack_folder() -> Path:
    """A compact pack on another subject, with ids of its own throughout."""
    return SMALL_PACK


@pytest.fixture(scope="session")
def small_pack() -> Pack:
    return load_pack(SMALL_PACK)


@pytest.fixture(scope="session")
def bundled_pack_folder() -> Path:
    return next(iter(bundled_packs().values()))


@pytest.fixture(scope="session")
def bundled_pack(bundled_pack_folder: Path) -> Pack:
    return load_pack(bundled_pack_folder)
