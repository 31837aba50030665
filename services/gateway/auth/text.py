"""When two names are the same."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field

_EMAIL = re.compile(r"[^\s@<>\"(),:;\\\[\]]{1,64}@[^\s@<>\"(),:;\\\[\]]{1,189}")
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def comparison_key(text: str) -> str:
    """The form in which names and e-mails are compared: NFKC, case folded, invisible characters out."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    visible = "".join(character for character in folded if unicodedata.category(character) not in _INVISIBLE)
    return " ".join(visible.split())


def _email(value: str) -> str:
    if not _EMAIL.fullmatch(value) or any(unicodedata.category(character) in _INVISIBLE for character in value):
        raise ValueError("not an e-mail address")
    return value


def _name(value: str) -> str:
    if not comparison_key(value):
        raise ValueError("must hold something visible")
    return value.strip()


Email = Annotated[str, Field(max_length=254), AfterValidator(_email)]
Name = Annotated[str, Field(max_length=200), AfterValidator(_name)]
