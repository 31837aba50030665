"""Where values go in a bash body after they were given to variables, and which commands take them for code."""

import re
from collections.abc import Sequence

_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)(?:\[[^\]]*\])?\+?=")
_SUBSCRIPT = re.compile(r"[A-Za-z_]\w*\[")
_NUMBER = re.compile(r"\d+[smhd]?")
PASSED = re.compile(
    r"\$\{?[!#]?(?:[@*]|\d|(?:_|REPLY|MAPFILE|BASH_REMATCH|BASH_ARGV|BASH_COMMAND|OPTARG|PWD|OLDPWD)\b)"
)
"""What bash itself sets from arguments, input and places."""
LOADED = re.compile(
    r"(?:PS[0-4]|(?:BASH_)?ENV|PROMPT_COMMAND|IFS|PATH|LD_\w+|SHELLOPTS|BASHOPTS|PERL5\w*|PYTHON\w+|RUBY\w+|NODE_OPTIONS"
    r"|GIT_\w+|PAGER|EDITOR|VISUAL|LESSOPEN)"
)
"""Variables that say what is run, or are run themselves."""
_DECLARERS = frozenset(["declare", "export", "local", "readonly", "typeset"])
_OPAQUE = frozenset(["bash", "dash", "eval", "ksh", "parallel", "sed", "sh", "ssh", "su", "systemd-run", "zsh"])
_INTERPRETERS = re.compile(r"(?:[gmn]?awk|python[\d.]*|perl|ruby|node|php|lua)")
_CONTAINERS = frozenset(["docker", "podman", "kubectl"])
_EXECUTES = frozenset(["-exec", "-execdir", "-ok", "-okdir"])


def given(words: Sequence[str]) -> list[tuple[str, str]]:
    """The variables that a command sets, each with the text that it may come from."""
    found = [(match[1], word) for word in words if (match := _ASSIGNMENT.match(word))]
    plain = [unquoted(word) for word in words]
    if "for" in plain[:-1]:
        found.append((plain[plain.index("for") + 1], " ".join(words)))
    if "-v" in plain[:-1]:
        found.append((plain[plain.index("-v") + 1], " ".join(words)))
    for at, word in enumerate(plain):
        if word in ("read", "mapfile", "readarray"):
            found += [(name, "$REPLY") for name in plain[at + 1 :] if name.isidentifier()]
    if "-n" in plain and not _DECLARERS.isdisjoint(plain):
        found += [(match[1], f"${word[match.end() :]}") for word in plain if (match := _ASSIGNMENT.match(word))]
    return found


def code_words(words: Sequence[str], before: frozenset[str], runners: frozenset[str]) -> list[str]:
    """The words of a simple command that bash, or the command itself, takes for more than text."""
    names, arguments = _names(words, before, runners)
    taken = [*names, *(word for word in words if _SUBSCRIPT.match(word))]
    for at, name in enumerate(unquoted(word).rpartition("/")[2] for word in names):
        taken += _taken_by(name, [*names[at + 1 :], *arguments])
    return taken


def _names(words: Sequence[str], before: frozenset[str], runners: frozenset[str]) -> tuple[list[str], list[str]]:
    """The words that may name a command, and the others behind them.

    Behind an option of a runner it cannot be told whether a word is the option's: each option may take one.
    """
    names: list[str] = []
    wanted, runs = 1, False
    for at, word in enumerate(words):
        plain = unquoted(word)
        if wanted == 0:
            return names, list(words[at:])
        if plain in before or _ASSIGNMENT.match(word) or _NUMBER.fullmatch(word):
            continue
        if plain.rpartition("/")[2] in runners:
            runs = True
        elif runs and plain.startswith("-"):
            names.append(word)
            wanted += plain != "--"
        else:
            names.append(word)
            wanted -= 1
    return names, []


def _taken_by(name: str, arguments: Sequence[str]) -> list[str]:
    plain = [unquoted(word) for word in arguments]
    if name in _DECLARERS:
        return [word for word in arguments if not _ASSIGNMENT.match(word)]
    if _INTERPRETERS.fullmatch(name):
        return _program(arguments)
    opens = name == "find" and not _EXECUTES.isdisjoint(plain)
    enters = name in _CONTAINERS and not {"exec", "run"}.isdisjoint(plain)
    return list(arguments) if name in _OPAQUE or opens or enters else []


def _program(arguments: Sequence[str]) -> list[str]:
    """The program of an interpreter, its options and what may belong to them; behind it is data."""
    taken, before, found = [], "", False
    for word in arguments:
        option = word.startswith("-")
        if not (before == "-v" and _ASSIGNMENT.match(word)) and (option or before.startswith("-") or not found):
            taken.append(word)
        found = found or not (option or before in ("-v", "-F"))
        before = word if option else ""
    return taken


def unquoted(word: str) -> str:
    """The word without its quotes."""
    return re.sub(r"['\"\\]", "", word)


def names(text: str) -> set[str]:
    """The variables whose values a text has."""
    return set(re.findall(r"\$\{?[!#]?([A-Za-z_]\w*)", text))
