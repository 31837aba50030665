"""Both shells as the rest of the service uses them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from services.documentation.scripts import bash, powershell
from services.documentation.scripts.events import Shell
from services.documentation.scripts.faults import Fault
from services.documentation.scripts.values import Value, as_text


@dataclass(frozen=True, slots=True)
class ShellRules:
    """How a shell writes a value, reads a body and names a file. `guard` begins a script that is not plain ASCII."""

    literal: Callable[[Value], str]
    faults: Callable[[str, Collection[str]], list[Fault]]
    suffix: str
    guard: str = ""


def _bash(value: Value) -> str:
    return as_text(value) if isinstance(value, Decimal) else bash.literal(as_text(value))


def _powershell(value: Value) -> str:
    if isinstance(value, bool):
        return "$true" if value else "$false"
    return as_text(value) if isinstance(value, Decimal) else powershell.literal(as_text(value))


_ENCODING_GUARD = (
    "if ('\u00e9' -cne [string][char]0xE9)"
    " { throw 'This file was read in another encoding. Save it as UTF-8 with a byte order mark.' }\n"
)
"""Windows PowerShell reads a file without a mark in the code page of the machine, where letters of UTF-8 turn into
typographic quotes and end a quoted text: such a script must stop at its first line."""

SHELLS: Mapping[Shell, ShellRules] = {
    "bash": ShellRules(_bash, bash.faults, ".sh"),
    "powershell": ShellRules(_powershell, powershell.faults, ".ps1", _ENCODING_GUARD),
}
