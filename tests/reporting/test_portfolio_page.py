"""A portfolio's page and workbook: text is data, nothing is told by colour alone, same input same bytes."""

from __future__ import annotations

import io
import re
from pathlib import Path

import html5lib
import openpyxl
import pytest

from advisor.model.portfolio import Portfolio
from advisor.model.portfolio_view import portfolio_rows
from advisor.reporting.portfolio import page, table, workbook
from advisor.workflows.portfolio import portfolio
from tests.workflows.over_time import copied_pack, team

HOSTILE = '=1+1 <script>alert(1)</script> {{7*7}} "><img src=x onerror=alert(1)>'


@pytest.fixture
def found(small_pack_folder: Path, tmp_path: Path) -> Portfolio:
    copied_pack(small_pack_folder, tmp_path)
    team(tmp_path / "teams", "ann", keepers="several", tickets=9000)
    path = team(tmp_path / "teams", "bob", keepers="nobody")
    path.write_text(path.read_text("utf-8").replace("bob of the harbour", f"'{HOSTILE}'"), "utf-8")
    (tmp_path / "teams" / "torn.yaml").write_text('assessment: "<b>\n', "utf-8")
    return portfolio(tmp_path / "teams")


def test_the_page_is_well_formed_and_runs_nothing(found: Portfolio) -> None:
    data = page.render(found, portfolio_rows(found))
    assert data == page.render(found, portfolio_rows(found))
    html5lib.HTMLParser(strict=True).parse(data.decode())
    text = data.decode()
    assert "<script" not in text
    assert "{{7*7}}" in text
    assert not re.search(r'(?:src|href)="(?!#)', text)
    assert "default-src 'none'" in text


def test_heat_is_told_in_words(found: Portfolio) -> None:
    text = page.render(found, portfolio_rows(found)).decode()
    for cell in re.findall(r'<td class="heat (\w+)">(.*?)</td>', text):
        assert f"<span>{cell[0]}</span>" in cell[1]
        assert re.search(r"<b>\d+</b>", cell[1])


def test_every_link_leads_somewhere(found: Portfolio) -> None:
    text = page.render(found, portfolio_rows(found)).decode()
    links, ids = re.findall(r'href="#([^"]+)"', text), re.findall(r'id="([^"]+)"', text)
    assert links
    assert set(links) <= set(ids)
    assert len(ids) == len(set(ids))


def test_the_workbook_holds_texts_as_texts_and_scores_as_numbers(found: Portfolio) -> None:
    data = workbook.render(found, portfolio_rows(found))
    assert data == workbook.render(found, portfolio_rows(found))
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames[0] == "Workloads"
    assert "Cannot be used" in book.sheetnames
    sheet = book["Workloads"]
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert cells[HOSTILE].data_type == "s"
    heads = {cell.value: cell.column for cell in sheet[5]}
    assert isinstance(sheet.cell(6, heads["Strength of the crew"]).value, int | float)
    assert sheet.auto_filter.ref
    assert sheet.conditional_formatting


def test_a_table_is_never_a_formula(found: Portfolio) -> None:
    assert f"\"'{HOSTILE[:4]}" in table.render(found, portfolio_rows(found)).decode()


def test_an_empty_portfolio_has_a_page_and_a_workbook(tmp_path: Path) -> None:
    empty = portfolio(tmp_path)
    assert b"There is nothing to show" in page.render(empty, ())
    assert workbook.render(empty, ())[:2] == b"PK"
