"""The reference under ``docs/reference`` says what the code does."""

from __future__ import annotations

import re

from advisor.cli.app import COMMANDS
from tools.make_reference import STALE_HINT, pages, stale


def test_the_reference_is_fresh():
    assert stale() == [], STALE_HINT


def test_every_command_and_every_option_is_told():
    page = pages()["commands.md"]
    assert set(re.findall(r"^## `advisor ([\w-]+)`$", page, re.MULTILINE)) == set(COMMANDS)
    assert "`--persona`, `-p` `PERSONA,...`" in page


def test_links_within_a_page_lead_somewhere():
    for name, page in pages().items():
        heads = {head.lower() for head in re.findall(r"^#+ `?([\w.-]+)`?$", page, re.MULTILINE)}
        assert set(re.findall(r"\]\(#([\w-]+)\)", page)) <= heads, name


def test_text_of_the_code_breaks_no_table():
    for page in pages().values():
        for table in re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE):
            widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
            assert len(widths) == 1
