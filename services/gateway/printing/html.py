"""The printed documentation as a page of its own: no script, nothing loaded, its style known by its hash."""

import base64
from collections.abc import Iterator, Mapping
from hashlib import sha256
from html import escape

from services.gateway.printing.page import Item, Items, Page, Paragraph, Rows, Section

_STYLE = """
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1.25rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1.5rem; }
h2 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid #8886; }
p { margin: .5rem 0; white-space: pre-line; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.25rem; margin: .5rem 0; }
dt { color: #667; } dd { margin: 0; }
ol, ul { margin: .5rem 0; padding-left: 1.5rem; } li { margin: .4rem 0; white-space: pre-line; }
li > ul { list-style: none; padding-left: 0; } li li { margin: 0; color: #556; }
footer { margin-top: 2.5rem; font-size: .85rem; }
footer dd { font-family: ui-monospace, monospace; }
@media (prefers-color-scheme: dark) { dt, li li { color: #aab; } }
@media print { :root { color-scheme: light; font-size: 10.5pt; } body { margin: 0; max-width: none; }
  h2 { break-after: avoid; } li, dl { break-inside: avoid; } @page { margin: 18mm; } }
"""
_HASH = base64.b64encode(sha256(_STYLE.encode()).digest()).decode()
HEADERS: Mapping[str, str] = {
    "content-security-policy": (
        f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}


def html(page: Page) -> str:
    """The page; whatever people wrote is text in it."""
    title = escape(page.title)
    body = "".join(_section(section) for section in page.sections)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<style>{_STYLE}</style></head>\n<body><main><h1>{title}</h1>{body}</main>"
        f"<footer>{_section(page.proof)}</footer></body></html>\n"
    )


def _section(section: Section) -> str:
    return f"\n<section><h2>{escape(section.heading)}</h2>{''.join(map(_block, section.blocks))}</section>"


def _block(block: Rows | Paragraph | Items) -> str:
    match block:
        case Paragraph():
            return f"<p>{escape(block.text)}</p>"
        case Rows():
            return f"<dl>{''.join(_pairs(block))}</dl>"
        case Items():
            tag = "ol" if block.numbered else "ul"
            return f"<{tag}>{''.join(map(_item, block.items))}</{tag}>"


def _pairs(rows: Rows) -> Iterator[str]:
    for name, value in rows.pairs:
        yield f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>"


def _item(item: Item) -> str:
    details = "".join(f"<li>{escape(detail)}</li>" for detail in item.details)
    return f"<li>{escape(item.text)}{f'<ul>{details}</ul>' if details else ''}</li>"
