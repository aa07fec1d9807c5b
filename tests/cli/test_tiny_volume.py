"""A volume that leaves machines idle is told as such, and not as a price for one unit."""

from __future__ import annotations

import re

import pytest

from advisor.content.examples import bundled_examples
from advisor.content.locations import bundled_packs


@pytest.mark.parametrize(("volume", "told"), [(3, True), (3000, False)])
def test_a_volume_that_uses_next_to_nothing_is_questioned(advisor, tmp_path, volume, told):
    text = next(
        each.path
        for each in bundled_examples(bundled_packs()["crawl-walk-run"])
        if "hospital" in each.path.name
    ).read_text("utf-8")
    text = re.sub(r"^pack:.*$", "pack: crawl-walk-run", text, flags=re.MULTILINE)
    text, changed = re.subn(r"(daily_requests:\n\s+number: )3000\n", rf"\g<1>{volume}\n", text)
    assert changed
    path = tmp_path / "hospital.yaml"
    path.write_text(text, "utf-8")
    found = advisor("tco", path)
    assert ("check the volume first" in " ".join(found.out.split())) is told
