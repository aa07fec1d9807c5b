"""The works that a pack builds on are named with their licence, and linked where they have an address."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import html5lib
import pytest
from markdown_it import MarkdownIt

from advisor.content.packs import load_pack
from advisor.errors import UnusableInput
from advisor.model.assessment import Assessment
from advisor.model.pack import Attribution, Pack
from advisor.reporting import html, json_report, madr, markdown
from advisor.reporting.document import Document
from tests.reporting.conftest import report

HOSTILE = "x](https://evil.example) <a href='https://evil.example'>y</a> https://evil.example ![z](a)"
WORKS = (
    Attribution(
        title="A paper",
        author="A foundation",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        url="https://paper.example/a_b(c)?d=1&copy;=2#e",
        note="In own words.",
    ),
    Attribution(title=HOSTILE, author=HOSTILE, licence=HOSTILE, note=HOSTILE, url="https://work.example"),
    Attribution(title="A book", author="Somebody", licence="Quoted", note="One figure."),
)
LINKS = [
    ("A paper", "https://paper.example/a_b(c)?d=1&copy;=2#e"),
    ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    (HOSTILE, "https://work.example"),
]


@pytest.fixture
def document(small_pack: Pack, plain_assessment: Assessment) -> Document:
    manifest = small_pack.manifest.model_copy(update={"attributions": WORKS})
    fields = {name: getattr(small_pack, name) for name in type(small_pack).model_fields}
    return report(Pack.model_construct(**fields | {"manifest": manifest}), plain_assessment)


def outward_in_html(page: bytes) -> list[tuple[str, str]]:
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    found = [("".join(one.itertext()), one.attrib["href"]) for one in tree.iter("a") if "href" in one.attrib]
    return [(text, target) for text, target in found if not target.startswith("#")]


def outward_in_markdown(page: bytes) -> list[tuple[str, str]]:
    """Links that lead out, as a reader with automatic links sees them."""
    found: list[tuple[str, str]] = []
    for block in MarkdownIt("gfm-like", {"linkify": True}).parse(page.decode()):
        inside: str | None = None
        text = ""
        for token in block.children or []:
            if token.type == "link_open":
                inside, text = str(token.attrs["href"]), ""
            elif token.type == "link_close" and inside is not None:
                if not inside.startswith("#"):
                    found.append((text, inside))
                inside = None
            elif inside is not None:
                text += token.content
    return found


def test_html_links_works_and_licences_and_nothing_else(document: Document) -> None:
    assert outward_in_html(html.render(document)) == LINKS


@pytest.mark.parametrize("render", [markdown.render, madr.render])
def test_markdown_links_works_and_licences_and_nothing_else(render, document: Document) -> None:
    assert outward_in_markdown(render(document)) == LINKS


def test_json_says_all_of_it(document: Document) -> None:
    credits = json.loads(json_report.render(document))["document"]["credits"]
    assert [(one["title"], one["url"], one["licence_name"], one["licence_url"]) for one in credits] == [
        (work.title, work.url, work.licence, work.licence_url) for work in WORKS
    ]
    assert credits[0]["licence"] == "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)"
    assert credits[2]["licence"] == "Quoted"


def test_the_bundled_packs_works_can_be_followed(bundled_pack: Pack) -> None:
    works = bundled_pack.manifest.attributions
    assert any(work.url for work in works)
    assert all(work.licence_url for work in works if work.licence.startswith("CC"))


BAD = [
    "http://paper.example",
    "javascript:alert(1)",
    "https://paper.example/a b",
    "https://paper.example/<b>",
    "https://paper.example/\u202egnp.exe",
    "https://name:word@paper.example/",
    "https://b\u00fccher.example/",
    "https://",
    "//paper.example",
]


@pytest.mark.parametrize("field", ["url", "licence_url"])
@pytest.mark.parametrize("bad", BAD)
def test_any_other_address_is_refused_at_its_place(
    bad: str, field: str, small_pack_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(small_pack_folder, folder)
    path = folder / "pack.yaml"
    text = path.read_text(encoding="utf-8")
    line = f'    {field}: "{bad}"\n'
    assert "attributions:\n" in text
    work = "attributions:\n  - title: T\n    author: A\n    licence: L\n    note: Note\n" + line
    path.write_text(text.replace("attributions:\n", work, 1), encoding="utf-8")
    with pytest.raises(UnusableInput) as refused:
        load_pack(folder)
    (problem,) = refused.value.problems
    assert problem.line == path.read_text(encoding="utf-8").splitlines().index(line.rstrip("\n")) + 1
    assert "https://" in (problem.hint or "")


@pytest.mark.parametrize("bad", [*BAD[:4], "https://a.example>", "https://a.example\n"])
def test_a_template_of_ones_own_cannot_link_to_anything_else(bad: str) -> None:
    with pytest.raises(ValueError, match="https://"):
        markdown.address(bad)
