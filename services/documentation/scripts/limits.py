"""How large templates and what is given to them may be."""

from dataclasses import dataclass

NAME_CHARS = 200
SLUG_CHARS = 80
CATEGORY_CHARS = 60
LABEL_CHARS = 200
OPTION_CHARS = 200
HELP_CHARS = 1_000
DESCRIPTION_CHARS = 2_000
PATTERN_CHARS = 500


@dataclass(frozen=True, slots=True)
class ScriptLimits:
    """What an installation may set; see `DocumentationSettings`."""

    body_chars: int = 20_000
    parameters: int = 30
    options: int = 100
    value_chars: int = 4_000
