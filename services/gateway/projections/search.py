"""Text as PostgreSQL keeps it for lists: it takes no NUL, and one such row would stop the projector for everybody."""


def storable(text: str) -> str:
    """The text without NUL."""
    return text.replace("\0", "")


def searchable(*parts: str | None) -> str:
    """What a list is searched in, case folded."""
    return storable(" ".join(filter(None, parts)).casefold())
