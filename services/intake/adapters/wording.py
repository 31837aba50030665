"""What a text says without a model: its one-line summary, its symptoms, how urgent it is."""

import re
from collections.abc import Iterator
from typing import Any

from services.intake.events import Urgency
from services.intake.excerpt import severity

SUMMARY_CHARS = 120
SYMPTOM_CHARS = 160
MAX_SYMPTOMS = 6
READ_CHARS = 20_000
"""Of a long text only so much is read: the point of a ticket stands at its beginning."""

_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings)\b(?: (?:all|team|there|guys|support|it|"
    r"everyone|folks|help ?desk|service desk|sir|madam))*[^\w\n]+",
    re.IGNORECASE,
)
_HEADER = re.compile(r"(?:from|to|cc|date|sent|ticket|priority|attachments?)\s?:", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:(?:subject|re|fwd?|aw|wg)\s?:\s*)+", re.IGNORECASE)
_NOISE = re.compile(
    r"(?:thanks|thank you|regards|kind regards|best regards|cheers|sent from my|please (?:help|advise|assist)|"
    r"i need (?:some )?help|hope you)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"'(])|\n+")
_LINE_PREFIX = re.compile(
    r"^[\[(]?\d{2,4}[-/.]\d{1,2}[-/.]\d{1,4}[T ]*[\d:.,]*(?:Z|[+-]\d\d:?\d\d)?[\])]?\s*"
    r"|^[\[(]?(?:trace|debug|info|warn(?:ing)?|error|err|fatal|critical)[\])]?\s*[:|-]?\s+",
    re.IGNORECASE,
)
_TROUBLE = re.compile(
    r"\b(?:can ?not|can't|cant|couldn't|unable|won't|doesn't|does not|didn't|isn't|not working|no longer|stopped|stops|"
    r"fail\w*|error|crash\w*|slow|freez\w+|hang\w*|stuck|drops?|dropped|disconnect\w*|lost|missing|denied|refused|"
    r"rejected|blocked|locked|offline|down|unreachable|expired|full|keeps?|asks?|prompt\w*|corrupt\w*|timed? ?out|"
    r"broken|never|nothing|nobody|no one|since|after)\b|0x[0-9a-f]{4,}|\b\d{3} \d\.\d\.\d",
    re.IGNORECASE,
)
_URGENCY: dict[Urgency, re.Pattern[str]] = {
    "low": re.compile(
        r"\b(?:not urgent|no rush|no hurry|low priority|when(?:ever)? you have (?:time|a moment)|cosmetic"
        r"|how (?:do|can) i|would like to know|just a question|nice to have)\b",
        re.IGNORECASE,
    ),
    "critical": re.compile(
        r"\b(?:ransom\w*|data ?breach|(?:files|server|share) (?:are|is|have been|has been|were|was) (?:all )?encrypted"
        r"|(?:whole|entire) (?:company|office|site|building|network)|all (?:users|sites|staff|clients|servers)"
        r"|company[- ]?wide|nobody can|no one can"
        r"|(?:everyone|everybody)\b.{0,40}\b(?:lost|cannot|can't|without|down|offline|unable)"
        r"|production (?:is )?(?:down|stopped|line)|total outage|server (?:is )?down|critical)\b",
        re.IGNORECASE,
    ),
    "high": re.compile(
        r"\b(?:urgent\w*|asap|immediately|outage|deadline|vip|ceo|cfo|director|board meeting"
        r"|cannot work|can't work|unable to work|(?:several|multiple|many) users|all of us"
        r"|whole (?:team|department)|compromised|hacked|phishing|malware|virus|data loss|escalat\w+"
        r"|patients?|payroll|(?:is|are|went|all) down)\b",
        re.IGNORECASE,
    ),
}
"""In the order in which they are looked for: what is said to be able to wait can wait."""


def summary_of(text: str | None, log_excerpt: str | None, ticket_context: dict[str, Any] | None) -> str | None:
    """One line of at most 120 characters: the first sentence that says something, or the worst line of the log."""
    for sentence in _sentences(text or ""):
        return shorten(sentence, SUMMARY_CHARS)
    if title := ticket_title(ticket_context):
        return shorten(title, SUMMARY_CHARS)
    for line in error_lines(log_excerpt or ""):
        return shorten(line, SUMMARY_CHARS)
    return None


def symptoms_of(text: str | None, log_excerpt: str | None) -> list[str]:
    """At most six: sentences that name trouble, then distinct error lines of the log."""
    said = list(_sentences(text or ""))
    sentences = [sentence for sentence in said if _TROUBLE.search(sentence)] or said[:1]
    lines = error_lines(log_excerpt or "")
    room = MAX_SYMPTOMS - min(len(lines), MAX_SYMPTOMS // 2)
    found = [shorten(sentence, SYMPTOM_CHARS) for sentence in sentences[:room]]
    found += [shorten(line, SYMPTOM_CHARS) for line in lines]
    return list(dict.fromkeys(found))[:MAX_SYMPTOMS]


def urgency_of(text: str) -> Urgency:
    """By what is said of reach, danger and time; `medium` where nothing is."""
    for urgency, pattern in _URGENCY.items():
        if pattern.search(text[:READ_CHARS]):
            return urgency
    return "medium"


def ticket_title(context: dict[str, Any] | None) -> str | None:
    """The summary line of a ticket's context."""
    ticket = (context or {}).get("ticket", context) or {}
    title = ticket.get("summary") if isinstance(ticket, dict) else None
    return title if isinstance(title, str) and title.strip() else None


def error_lines(excerpt: str) -> list[str]:
    """The distinct error lines of a log's excerpt, the worst first, without time stamps."""
    found: dict[str, int] = {}
    for line in excerpt.splitlines():
        how_bad = severity(line)
        if how_bad is not None and not line.startswith("["):
            found.setdefault(_LINE_PREFIX.sub("", _LINE_PREFIX.sub("", line.strip())).strip(), how_bad)
    return sorted(found, key=lambda line: found[line])


def shorten(text: str, limit: int) -> str:
    """One line of at most `limit` characters, cut at a word."""
    line = " ".join(text[: 4 * limit].split())
    if len(line) <= limit:
        return line
    at_word = line[: limit - 1].rsplit(" ", 1)[0]
    kept = at_word if len(at_word) > limit // 2 else line[: limit - 1]
    return kept.rstrip(" ,;:-") + "…"


def _sentences(text: str) -> Iterator[str]:
    for part in _SENTENCE_END.split(text[:READ_CHARS]):
        sentence = _GREETING.sub("", part.strip(" \t>*-_=#"), count=1).strip()
        if _HEADER.match(sentence) or _NOISE.match(sentence):
            continue
        sentence = _SUBJECT.sub("", sentence, count=1) if _SUBJECT.match(sentence) else sentence
        if len(sentence) > 2 and any(character.isalpha() for character in sentence):
            yield sentence
