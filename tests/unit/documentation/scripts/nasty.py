"""Values that try to become code: pieces of both shells' syntax, put together at random but the same every time."""

import random
from collections.abc import Iterator

CANARY = "HIT"
"""The file that a value which became code would make."""
_BREAKOUTS = (
    f"'; >{CANARY}; '", f'"; >{CANARY}; "', f"$(>{CANARY})", f"`>{CANARY}`", f"\n>{CANARY}\n", f"\\'; >{CANARY} #",
    f"'\\''; >{CANARY} #", f"''; >{CANARY}; ''", f"\nEOF\n>{CANARY}\n", f"a[$(>{CANARY})]", f"}}; >{CANARY}; {{",
    f")); >{CANARY}; ((", f"| tee {CANARY}", f"&& >{CANARY}", f"'$(>{CANARY})'", f"'\"'\"'; >{CANARY} #",
    f"\u2019; New-Item {CANARY} #", f"\u2018\u2019; New-Item {CANARY}", f"'@\nNew-Item {CANARY}\n@'",
    f"\u201c; New-Item {CANARY}; \u201d", f"`'; New-Item {CANARY} #", f"#>\nNew-Item {CANARY}", "--%", "{{ service }}",
)  # fmt: skip
_PIECES = (
    "'", '"', "`", "\\", "$", "$(", ")", "${", "}", "{{", "}}", ";", "|", "&", "<", ">", "#", "!", "*", "?", "~", "^",
    "@", "%", "=", "(", "[", "]", " ", "  ", "\t", "\n", "\r", "\r\n", "-rf", "--", "/", "..", "&&", "||", "<<EOF",
    "EOF",
    "@'", "'@", '@"', '"@', "\u2018", "\u2019", "\u201a", "\u201b", "\u201c", "\u201d", "\u201e", "\u00a0", "\u2013",
    "\u2028", "\ufeff", "\u202e", "\x1b[201~", "\x01", "\x7f", "\x85", "\u0412", "\u00e9", "\u4f60", "\U0001f600", "$'",
    '$"', "$true", "0x1F", "1e9", "-5", "a", "Z", "9", "true", "null",
)  # fmt: skip
_SIGNS = ("", "-", "+", "0", " ")
_SUFFIXES = ("", ".5", "e3", "kb", ";ls", "\n", ".", "\u0663")


def nasty_texts(count: int, seed: int = 7) -> Iterator[str]:
    """So many texts without a NUL."""
    yield from _BREAKOUTS
    made = random.Random(seed)
    for _ in range(count - len(_BREAKOUTS)):
        kind = made.random()
        if kind < 0.3:
            text = "".join(made.choices(_PIECES, k=made.randint(1, 4))) + made.choice(_BREAKOUTS)
        elif kind < 0.9:
            text = "".join(made.choices(_PIECES, k=made.randint(1, 14)))
        else:
            text = "".join(chr(_code_point(made)) for _ in range(made.randint(1, 20)))
        yield text


def nasty_numbers(count: int, seed: int = 11) -> Iterator[str | int | float]:
    """So many things that may pass for a number."""
    made = random.Random(seed)
    texts = nasty_texts(count, seed)
    for _ in range(count):
        kind = made.random()
        if kind < 0.3:
            yield made.randint(-(10**16), 10**16)
        elif kind < 0.6:
            yield made.uniform(-1e9, 1e9) * 10.0 ** made.randint(-12, 12)
        elif kind < 0.8:
            yield made.choice(_SIGNS) + str(made.randint(0, 10**6)) + made.choice(_SUFFIXES)
        else:
            yield next(texts)


def _code_point(made: random.Random) -> int:
    while True:
        point = made.choice([made.randint(1, 0x7F), made.randint(0x80, 0x2FFF), made.randint(0x3000, 0x10FFFF)])
        if not 0xD800 <= point <= 0xDFFF:
            return point
