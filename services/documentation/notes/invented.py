"""What stands in a document and nowhere in its evidence: commands, links, numbers, paths, quoted settings."""

import re
from collections.abc import Iterator

from services.documentation.notes.plain import folded, holds

_COMMANDS = (
    "arp|bcdedit|certutil|chkdsk|cipher|cmdkey|curl|dcdiag|defrag|dig|diskpart|dism|djoin|dsregcmd|esentutl|eventvwr"
    "|fsutil|getmac|gpedit|gpresult|gpupdate|icacls|ifconfig|ipconfig|iptables|journalctl|klist|lpstat|msconfig|msiexec"
    "|nbtstat|netdom|netsh|netstat|nltest|nslookup|ntdsutil|pathping|pnputil|portqry|psexec|regedit|repadmin|robocopy"
    "|rsync|rundll32|schtasks|sfc|sigverif|slmgr|systemctl|systeminfo|takeown|taskkill|tasklist|tcpdump|tracert"
    "|traceroute|vssadmin|w32tm|wbadmin|wevtutil|winget|winrm|wmic|wsreset|wusa"
)
_VERBS = (
    "Add|Clear|Connect|Copy|Disable|Disconnect|Enable|Enter|Export|Find|Get|Grant|Import|Install|Invoke|Measure|Move"
    "|New|Out|Register|Remove|Rename|Repair|Reset|Resolve|Restart|Restore|Resume|Revoke|Search|Set|Start|Stop|Suspend"
    "|Sync|Test|Uninstall|Unlock|Unregister|Update|Write"
)
_QUOTE = '"'


def between(opening: str, closing: str, most: int) -> str:
    """A pattern for what stands between two signs within a sentence; both are patterns of one character."""
    inside = rf"[^{opening}{closing}“”.:\n]|[.:](?! )"
    return f"{opening}(?:{inside}){{1,{most}}}{closing}"


_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("link", r"(?i)\b(?:[a-z][a-z0-9+.-]{1,20}://|www\.)[^\s<>\"”)]+"),
        ("address", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
        ("name", r"(?i)\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b"),
        (
            "path",
            r"(?:\b[A-Za-z]:\\|\\\\|%\w+%\\?)[^\s,;\"“”]*|(?<![\w/])/(?:etc|var|usr|opt|home|tmp|root|mnt)/[^\s,;]+",
        ),
        ("registry key", r"\bHK(?:LM|CU|CR|U|EY_[A-Z_]+)\b[^\s,;\"“”]*"),
        ("command", rf"\b(?:{_VERBS})-[A-Z]\w+|(?i:\b(?:{_COMMANDS})\b)|\bnet (?:use|stop|start|user|time)\b"),
        ("option", r"(?<!\S)(?:--?[A-Za-z][\w-]*|/[A-Za-z][\w:]*)"),
        ("code", r"\b(?=\w*\d)(?=\w*[^\W\d_])\w+\b"),
        ("number", r"\d+(?:[.,:]\d+)*"),
        ("setting", f"{between('“', '”', 200)}|{between(_QUOTE, _QUOTE, 200)}"),
    )
)
_MEASURE = re.compile(r"\d+(?:st|nd|rd|th|s|ms|h|min|am|pm|[kmgt]b)")
_ENDS = '.,;:!?…)("`'


def invented(text: str, evidence: str) -> Iterator[tuple[str, str]]:
    """Each thing that the evidence does not name, by its kind. Both are plain words."""
    known = folded(evidence)
    numbers = set(_pattern("number").findall(known))
    for kind, pattern in _KINDS:
        for match in pattern.finditer(text):
            found = folded(match[0]).strip(_ENDS)
            cut = text[match.end() :].startswith("…")
            there = found in numbers if kind == "number" else holds(known, found)
            if found and not there and not cut and not _MEASURE.fullmatch(found):
                yield kind, found


def _pattern(kind: str) -> re.Pattern[str]:
    return next(pattern for name, pattern in _KINDS if name == kind)
