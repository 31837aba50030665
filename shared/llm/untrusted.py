"""What may go into a prompt of text that strangers wrote: tickets, logs, answers, flow texts.

Such text is data. It is cleaned of characters that people do not see and models read, and put between markers
that carry a nonce of this request, so that no text can close its own block.
"""

import secrets
from collections import Counter
from dataclasses import dataclass, field

_HIDDEN: dict[str, tuple[range, ...]] = {
    "tag": (range(0xE0000, 0xE0080), range(0xE0100, 0xE01F0)),
    "zero_width": (range(0x200B, 0x200E), range(0x2060, 0x2065), range(0xFEFF, 0xFF00), range(0xAD, 0xAE)),
    "bidi": (range(0x200E, 0x2010), range(0x202A, 0x202F), range(0x2066, 0x206A), range(0x61C, 0x61D)),
    "control": (range(0x09), range(0x0B, 0x0D), range(0x0E, 0x20), range(0x7F, 0xA0), range(0xD800, 0xE000)),
}
_KIND_OF = {chr(code): kind for kind, ranges in _HIDDEN.items() for codes in ranges for code in codes}
_REMOVED = dict.fromkeys(map(ord, _KIND_OF))
_LINE_ENDS = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n"})


def clean(text: str) -> tuple[str, Counter[str]]:
    """The text without hidden characters, and how many of each kind there were.

    Kinds: `tag` (also variation selectors), `zero_width`, `bidi`, `control` (also lone surrogates).
    Chat-template tokens (`<|...|>`), which some local servers obey, are broken up.
    """
    lines = text.replace("\r\n", "\n").translate(_LINE_ENDS)
    removed = Counter(_KIND_OF[char] for char in lines if char in _KIND_OF)
    visible = lines.translate(_REMOVED) if removed else lines
    return visible.replace("<|", "< |").replace("|>", "| >"), removed


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


@dataclass(slots=True)
class Quarantine:
    """The untrusted blocks of one request. `removed` counts the hidden characters found in them."""

    nonce: str = field(default_factory=lambda: secrets.token_hex(8))
    removed: Counter[str] = field(default_factory=Counter)

    def block(self, source: str, text: str) -> str:
        """The text between markers; `source` is a word of ours that says where it came from."""
        visible, removed = clean(text)
        self.removed += removed
        mark = f'nonce="{self.nonce}"'
        return f'<untrusted {mark} source="{source}">\n{visible}\n</untrusted {mark}>'
