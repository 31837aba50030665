"""From what a PSA answers to what the service knows: did it happen, may it still, shall we ask again?"""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from services.psa_sync.adapters.records import Record, dig, rows
from services.psa_sync.adapters.texts import line
from services.psa_sync.ports import Away, Blocked, Busy, PsaFailed, Refused, Reply, Unauthorized, Unclear
from services.psa_sync.waiting import retry_after

LONGEST_WAIT = timedelta(hours=1)
ECHO_CHARS = 12
"""So many characters in a row that we sent ourselves are not by chance in what a PSA answers."""

_TRANSIENT = frozenset(("server_error", "no_reply", "not_connected"))
_REFUSED = {
    400: "invalid",
    403: "forbidden",
    404: "not_found",
    405: "not_allowed",
    409: "conflict",
    410: "not_found",
    413: "too_large",
    422: "invalid",
}
_SAID = {
    "unauthorized": "The PSA does not accept the keys.",
    "invalid": "The PSA takes the request for invalid.",
    "forbidden": "The keys may not do this in the PSA.",
    "not_found": "There is no such thing in the PSA.",
    "not_allowed": "The PSA does not do this.",
    "conflict": "Somebody changed this in the PSA at the same time.",
    "too_large": "This is larger than the PSA takes.",
    "refused": "The PSA refuses.",
    "redirected": "The PSA sends us to another address. Check the connection's address.",
    "busy": "The PSA wants to be asked less.",
    "server_error": "The PSA failed.",
    "no_reply": "The PSA did not answer in time.",
    "not_connected": "The PSA cannot be reached.",
    "not_understood": "The answer is not one of this PSA. Check the connection's address.",
    "blocked": "The connection's address is not one that may be called.",
    "too_many": "The PSA has more of these than are read.",
    "reply_too_long": "The PSA's answer is too long.",
}


def sentence(code: str) -> str:
    """What a code means, in our own words."""
    return _SAID.get(code, _SAID["refused"])


def failure(reply: Reply, words: str | None, *, writes: bool, now: datetime | None = None) -> PsaFailed | None:
    """What a reply's status says; None for a success. `words` are the PSA's own, already without what we sent."""
    status = reply.status
    if 200 <= status < 300:
        return None
    if status == 401:
        return Unauthorized("unauthorized", _detail("unauthorized", None))
    if status == 429:
        return Busy("busy", _detail("busy", words), retry_after(reply.headers, now or datetime.now(UTC), LONGEST_WAIT))
    if status >= 500 or status == 408:
        return (Unclear if writes else Away)("server_error", _detail("server_error", words))
    code = "redirected" if status < 400 else _REFUSED.get(status, "refused")
    return Refused(code, _detail(code, words))


def lost(*, writes: bool) -> PsaFailed:
    """No whole reply came."""
    return (Unclear if writes else Away)("no_reply", sentence("no_reply"))


def not_connected() -> PsaFailed:
    """No connection came about."""
    return Away("not_connected", sentence("not_connected"))


def blocked(error: Blocked) -> PsaFailed:
    """The address may not be called now: a name that points elsewhere for a while is no answer of the PSA."""
    return Away(f"blocked_{error.code}", sentence("blocked"))


def not_understood(*, writes: bool) -> PsaFailed:
    """A success that is none: another server's page, or a body that was cut off."""
    return (Unclear if writes else Away)("not_understood", sentence("not_understood"))


def too_long(*, writes: bool) -> PsaFailed:
    """More came than is read."""
    return (Unclear if writes else Refused)("reply_too_long", sentence("reply_too_long"))


def too_many() -> PsaFailed:
    """There is more than is read, and what is not read may be what is looked for."""
    return Refused("too_many", sentence("too_many"))


def list_in(value: Any, *path: str) -> list[Record]:
    """The objects of a list at a path. Raises Away where there is no list: that is another answer than an empty one."""
    if not isinstance(dig(value, *path), list):
        raise not_understood(writes=False)
    return rows(value, *path)


def in_own_words(error: PsaFailed) -> PsaFailed:
    """The failure with nothing of what the PSA said: for those who choose whom we ask."""
    detail = _SAID.get(error.code, error.detail)  # other codes are our own findings, told in our own words
    if isinstance(error, Busy):
        return Busy(error.code, detail, error.retry_after)
    return type(error)(error.code, detail)


def is_transient(error: PsaFailed) -> bool:
    """Whether asking again soon may help."""
    return error.code in _TRANSIENT


def spoken(texts: Iterable[Any], sent: Any, secrets: Collection[str]) -> str | None:
    """What a PSA says of an error, on one line; None where it repeats what we sent, or a key."""
    words = line("; ".join(found for found in map(line, texts) if found), 160)
    if words is None or any(secret and secret in words for secret in secrets):
        return None
    return None if any(_repeats(words, one) for one in (*_strings(sent), *secrets)) else words


def _repeats(words: str, sent: str) -> bool:
    """Whether a part of what was sent stands in the words, however it is spaced and in whatever case."""
    flat, spoken_words = " ".join(sent.split()).casefold(), words.casefold()
    return any(spoken_words[at : at + ECHO_CHARS] in flat for at in range(len(spoken_words) - ECHO_CHARS + 1))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _detail(code: str, words: str | None) -> str:
    return f"{sentence(code)} It says: {words}" if words else sentence(code)
