"""PowerShell: a value as one literal, and where in a body such a literal can be nothing but an argument or operand.

The reader follows the language's own rules for what a quoted text, a here-string, a comment and a subexpression are,
typographic quotes included; where those rules depend on more than it knows, it refuses.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from services.documentation.scripts.faults import Fault
from services.documentation.scripts.placeholders import Placeholder
from services.documentation.scripts.reader import DEPTH, TOO_DEEP, Reader, Unreadable

_SINGLE = "'\u2018\u2019\u201a\u201b"
_DOUBLE = '"\u201c\u201d\u201e'
_QUOTES = _SINGLE + _DOUBLE
_SINGLE_QUOTE = re.compile(f"[{_SINGLE}]")
_STARTS_TOKEN = frozenset(" \t\n;|&(){},")
"""After these a new token begins, whatever the mode: only there `#` is certain to open a comment."""
_BEFORE_VALUE = frozenset(" \t\n(,")
_AFTER_VALUE = frozenset(" \t\n),;|}]")
_ASSIGNED = re.compile(r"\$([A-Za-z_][\w:]*)[ \t]*\+?=[ \t]*$")
_SWITCH = re.compile(r"(?<=[ \t\n(])-[A-Za-z]+:$")
_BRACED_VARIABLE = re.compile(r"\$\{[\w:]+\}")
_PLAIN_VARIABLE = re.compile(r"\$(?:[$?^]|[\w:]*)")
_WORD = re.compile(rf"[^\s;|&(){{}},@#$`<{_QUOTES}]+")
_EVALUATORS = frozenset({
    "add-type", "bash", "bash.exe", "cmd", "cmd.exe", "iex", "invoke-expression", "invokescript", "powershell",
    "powershell.exe", "pwsh", "pwsh.exe", "wsl", "wsl.exe", "addscript", "expandstring", "newscriptblock",
    "start-process", "saps", "set-variable", "new-variable", "sv", "nv", "set-alias", "new-alias", "invoke-item",
})  # fmt: skip
"""Commands and methods that take a text for code."""
_CODE_TYPE = re.compile(r"\[(?:.*\.)?(?:scriptblock|powershell)\]|^::create$")
"""A type that makes code of a text, or such a method of a type that is not told."""
_GIVEN = re.compile(r"\$\{?(?:\w+:)?([A-Za-z_]\w*)\}?(?=(?:[.,\[ ][^=\n;]{0,100}?)?\s*(?:[-+*/%?]*=(?!=)|\bin\b))")
_TAKEN = re.compile(r"(?<![-$\w])(?:param|function|filter)\b(.*)", re.IGNORECASE | re.DOTALL)
_VARIABLE = re.compile(r"\$\{?(?:\w+:)?([A-Za-z_]\w*)")
_PASSED = re.compile(r"\$\{?(?:\w+:)?(?:args|_|input|psitem|matches|psboundparameters)(?!\w)", re.IGNORECASE)
_BLOCKS = frozenset(["begin", "clean", "dynamicparam", "end", "param", "process", "using"])
_EVALUATES = "in a statement that takes its arguments for code"


def literal(value: str) -> str:
    """The value as one single-quoted text: every character that PowerShell takes for a single quote is doubled.

    Raises ValueError for a NUL, which ends a text for much of Windows.
    """
    if "\0" in value:
        raise ValueError("a value holds a NUL character")
    return "'" + _SINGLE_QUOTE.sub(r"\g<0>\g<0>", value) + "'"


def faults(body: str, harmless: Collection[str]) -> list[Fault]:
    """Every placeholder of the body that is not plainly an argument or operand; see `Reader.harmless`."""
    return _PowerShell(body, harmless).faults()


@dataclass(slots=True)
class _Statement:
    """A statement as far as it is read, with the values in it and in its brackets."""

    start: int
    evaluates: bool = False
    fresh: bool = True
    values: list[Placeholder] = field(default_factory=list)


@dataclass(slots=True)
class _Frame:
    """What stands between a bracket and its partner. `values` are those of the statements before the present one."""

    opening: str
    start: int
    statement: _Statement
    values: list[Placeholder] = field(default_factory=list)
    invoked: bool = False


class _PowerShell(Reader):
    names = re.IGNORECASE

    def __init__(self, text: str, harmless: Collection[str]) -> None:
        super().__init__(text, harmless)
        self._frames = [_Frame("", 0, _Statement(0))]
        self._last = ""
        self._followed: set[int] = set()

    def read(self) -> None:
        while not self.ended:
            if found := self.placeholder():
                self._value(found)
            elif self.char in " \t":
                self.at += 1
            else:
                self._token()
        if len(self._frames) > 1:
            raise Unreadable(self._frames[-1].start, "unterminated", "A bracket that opens here is not closed.")
        self._end_statement()

    @property
    def _statement(self) -> _Statement:
        return self._frames[-1].statement

    def _token(self) -> None:
        char = self.char
        if char == "\n":
            self._line_break()
        elif char == "#" or self.sees("<#"):
            self._comment()
        elif char == "`":
            self._continue_line()
        elif char == "@" and self.next and self.next in _QUOTES:
            self._here_string()
        elif char in _SINGLE:
            self._quoted()
        elif char in _DOUBLE:
            self._expandable()
        elif char == "$":
            self._dollar()
        elif char in "({)}":
            self._bracket()
        elif char in ";|&,":
            self._operator()
        else:
            self._word()

    def _line_break(self) -> None:
        self.at += 1
        if self._last not in (",", "|"):
            self._end_statement()

    def _comment(self) -> None:
        start, block = self.at, self.char == "<"
        if self.before not in _STARTS_TOKEN:
            raise Unreadable(start, "comment", "Put a space before this comment, or quote the text.")
        end = self.text.find("#>", start + 2) + 2 if block else self.line_end()
        if end < start + 2 and block:
            raise Unreadable(start, "unterminated", "A comment that begins here is not closed.")
        self.at = end
        self.refuse_inside(start, "a comment")

    def _continue_line(self) -> None:
        if self.next != "\n" or self.before not in " \t":
            raise Unreadable(self.at, "backtick", "Outside of quotes a backtick may only end a line, after a space.")
        self.at += 2

    def _quoted(self) -> None:
        start = self.at
        self.at += 1
        self._until_quote(start, _SINGLE)
        self._leave_text(start)

    def _until_quote(self, start: int, quotes: str) -> None:
        while not self.ended:
            if self.char in quotes and self.next and self.next in quotes:
                self.at += 2
            elif self.char in quotes:
                self.at += 1
                return
            elif quotes == _SINGLE or not self._expansion():
                self.at += 1
        raise Unreadable(start, "unterminated", "A quoted text that begins here is not closed.")

    def _expandable(self) -> None:
        start = self.at
        self.at += 1
        self._until_quote(start, _DOUBLE)
        self._leave_text(start)

    def _here_string(self) -> None:
        start, quotes = self.at, _SINGLE if self.next in _SINGLE else _DOUBLE
        header = self.text[start + 2 : self.line_end()]
        if self.before not in _STARTS_TOKEN or header.strip(" \t"):
            raise Unreadable(start, "here_string", "A here-string begins after a space, and its text on the next line.")
        self.at = self.line_end()
        while not (self.char == "\n" and self.next and self.next in quotes and self.text[self.at + 2 :][:1] == "@"):
            if self.ended:
                raise Unreadable(start, "unterminated", "A here-string that begins here is not closed.")
            if quotes == _SINGLE or not self._expansion():
                self.at += 1
        self.at += 3
        self._leave_text(start)

    def _expansion(self) -> bool:
        """Pass what stands in an expandable text for something else; whether there was anything."""
        if self.char == "`":
            self.at += 2
        elif self.sees("$("):
            self._subexpression()
        elif self.sees("${"):
            self._braced_variable()
        elif self.char == "$" and self.next and self.next in "$?^":
            self.at += 2
        else:
            return False
        return True

    def _subexpression(self) -> None:
        """Within a text PowerShell looks for nothing but the matching parenthesis, whatever is quoted."""
        start, depth = self.at, 0
        self.at += 1
        while True:
            if self.ended:
                raise Unreadable(start, "unterminated", "A $( that begins here is not closed.")
            depth += {"(": 1, ")": -1}.get(self.char, 0)
            self.at += 1
            if depth == 0:
                return

    def _leave_text(self, start: int) -> None:
        self.refuse_inside(start, "a quoted text")
        if self._last in ("&", "."):
            self._note(self.text[start : self.at].strip(_QUOTES))
            self.evaluates(self.text[start : self.at])
        self._last = "'"

    def _dollar(self) -> None:
        start, invoked = self.at, self._last in ("&", ".")
        if self.sees("${"):
            self._braced_variable()
        elif self.sees("$("):
            self.at += 1
            self._open("$(")
            return
        elif found := _PLAIN_VARIABLE.match(self.text, self.at):
            self.at = found.end()
            self._statement.evaluates |= found[0].lower().endswith("::create")
        if invoked:
            self.evaluates(self.text[start : self.at])
        self._last = "$"

    def _braced_variable(self) -> None:
        found = _BRACED_VARIABLE.match(self.text, self.at)
        if found is None:
            raise Unreadable(self.at, "variable", "Name this variable with letters, digits, _ and : only.")
        self.at = found.end()

    def _bracket(self) -> None:
        if self.char in "({":
            self._open(self.char)
            return
        frame = self._frames[-1]
        if {"(": ")", "$(": ")", "{": "}"}.get(frame.opening) != self.char:
            raise Unreadable(self.at, "bracket", "This bracket closes none that is open.")
        self._end_statement()
        self._frames.pop()
        if frame.invoked:
            self.evaluates(self.text[frame.start : self.at])
            for found in frame.values:
                self.refuse(found, "command", "where a command's name stands: the value would be run")
        self._statement.values += frame.values
        self.at += 1
        if frame.opening == "$(":
            self.refuse_inside(frame.start, "$( )")
        self._last = ")"

    def _open(self, opening: str) -> None:
        self._statement.fresh = False
        if len(self._frames) > DEPTH:
            raise Unreadable(self.at, "too_deep", TOO_DEEP)
        invoked = opening != "{" and self._last in ("&", ".")
        self._frames.append(_Frame(opening, self.at, _Statement(self.at), invoked=invoked))
        self.at += 1
        self._last = "("

    def _operator(self) -> None:
        if self.char == ";" or self.sees("&&") or self.sees("||"):
            self._end_statement()
        self._last = self.char
        self.at += 1

    def _end_statement(self) -> None:
        """Where a statement ends it is known whether it takes values for code."""
        frame, statement = self._frames[-1], self._statement
        if statement.evaluates:
            for found in statement.values:
                self.refuse(found, "evaluated", _EVALUATES)
            self.evaluates(self.text[statement.start : self.at])
        self._follow(statement.start)
        frame.values += statement.values
        frame.statement, self._last = _Statement(self.at), ""

    def _follow(self, start: int) -> None:
        """What the statement gives to variables, but for what its inner statements told already."""
        statement = self.text[start : self.at]
        at = {start + found.start(): found[1] for found in _GIVEN.finditer(statement)}
        for variable in {name for place, name in at.items() if place not in self._followed}:
            self.gives(variable, statement)
        self._followed.update(at)
        if taken := _TAKEN.search(statement):
            for name in _names(taken[1]):
                self.gives(name, "$args")

    def refuse_flows(self) -> None:
        """Follow the values into further variables, and refuse to have arguments of any kind evaluated."""
        if (free := self.free) is None:
            return
        self.spread(free, _PASSED, _names)
        if any(_PASSED.search(text) for text in self._evaluated):
            self.refuse(free, "evaluated", "in a script that has its arguments or input evaluated as code")

    def _word(self) -> None:
        found = _WORD.match(self.text, self.at)
        word = found[0] if found else self.char
        if word.startswith("--%"):
            raise Unreadable(self.at, "verbatim", "After --% nothing is quoted; write the arguments without it.")
        if len(self._frames) == 1 and _opens_block(word.lower(), first=self._statement.fresh):
            raise Unreadable(self.at, "block", f"Leave out `{word}`: a template gets its values by its placeholders.")
        self._note(word)
        self._statement.fresh = False
        self.at += len(word)
        self._last = word

    def _note(self, word: str) -> None:
        word = word.lower()
        if word in _EVALUATORS or word.rpartition(".")[2] in _EVALUATORS or _CODE_TYPE.search(word):
            self._statement.evaluates = True

    def _value(self, found: Placeholder) -> None:
        self._check_neighbours(found)
        if self._last in ("&", ".", "|"):
            self.refuse(found, "command", "where a command's name stands: the value would be run")
        elif assigned := _ASSIGNED.search(self._line_before(found)):
            self.assigns(assigned[1], found)
        self._statement.values.append(found)
        self.accept(found)
        self._statement.fresh = False
        self.at, self._last = found.end, "'"

    def _check_neighbours(self, found: Placeholder) -> None:
        line = self._line_before(found)
        after = self.text[found.end : found.end + 1]
        apart = self.before in _BEFORE_VALUE or _ASSIGNED.search(line) or _SWITCH.search(line)
        if not apart or (after and after not in _AFTER_VALUE):
            self.refuse(found, "joined", "next to other characters; it must be a whole argument or operand")

    def _line_before(self, found: Placeholder) -> str:
        return self.text[self.text.rfind("\n", 0, found.start) + 1 : found.start]


def _names(text: str) -> set[str]:
    return {name.lower() for name in _VARIABLE.findall(text)}


def _opens_block(word: str, *, first: bool) -> bool:
    """Whether the word makes a script take parameters of its own; `first`: it begins a statement."""
    return word == "param" or (first and word in _BLOCKS)
