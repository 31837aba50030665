"""PowerShell's tokens by its documented rules of quoting, written without a look at the product's own reader.

about_Quoting_Rules, about_Special_Characters, about_Comments: a single-quoted text ends at a single quote that is not
doubled, whichever of the five characters either of them is; a double-quoted one at one of four, with backtick and
`$(...)` inside; here-strings end at a line that begins with their quote and `@`; `#` and `<#` open comments where a
token may begin; a backtick before the line's end continues it.
"""

import re
from dataclasses import dataclass

S = "'\u2018\u2019\u201a\u201b"
D = '"\u201c\u201d\u201e'
_TOKEN = re.compile(
    rf"""
    (?P<space>[ \t\u00a0]+|`\r?\n)
  | (?P<newline>\r\n|\r|\n)
  | (?P<herestring>@[{S}][ \t]*\r?\n(?:.*?\r?\n)?[{S}]@)
  | (?P<expandableherestring>@[{D}][ \t]*\r?\n(?:.*?\r?\n)?[{D}]@)
  | (?P<string>[{S}](?:[^{S}]|[{S}][{S}])*[{S}])
  | (?P<expandable>[{D}](?:[^{D}`$]|`.|[{D}][{D}]|\$[$?^]|\$\((?:[^()]|\([^()]*\))*\)|\$)*[{D}])
  | (?P<blockcomment><\#.*?\#>)
  | (?P<comment>\#[^\r\n]*)
  | (?P<variable>[$@][A-Za-z_][\w:]*|\$\{{[^}}]*\}}|\$[$?^_])
  | (?P<number>-?\d+(?:\.\d+)?(?![\w.]))
  | (?P<parameter>-[A-Za-z]+:?)
  | (?P<operator>&&|\|\||\$\(|@\(|@\{{|::|[;|&(){{}},=\[\].!+*/%<>])
  | (?P<word>[^\s;|&(){{}},=\[\].'"`$@\#{S}{D}]+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token; of a single-quoted text also what it stands for."""

    kind: str
    text: str
    value: str | None = None


def tokens(script: str) -> list[Token]:
    """The tokens of a script, without blanks and comments. Raises ValueError where a quoted text is not closed."""
    found = []
    for match in _TOKEN.finditer(script):
        kind = match.lastgroup or ""
        if kind == "other" and match[0] in S + D:
            raise ValueError("a quoted text is not closed")
        if kind == "string":
            found.append(Token(kind, match[0], re.sub(rf"[{S}]([{S}])", r"\1", match[0][1:-1])))
        elif kind not in ("space", "comment", "blockcomment"):
            found.append(Token(kind, match[0]))
    return found
