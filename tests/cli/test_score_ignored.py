"""What a table cannot give is said to be ignored, on standard error."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("option", ["--format text", "--robustness"])
def test_a_table_says_which_options_it_ignores(advisor, tmp_path, option):
    pytest.importorskip("numpy", reason="needs the extra for tables")
    table = tmp_path / "sheets.csv"
    table.write_text("id,kind\na,training\n")
    plain = advisor("score", table, "--pack", "crawl-walk-run")
    asked = advisor("score", table, "--pack", "crawl-walk-run", *option.split())
    assert plain.out == asked.out
    assert "ignored" not in plain.err
    assert f"{option} is ignored for a table: its results come as CSV." in asked.err
