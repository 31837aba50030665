"""The printed documentation as PDF, with fonts of our own for Latin, Greek and Cyrillic.

A character that they do not have is shown as U+FFFD: it is seen that something stood there.
"""

import re
from datetime import datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from services.gateway.printing.page import Item, Items, Page, Paragraph, Rows, Section

FONTS = Path(__file__).parents[1] / "fonts"
MISSING = "\ufffd"
MARGIN_MM = 18.0
INDENT_MM = 7.0
NAME_MM = 34.0
LINE_MM = 5.2
GREY = (96, 96, 104)
BLACK = (20, 20, 24)
TEXT_CHARS = 3000
"""Characters of one text; the page in the browser has all of it."""
CHARS = 150_000
"""Characters of all texts together: setting them takes some seconds."""
LEAST_CHARS = 200
"""Of a text where that is used up: so much is left of each, and a short one is whole."""

_LINE_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")


def pdf(page: Page, printed_at: datetime) -> bytes:
    """The page as a PDF file."""
    sheet = _Sheet(page.case)
    sheet.set_title(sheet.known(page.title))
    sheet.set_creation_date(printed_at)
    sheet.add_page()
    sheet.words(page.title, size=17, bold=True)
    for section in page.sections:
        _section(sheet, section)
    _section(sheet, page.proof, small=True)
    return bytes(sheet.output())


class _Sheet(FPDF):
    """Sheets of A4 with the case's name at the foot of each."""

    def __init__(self, case: str) -> None:
        super().__init__(format="A4")
        self._case = case
        self._left = CHARS
        self.add_font("DejaVu", "", FONTS / "DejaVuSans.ttf")
        self.add_font("DejaVu", "B", FONTS / "DejaVuSans-Bold.ttf")
        faces = [font.cmap for font in self.fonts.values() if isinstance(font, TTFFont)]
        self._glyphs = frozenset(faces[0]).intersection(*faces)
        self.set_margin(MARGIN_MM)
        self.set_auto_page_break(True, margin=MARGIN_MM + 4)
        self.set_lang("en")
        self.set_producer("ResolutionFlow")

    def footer(self) -> None:
        """The case and the sheet's number."""
        self.set_y(-MARGIN_MM + 3)
        self.set_font("DejaVu", "", 7.5)
        self.set_text_color(*GREY)
        self.cell(0, 4, f"Case {self._case}")
        self.set_x(MARGIN_MM)
        self.cell(0, 4, f"{self.page_no()} / {{nb}}", align="R")

    def known(self, text: str) -> str:
        """The text in characters that the fonts have."""
        visible = _UNSEEN.sub("", _LINE_BREAKS.sub("\n", text)).replace("\t", "    ")
        return "".join(char if char == "\n" or ord(char) in self._glyphs else MISSING for char in visible)

    def words(self, text: str, *, size: float = 10, bold: bool = False, grey: bool = False, left: float = 0) -> None:
        """A paragraph, `left` millimetres from the margin."""
        self.set_font("DejaVu", "B" if bold else "", size)
        self.set_text_color(*(GREY if grey else BLACK))
        self.set_x(MARGIN_MM + left)
        height = LINE_MM * size / 10
        self.multi_cell(0, height, self._fitting(text) or " ", align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _fitting(self, text: str) -> str:
        """As much of the text as there is room for."""
        limit = min(TEXT_CHARS, max(self._left, LEAST_CHARS))
        kept = text if len(text) <= limit else f"{text[:limit].rstrip()}…"
        self._left -= len(kept)
        return self.known(kept)


def _section(sheet: _Sheet, section: Section, *, small: bool = False) -> None:
    if sheet.will_page_break(4 * LINE_MM):  # a heading is not the last line of a sheet
        sheet.add_page()
    sheet.ln(4)
    sheet.words(section.heading, size=9.5 if small else 12, bold=True)
    sheet.set_draw_color(200)
    sheet.line(MARGIN_MM, sheet.get_y() + 0.5, sheet.w - MARGIN_MM, sheet.get_y() + 0.5)
    sheet.ln(2)
    for block in section.blocks:
        _block(sheet, block, 8 if small else 10)
        sheet.ln(1)


def _block(sheet: _Sheet, block: Rows | Paragraph | Items, size: float) -> None:
    match block:
        case Paragraph():
            sheet.words(block.text, size=size)
        case Rows():
            for name, value in block.pairs:
                _row(sheet, name, value, size)
        case Items():
            for number, item in enumerate(block.items, start=1):
                _item(sheet, f"{number}." if block.numbered else "•", item, size)


def _row(sheet: _Sheet, name: str, value: str, size: float) -> None:
    _mark(sheet, name, size, grey=True)
    sheet.words(value, size=size, left=NAME_MM)


def _item(sheet: _Sheet, mark: str, item: Item, size: float) -> None:
    _mark(sheet, mark, size)
    sheet.words(item.text, size=size, left=INDENT_MM)
    for detail in item.details:
        sheet.words(detail, size=size - 1, grey=True, left=INDENT_MM)
    sheet.ln(1)


def _mark(sheet: _Sheet, mark: str, size: float, *, grey: bool = False) -> None:
    """A word beside what follows on the same line."""
    if sheet.will_page_break(LINE_MM):
        sheet.add_page()
    top = sheet.get_y()
    sheet.words(mark, size=size, grey=grey)
    sheet.set_y(top)
