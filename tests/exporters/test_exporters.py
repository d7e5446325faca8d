"""Notes as Markdown and HTML: everything is in them, and nothing typed into a field becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from meeting_example import meeting_rows
from reading import Page, github

from weeklypm.domain.notes import notes_document
from weeklypm.domain.notes_tree import (
    Block,
    Document,
    Entry,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Prose,
    Table,
)
from weeklypm.domain.values import Language
from weeklypm.exporters import html, markdown
from weeklypm.exporters.markdown_prose import rewrite
from weeklypm.exporters.texts import one_line

GOLDEN = Path(__file__).parent / "golden"
KEY = "2026-08-28-search-slow"
PNG = b"\x89PNG\r\n\x1a\n rest of a picture"

NASTY = [
    "<script>alert(1)</script>",
    "<img src=https://evil.example/x.png onerror=alert(1)>",
    "![x](https://evil.example/x.png)",
    "\\![x](https://evil.example/x.png)",
    "!*[x](https://evil.example/x.png)*",
    "[x](javascript:alert(1))",
    "[x](https://evil.example)",
    "# heading",
    "## heading\n\n# another",
    "a\n---\nb",
    "a\n===",
    "- item",
    "+ item",
    "1. item",
    "12) item",
    "> quote",
    "```\ncode",
    "~~~\ncode",
    "    indented",
    "`code` and ``more``",
    "**bold** _under_ ~~gone~~ __both__",
    "a | b\n--- | ---\nc | d",
    "| cell | cell |",
    "back\\slash\\",
    "a\\|b",
    "&lt;b&gt; &amp; &#60;",
    "<!-- comment",
    "</td></tr></table><h1>out</h1>",
    '" onmouseover="alert(1)',
    "[ref]: https://evil.example",
    "[x][ref]",
    "<https://evil.example>",
    "$x$ and $$y$$",
    "line\r\nend\x0b\x0cfeed",
    "***",
    "* * *",
    "- [ ] box",
    "\u202eright to left",
    "#",
    "x #",
    "x ## ",
    "C#",
    "1.",
    "=",
]


def everywhere(text: str) -> Document:
    """Put a text into every place that a document has for plain data, and a heading after it."""
    blocks: tuple[Block, ...] = (
        Heading(2, text),
        Paragraph(text),
        Facts(((text, text),)),
        Listing((Entry(text, text), Entry("last")), numbered=True),
        Listing((Entry(text), Entry("last", text))),
        Table((text, "b"), ((text, text), ("c", text))),
        Picture("p", text),
        Heading(2, "The end"),
    )
    return Document(text, blocks)


def assert_reads_as_typed(write: Callable[[Document], Page], text: str) -> None:
    """Compare with the same document about something plain: tags, and each text with the one for the other."""
    page, plain = write(everywhere(text)), write(everywhere("plain"))
    said = one_line("en", text)
    assert page.names == plain.names
    assert [(path, data.replace(said, "plain")) for path, data in page.words] == plain.words


@pytest.mark.parametrize("text", NASTY)
def test_data_never_becomes_markup(text: str) -> None:
    for write in (_as_markdown, _as_html):
        assert write(everywhere(text)).names == write(everywhere("plain")).names
        assert_reads_as_typed(write, "\N{SNOWMAN} " + text)


@given(st.text(alphabet=st.one_of(st.sampled_from("\\`*_[]<>|~$&#+-=.)(!\"'\n :1aあ　"), st.characters()), min_size=1))
def test_no_text_whatever_changes_the_structure(text: str) -> None:
    for write in (_as_markdown, _as_html):
        assert_reads_as_typed(write, "\N{SNOWMAN}" + text)
    if one_line("en", text):
        assert _as_markdown(everywhere(text)).names == _as_markdown(everywhere("plain")).names


def _as_markdown(document: Document) -> Page:
    return github(markdown.render(document, "en", {"p": "p.png"}))


def _as_html(document: Document) -> Page:
    return Page(html.render(document, "en", {"p": PNG}))


def prose_between(text: str) -> Document:
    return Document("Title", (Heading(2, "Before"), Prose(text), Heading(2, "After"), Paragraph("The end")))


def _own_headings(page: Page) -> list[str]:
    return [word for tag in ("h1", "h2", "h3") for word in page.texts(tag)]


@pytest.mark.parametrize("text", NASTY)
def test_written_markdown_stays_in_its_place(text: str) -> None:
    for write in (_as_markdown, _as_html):
        page = write(prose_between(text))
        assert _own_headings(page) == ["Title", "Before", "After"]
        assert page.texts("p")[-1] == "The end"
        assert not {"script", "iframe", "object", "form", "input"} & set(page.names)
        assert "img" not in page.names


@given(st.text(alphabet=st.one_of(st.sampled_from("\\`*_[]<>|~$&#+-=.)(!\"'\n\n  :/1aあ　"), st.characters())))
def test_no_written_markdown_swallows_what_follows(text: str) -> None:
    for write in (_as_markdown, _as_html):
        page = write(prose_between(text))
        assert _own_headings(page) == ["Title", "Before", "After"]
        assert page.texts("p")[-1] == "The end"


PIECES = (
    "a", "b ", "*", "**", "_", "`", "~~", "[x](https://a.example)", "![x](https://a.example/x.png)", "![", "](", "!",
    "\\",
    "[r]", "[r]: https://a.example", "\n", "\n\n", "- ", "1. ", "> ", "    ", "# ", "|", "| --- |", "---", "```\n",
    "  \n",
    "<b>", "<img src=x>", "<!--", "あ", "。", "「",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_written_markdown_fetches_or_hides_anything(text: str) -> None:
    for write in (_as_markdown, _as_html):
        page = write(prose_between(text))
        assert _own_headings(page) == ["Title", "Before", "After"]
        assert page.texts("p")[-1] == "The end"
        assert not {"img", "b", "script"} & set(page.names)
        # An address that is no address loses its link in the page and keeps its text.
        links = [attributes.get("href") for tag, attributes in page.tags if tag == "a"]
        assert all(link is None or link.startswith("https://") for link in links)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "smb://host/x",
        "//host/x",
        "data:text/html,x",
        "ms-word:x",
        "http://x.example",
    ],
)
def test_only_safe_addresses_become_links(address: str) -> None:
    for text in (f"[x]({address})", f"<{address}>", f"[x][r]\n\n[r]: {address}"):
        for write in (_as_markdown, _as_html):
            assert "a" not in write(prose_between(text)).names


def test_safe_links_are_kept() -> None:
    text = "[page](https://docs.example/a_b?c=d&e=f) and <mailto:team@example.com>"
    for write in (_as_markdown, _as_html):
        links = [attributes["href"] for tag, attributes in write(prose_between(text)).tags if tag == "a"]
        assert links == ["https://docs.example/a_b?c=d&e=f", "mailto:team@example.com"]


@pytest.mark.parametrize(
    "text",
    [
        "one\ntwo\n\nthree",
        "* a\n* b\n  * c\n\n    d\n* e",
        "3. a\n4. b",
        "* a\n* b\n\n+ c",
        "> quoted\n> * list\n> > deeper",
        "```\ncode ``` with\n   `` ticks\n```",
        "`a|b` and `` a`b `` and *em **strong** em* and ~~gone~~",
        "| a | b |\n| --- | --- |\n| `c|d` | *e* |\n| f |  |",
        "line\\\nbreak and trailing  \nspaces",
        "#### four\n\n###### six",
        "---\n\ntext",
        "#### ends \\#\n\n#### ends \\## \n\n#### C#",
        "one *emphasis\nover lines*\n***\nafter",
        "1986\\. A year\n\n\\# no heading",
        "snake_case_name and 2 * 3 * 4",
    ],
)
def test_rewriting_keeps_the_meaning(text: str) -> None:
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    before = re.sub(r"(</?h)([1-6])", lambda found: found[1] + str(min(6, int(found[2]) + 3)), reader.render(text))
    assert reader.render(rewrite(text)) == before
    assert rewrite(rewrite(text)).replace("#", "") == rewrite(text).replace("#", "")


@pytest.mark.parametrize("language", list(Language))
def test_notes_read_as_the_golden_ones(language: Language) -> None:
    written = markdown.render(notes_document(meeting_rows()), language, {KEY: "timeline.png"})
    assert written == (GOLDEN / f"notes.{language.value}.md").read_text("utf-8")


@pytest.mark.parametrize("language", list(Language))
def test_both_formats_hold_every_decision_and_action_with_owner_and_date(language: Language) -> None:
    document = notes_document(meeting_rows())
    due = {"en": ("Fri 18 Sep", "Wed 16 Sep"), "ja": ("9月18日（金）", "9月16日（水）")}[language.value]
    wanted = (
        "Watch search p99 before the next step",
        "Support may write to the channel",
        "Add an alert at 1 s for 5 minutes",
        "Write the rollback down",
        "Torii",
        "Amemiya",
        *due,
    )
    for text in (github(markdown.render(document, language)).text, Page(html.render(document, language)).text):
        assert [one for one in wanted if one not in text] == []


def test_a_page_needs_nothing_but_itself() -> None:
    page = Page(html.render(notes_document(meeting_rows()), "ja", {KEY: PNG}))
    assert dict(page.tags)["html"] == {"lang": "ja"}
    assert not {"script", "link", "iframe", "object", "embed"} & set(page.names)
    sources = [value for _, attributes in page.tags for name, value in attributes.items() if name in ("src", "srcset")]
    assert [str(source)[:22] for source in sources] == ["data:image/png;base64,"]
    style = "".join(page.texts("style"))
    assert "url(" not in style
    assert "@import" not in style
    assert page.names.count("h1") == 1
    assert {attributes.get("scope") for tag, attributes in page.tags if tag == "th"} == {"col"}


def test_pictures_are_named_by_key_and_left_out_when_there_is_none() -> None:
    document = notes_document(meeting_rows())
    assert "![Timeline: Search slow at lunchtime](time%20line.png)" in markdown.render(
        document, "en", {KEY: "time line.png"}
    )
    assert "![" not in markdown.render(document, "en")
    svg = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    drawn = Page(html.render(document, "en", {KEY: svg}))
    assert [str(attributes["src"])[:26] for tag, attributes in drawn.tags if tag == "img"] == [
        "data:image/svg+xml;base64,"
    ]
    assert "script" not in drawn.names
    assert "img" not in Page(html.render(document, "en")).names


def test_a_picture_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="neither"):
        html.render(notes_document(meeting_rows()), "en", {KEY: b"GIF89a"})
