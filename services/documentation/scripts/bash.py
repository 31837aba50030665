"""Bash: a value as one literal, and where in a body such a literal can be nothing but an argument.

The reader knows as much of bash's grammar as it takes to be certain of that. What it cannot be certain of it refuses:
the author writes it more simply, or gives the value to a variable first (`name={{ name }}`) and uses `"$name"`.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from services.documentation.scripts import bash_flow
from services.documentation.scripts.faults import Fault
from services.documentation.scripts.placeholders import Placeholder
from services.documentation.scripts.reader import DEPTH, TOO_DEEP, Reader, Unreadable

_BLANKS = " \t"
_OPERATORS = ";&|()<>"
_AFTER_VALUE = frozenset(" \t\n;&|)")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*\+?=")
_OPTION = re.compile(r"--?[A-Za-z][\w-]*=")
_NUMBER = re.compile(r"\d+[smhd]?")
_EXPANSION = re.compile(r"\$\{[^{}'\"`\\\n()]*\}")
_READ = re.compile(r"\b(?:read|mapfile|readarray)(?:[ \t]+-?[A-Za-z_]\w*)+(?=[ \t]*(?:[\n;<|]|$))")
"""A command that only gives plain variables new values."""
_INDIRECT = re.compile(r"\$\{!(?!\w+\[[@*]\]\})")
_TRANSFORMED = re.compile(r"@[A-Za-z]\}$")
_HERE_DOCUMENT = re.compile(r"<<(-?)[ \t]*(['\"]?)([A-Za-z_]\w*)\2(?=[\s;|&<>)]|$)")
_EVALUATED = re.compile(r"\[(?P<subscript>[^\]]*)\]|:(?![-+=?])(?P<offset>.*)")
_ARITHMETIC = re.compile(r"[\w \t\n+\-*/%<>=!&|^~?:,;\[\]$.{}]|(?<=[\d$])#")
_REDIRECTION = re.compile(r"&>>?|<<<|<>|>>|>\||>&|<&|[<>]")

_BEFORE_A_COMMAND = frozenset(["if", "then", "elif", "else", "while", "until", "do", "!", "{", "time", "coproc"])
_RUNNERS = frozenset(
    [
        "builtin",
        "chroot",
        "command",
        "doas",
        "env",
        "exec",
        "ionice",
        "nice",
        "nohup",
        "setsid",
        "stdbuf",
        "sudo",
        "timeout",
        "xargs",
    ]
)
"""Commands that run the command they are given."""
_EVALUATORS = frozenset(
    [
        ".",
        "alias",
        "at",
        "bash",
        "batch",
        "bind",
        "compgen",
        "complete",
        "dash",
        "eval",
        "getopts",
        "ksh",
        "let",
        "mapfile",
        "parallel",
        "read",
        "readarray",
        "sh",
        "source",
        "ssh",
        "su",
        "trap",
        "unset",
        "watch",
        "zsh",
        "[[",
    ]
)
"""Commands that take an argument for code, or for a name or a number in which code may stand."""
_DECLARERS = frozenset(["declare", "export", "local", "readonly", "typeset"])


def literal(value: str) -> str:
    """The value as one word. Raises ValueError for a NUL, which no argument can hold."""
    if "\0" in value:
        raise ValueError("a value holds a NUL character")
    return "'" + value.replace("'", r"'\''") + "'"


def faults(body: str, harmless: Collection[str]) -> list[Fault]:
    """Every placeholder of the body that is not plainly an argument or a variable's value; see `Reader.harmless`."""
    return _Bash(body, harmless).faults()


_EVALUATES = "in a command that takes its arguments for code, names or numbers"
_RUNS = "behind an option of a command that runs another, where it cannot be told which word is run"


@dataclass(slots=True)
class _Command:
    """A simple command as far as it is read, and what is known of the pipeline that it belongs to.

    `opaque` says why no value may stand in the pipeline; `target`: the next word is a redirection's.
    """

    start: int
    name: str | None = None
    target: bool = False
    opaque: str | None = None
    values: list[Placeholder] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


class _Bash(Reader):
    def __init__(self, text: str, harmless: Collection[str]) -> None:
        super().__init__(text, harmless)
        self._command = _Command(0)
        self._here_documents: list[re.Match[str]] = []
        self._substitutions = 0
        self._in_test = False
        self._code_words: list[str] = []

    def read(self) -> None:
        self._code()
        self._end_command()
        if self._here_documents:
            raise Unreadable(self._here_documents[0].start(), "unterminated", "This here-document has no text.")

    def _code(self) -> None:
        """Commands up to the end, or up to the `)` of the substitution that is being read."""
        start, depth = self.at, 0
        while not self.ended:
            char = self.char
            if char in _BLANKS:
                self.at += 1
            elif self.sees("\\\n"):
                self.at += 2
            elif char == "\n":
                self._line_break()
            elif char == "#":
                self._comment()
            elif char == ")" and self._substitutions and depth == 0:
                return
            elif char in _OPERATORS:
                depth += {"(": 1, ")": -1}.get(char, 0)
                self._operator()
            else:
                self._word()
        if self._substitutions:
            raise Unreadable(start, "unterminated", "A `(` that begins here is not closed.")

    def _line_break(self) -> None:
        self._end_command()
        self.at += 1
        for opening in self._here_documents:
            self._here_document(opening)
        self._here_documents.clear()

    def _comment(self) -> None:
        start, self.at = self.at, self.line_end()
        self.refuse_inside(start, "a comment")

    def _operator(self) -> None:
        if self.sees("<(") or self.sees(">("):
            self._substitution()
            self._command.target = False
            self._end_word()
        elif self.sees("<<") and not self.sees("<<<"):
            self._open_here_document()
        elif found := _REDIRECTION.match(self.text, self.at):
            self.at = found.end()
            self._command.target = True
        elif self.sees("((") and self._command.name in (None, "for"):
            self._arithmetic()
        elif self.char == "|" and self.next != "|":
            self.at += 2 if self.next == "&" else 1
            self._next_of_pipeline()
        else:
            self.at += 1
            self._end_command()

    def _end_command(self) -> None:
        """Where a pipeline ends it is known whether one of its commands takes values for code."""
        if self._command.opaque:
            for found in self._command.values:
                self.refuse(found, "evaluated", self._command.opaque)
        if self._command.opaque == _EVALUATES:
            self.evaluates(_READ.sub(" ", self.text[self._command.start : self.at]))
        self._end_words()
        self._command = _Command(self.at)

    def _end_words(self) -> None:
        words = self._command.words
        for variable, text in bash_flow.given(words):
            self.gives(variable, text)
        self._code_words += bash_flow.code_words(words, _BEFORE_A_COMMAND, _RUNNERS)

    def _next_of_pipeline(self) -> None:
        self._end_words()
        self._command = replace(self._command, name=None, target=False, words=[])

    def _open_here_document(self) -> None:
        found = _HERE_DOCUMENT.match(self.text, self.at)
        if found is None:
            raise Unreadable(self.at, "here_document", "Name a here-document's end with one plain word, as in <<'EOF'.")
        self._here_documents.append(found)
        self.at = found.end()

    def _here_document(self, opening: re.Match[str]) -> None:
        start, (tabs, quote, end) = self.at, opening.groups()
        while not self.ended:
            line = self.text[self.at : self.line_end()]
            self.at = min(self.line_end() + 1, len(self.text))
            if (line.lstrip("\t") if tabs else line) == end:
                self.refuse_inside(start, "a here-document")
                if not quote and re.search(r"\$[({\[]|`", self.text[start : self.at]):
                    self.evaluates(self.text[start : self.at])
                return
            if not quote and line.endswith("\\"):
                raise Unreadable(self.at - 1, "here_document", "A line of a here-document may not end in a backslash.")
        raise Unreadable(opening.start(), "unterminated", f"No line ends this here-document with {end}.")

    def _word(self) -> None:
        start = self.at
        while not self.ended and self.char not in " \t\n" and self.char not in _OPERATORS:
            if found := self.placeholder():
                self._value(found, self.text[start : self.at])
                self.at = found.end
            else:
                self._part_of_word()
        word = self.text[start : self.at]
        if self.char == "(" and _ASSIGNMENT.fullmatch(word):
            self._array(word.rstrip("+="))
        elif not (self.char in "<>" and self.char and word.isdigit()):  # `2>` names a stream
            self._take(word)

    def _end_word(self) -> None:
        if not self.ended and self.char not in " \t\n" and self.char not in _OPERATORS:
            raise Unreadable(self.at, "joined", "Put a space after this `)`.")

    def _part_of_word(self) -> None:
        start = self.at
        if self.char == "\\":
            self.at += 2
        elif self.char == "`":
            raise Unreadable(start, "backtick", "Write $( ) in place of backticks.")
        elif self.char == "'":
            self._quoted(start + 1, "'", escapes=False)
        elif self.sees("$'"):
            self._quoted(start + 2, "'", escapes=True)
        elif self.char == '"' or self.sees('$"'):
            self._double_quoted()
        elif self.char == "$":
            self._dollar()
        else:
            self.at += 1

    def _quoted(self, inside: int, quote: str, *, escapes: bool) -> None:
        start, self.at = self.at, inside
        while self.char != quote:
            if self.ended:
                raise Unreadable(start, "unterminated", "A quoted text that begins here is not closed.")
            self.at += 2 if escapes and self.char == "\\" else 1
        self.at += 1
        self._leave(start, "a quoted text")

    def _double_quoted(self) -> None:
        start = self.at
        self.at += 2 if self.char == "$" else 1
        while self.char != '"':
            if self.ended:
                raise Unreadable(start, "unterminated", "A quoted text that begins here is not closed.")
            if self.char == "`":
                raise Unreadable(self.at, "backtick", "Write $( ) in place of backticks.")
            if self.char == "\\":
                self.at += 2
            elif self.sees("$(") or self.sees("${"):
                self._dollar()
            else:
                self.at += 1
        self.at += 1
        self._leave(start, "a quoted text")

    def _leave(self, start: int, place: str) -> None:
        self.refuse_inside(start, place)
        if self._here_documents and "\n" in self.text[start : self.at]:
            raise Unreadable(start, "here_document", "Begin a here-document on a line that holds nothing longer.")

    def _dollar(self) -> None:
        if self.sees("$(("):
            self.at += 1
            self._arithmetic()
        elif self.sees("$("):
            self._substitution()
        elif self.sees("${"):
            start, found = self.at, _EXPANSION.match(self.text, self.at)
            if found is None:
                raise Unreadable(start, "expansion", "This ${...} is too intricate: no quotes or further expansions.")
            self.at = found.end()
            self.refuse_inside(start, "${ }")
            if _INDIRECT.match(found[0]):
                raise Unreadable(start, "indirect", "Write the variable's own name; ${!...} reads another one.")
            if _TRANSFORMED.search(found[0]):
                self.evaluates(found[0])
            if evaluated := _EVALUATED.search(found[0]):
                self.evaluates(evaluated[0])
        elif self.sees("$["):
            raise Unreadable(self.at, "arithmetic", "Write $(( )) in place of $[ ].")
        else:
            self.at += 1

    def _substitution(self) -> None:
        start, outer = self.at, self._command
        if self._substitutions >= DEPTH:
            raise Unreadable(start, "too_deep", TOO_DEEP)
        self.at += 2
        self._command, self._substitutions = _Command(self.at), self._substitutions + 1
        self._code()
        self._end_command()
        self._command, self._substitutions = outer, self._substitutions - 1
        self.at += 1
        self._leave(start, "a substitution")

    def _arithmetic(self) -> None:
        start, depth = self.at, 0
        while True:
            depth += {"(": 1, ")": -1}.get(self.char, 0)
            if self.char not in ("(", ")") and not _ARITHMETIC.match(self.text, self.at):
                raise Unreadable(start, "arithmetic", "This (( )) is too intricate: only names, numbers and operators.")
            self.at += 1
            if depth == 0:
                break
        self._leave(start, "(( ))")
        self.evaluates(self.text[start : self.at])

    def _array(self, variable: str) -> None:
        start, held = self.at, len(self._command.values)
        self.at += 1
        while self.char != ")":
            if self.ended:
                raise Unreadable(start, "unterminated", "A list that begins here is not closed.")
            if self.char in " \t\n":
                self.at += 1
            elif self.char == "#":
                self._comment()
            elif self.char in _OPERATORS:
                raise Unreadable(self.at, "list", "A list of values holds words only.")
            else:
                self._element()
        self.at += 1
        for found in self._command.values[held:]:
            self.assigns(variable, found)
        self.gives(variable, self.text[start : self.at])
        self._end_word()

    def _element(self) -> None:
        start = self.at
        while not self.ended and self.char not in " \t\n" and self.char not in _OPERATORS:
            if found := self.placeholder():
                self._command.values.append(found)
                self.accept(found)
                self._check_neighbours(found, self.text[start : self.at])
                self.at = found.end
            else:
                self._part_of_word()

    def _value(self, found: Placeholder, prefix: str) -> None:
        """A value that comes after `prefix` in its word."""
        command = self._command
        command.values.append(found)
        self.accept(found)
        if self._in_test:
            command.opaque = _EVALUATES
        if self._check_neighbours(found, prefix) and not self._substitutions:
            assigned = _ASSIGNMENT.fullmatch(prefix)
            if assigned:
                self.assigns(prefix.rstrip("+="), found)
            elif command.name is None and not command.target:
                self.refuse(found, "command", "where a command's name stands: the value would be run")
            elif command.name in _DECLARERS:
                self.refuse(found, "declared", "where a variable's name stands; write name={{ key }}")

    def _check_neighbours(self, found: Placeholder, prefix: str) -> bool:
        after = self.text[found.end : found.end + 1]
        if (prefix and not _ASSIGNMENT.fullmatch(prefix) and not _OPTION.fullmatch(prefix)) or (
            after and after not in _AFTER_VALUE
        ):
            self.refuse(found, "joined", "next to other characters; it must be a whole word, or all of a value after =")
            return False
        return True

    def _take(self, word: str) -> None:
        """A whole word: what does it say about those that follow?"""
        command = self._command
        if word == "]]":
            self._in_test = False
        if not command.target:
            command.words.append(word)
        if command.target:
            command.target = False
        elif command.name is not None:
            command.opaque = command.opaque or _opaque_argument(command.name, word)
        elif word.startswith("-"):
            command.opaque = command.opaque or _RUNS
        elif not (_ASSIGNMENT.match(word) or _NUMBER.fullmatch(word) or word in _BEFORE_A_COMMAND):
            self._take_name(re.sub(r"['\"\\]", "", word).rpartition("/")[2])

    def _take_name(self, name: str) -> None:
        if name == "case" and self._substitutions:
            raise Unreadable(self.at, "case", "Write no case inside $( ).")
        if name not in _RUNNERS:
            self._command.name = name
            self._in_test = self._in_test or name == "[["
            self._command.opaque = _EVALUATES if name in _EVALUATORS else self._command.opaque

    def refuse_flows(self) -> None:
        """Refuse values that reach a variable of the shell's own, a command's name or a program."""
        free = self.free
        if free is None:
            return
        self.spread(free, bash_flow.PASSED, bash_flow.names)
        for variable, found in self._variables.items():
            if bash_flow.LOADED.fullmatch(variable):
                self.refuse(found, "evaluated", f"in {variable}, which says what is run")
        for word in self._code_words:
            for found in self.reached(word, bash_flow.names):
                self.refuse(found, "evaluated", "where it names a command or is a part of a program")
        if any(bash_flow.PASSED.search(text) for text in self._evaluated):
            self.refuse(free, "evaluated", "in a script that has its arguments or input evaluated as code")


def _opaque_argument(name: str, word: str) -> str | None:
    """Why the word makes a command take the others for more than text."""
    numbers_or_references = name in _DECLARERS and word.startswith("-") and not {"i", "n"}.isdisjoint(word)
    names = word == "-v" and name in ("[", "test", "printf")
    return _EVALUATES if numbers_or_references or names else None
