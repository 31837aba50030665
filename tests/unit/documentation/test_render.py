"""Documentation as Markdown: whole pages, and nothing that people wrote becomes markup."""

import pytest
from markdown_it import MarkdownIt

from services.documentation.compose import compose
from services.documentation.render import block, inline, markdown
from services.documentation.session import session_of
from tests.unit.documentation.examples import WRITTEN_AT, answered, proposed, resolved, started

PAGE = """\
# VPN drops every 20 minutes

- Domain: networking
- Steps: 2
- Duration: 45m
- Written: 2026-11-20 11:30 UTC

## As reported

VPN drops every 20 minutes for home office users.

## What was checked

1. Question: Who is affected?
   - Answer: Home office only — about 12 people
2. Action: Raise the session timeout
   - Outcome: Succeeded — now 3600 s

## Resolution

Caused by a NAT timeout.
"""

EMPTY_PAGE = """\
# No summary available

- Domain: other
- Steps: 0
- Written: 2026-11-20 11:30 UTC

## As reported

Nothing was written down.

## What was checked

No diagnostic steps were taken.

## Resolution

Not resolved.
"""

FORGERIES = [
    "# A heading",
    "Title\n=====",
    "Title\n---",
    "- an item",
    "+ an item",
    "1. an item",
    "2) an item",
    "> a quote",
    "*loud* and _leaning_ and ~~gone~~",
    "`code` and ```\nfence\n```",
    "    indented code",
    "\tindented code",
    "[a link](https://evil.example) and ![a picture](https://evil.example/x.png)",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "https://evil.example and www.evil.example and me@evil.example",
    "[ref]: https://evil.example",
    "a | b\n--|--\n1 | 2",
    "&lt;b&gt; &amp; &#x3c;",
    "back\\slash \\# x",
    "line\r\n# heading\u2028# heading\x0b# heading",
]


PLAIN = {"inline", "text", "text_special", "paragraph_open", "paragraph_close", "softbreak", "hardbreak"}


def kinds_of(rendered: str) -> set[str]:
    """The kinds of Markdown tokens in a page."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(rendered)
    return {token.type for token in tokens} | {part.type for token in tokens for part in token.children or ()}


def test_given_a_resolved_session_when_rendered_then_the_whole_page_stands() -> None:
    session = session_of(
        [
            started(),
            proposed(1, "Who is affected?"),
            answered(1, selected_option="home", selected_label="Home office only", free_text="about 12 people"),
            proposed(2, "Raise the session timeout", "action"),
            answered(2, action_result={"success": True, "details": "now 3600 s"}),
            resolved(45),
        ]
    )
    assert markdown(compose(session, WRITTEN_AT)) == PAGE


def test_given_a_domain_of_two_words_when_rendered_then_it_is_written_as_words() -> None:
    document = compose(session_of([started(domain="active_directory")]), WRITTEN_AT)
    assert "- Domain: active directory\n" in markdown(document)


def test_given_nothing_when_rendered_then_empty_parts_say_so() -> None:
    assert markdown(compose(session_of([]), WRITTEN_AT)) == EMPTY_PAGE


@pytest.mark.parametrize("forgery", FORGERIES)
def test_given_markup_in_a_text_when_rendered_then_it_is_plain_words(forgery: str) -> None:
    assert kinds_of(inline(forgery)) <= PLAIN
    assert kinds_of(block(forgery)) <= PLAIN


@pytest.mark.parametrize("forgery", FORGERIES)
def test_given_markup_in_a_step_when_rendered_then_the_list_has_one_plain_item(forgery: str) -> None:
    kinds = kinds_of(f"1. Question: {inline(forgery)}")
    assert kinds <= PLAIN | {"ordered_list_open", "ordered_list_close", "list_item_open", "list_item_close"}


@pytest.mark.parametrize("text", ["C:\\Users\\x_y*", "a < b && c > d", "50% of #12 [x]", "~/x | y"])
def test_given_special_characters_when_rendered_then_the_reader_sees_them_as_written(text: str) -> None:
    (_, part, _) = MarkdownIt("commonmark").parse(inline(text))
    assert "".join(child.content for child in part.children or ()) == text


def test_given_lines_when_rendered_as_a_block_then_breaks_and_paragraphs_are_kept() -> None:
    assert block("one\ntwo\n\n\nthree\n") == "one  \ntwo\n\nthree"


def test_given_invisible_characters_when_rendered_then_they_are_gone() -> None:
    assert inline("safe\u202etxt.exe\x00\x1b[0m") == "safetxt.exe\\[0m"
