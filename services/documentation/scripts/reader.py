"""What the readers of both shells share: a place in a body, its placeholders, and what is refused."""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator

from services.documentation.scripts.faults import Fault
from services.documentation.scripts.placeholders import Placeholder, line_of, placeholders

DEPTH = 20
TOO_DEEP = f"This is nested deeper than {DEPTH}; write it in several steps."

Names = Callable[[str], set[str]]
"""The variables whose values a text has."""


class Unreadable(Exception):
    """From here on it cannot be told for certain what is code and what is quoted."""

    def __init__(self, at: int, code: str, message: str) -> None:
        super().__init__(code)
        self.at = at
        self.code = code
        self.message = message


class Reader:
    """Goes through a body once, from the left. Whoever inherits knows the shell and moves `at` on.

    `harmless` are the keys whose values hold no code whatever reads them: numbers, truth values, the author's options.
    """

    names = re.NOFLAG
    """How the shell compares the names of variables."""

    def __init__(self, text: str, harmless: Collection[str] = ()) -> None:
        self.text = text
        self.at = 0
        self._harmless = harmless
        self._variables: dict[str, Placeholder] = {}
        self._evaluated: list[str] = []
        self._given: list[tuple[str, str]] = []
        self._placeholders = {found.start: found for found in placeholders(text)}
        self._starts = list(self._placeholders)
        self._accepted: set[int] = set()
        self._faults: dict[int, Fault] = {}

    def faults(self) -> list[Fault]:
        """Every placeholder that stands where a value might become code, and why; by place."""
        try:
            self.read()
            self.refuse_flows()
            self._refuse_evaluated_variables()
            self._refuse_the_rest()
        except Unreadable as stop:
            self._fault(stop.at, stop.code, stop.message)
        return [self._faults[at] for at in sorted(self._faults)]

    def read(self) -> None:
        """Read the whole text. Raises Unreadable."""
        raise NotImplementedError

    def refuse_flows(self) -> None:
        """Refuse every value that reaches code by way of variables."""
        raise NotImplementedError

    @property
    def free(self) -> Placeholder | None:
        """The first placeholder whose value may hold code."""
        return next((found for found in self._placeholders.values() if found.key not in self._harmless), None)

    @property
    def char(self) -> str:
        """The character at this place; empty at the end."""
        return self.text[self.at : self.at + 1]

    @property
    def next(self) -> str:
        """The character after it; empty at the end."""
        return self.text[self.at + 1 : self.at + 2]

    @property
    def before(self) -> str:
        """The character before it; a line break at the start."""
        return self.text[self.at - 1 : self.at] or "\n"

    @property
    def ended(self) -> bool:
        """Whether the text is read."""
        return self.at >= len(self.text)

    def placeholder(self) -> Placeholder | None:
        """The placeholder that begins here."""
        return self._placeholders.get(self.at)

    def sees(self, text: str) -> bool:
        """Whether the text goes on so."""
        return self.text.startswith(text, self.at)

    def line_end(self) -> int:
        """Where the line ends."""
        end = self.text.find("\n", self.at)
        return len(self.text) if end < 0 else end

    def accept(self, found: Placeholder) -> None:
        """A value may stand there, unless a reason against it is told as well."""
        self._accepted.add(found.start)

    def refuse(self, found: Placeholder, code: str, reason: str) -> None:
        """A value may not stand there; the first reason counts."""
        self._fault(found.start, code, f"{{{{ {found.key} }}}} stands {reason}.")

    def refuse_inside(self, start: int, place: str) -> None:
        """No value may stand between `start` and here, which is inside of `place`."""
        for at in self._starts[bisect_left(self._starts, start) : bisect_left(self._starts, self.at)]:
            found = self._placeholders[at]
            self.refuse(found, "not_an_argument", f"inside {place}; give the value to a variable first and use that")

    def assigns(self, variable: str, found: Placeholder) -> None:
        """The variable holds the value from here on."""
        if found.key not in self._harmless:
            self._variables.setdefault(variable, found)

    def gives(self, variable: str, text: str) -> None:
        """The variable comes from the text, with all that the variables in it hold."""
        self._given.append((variable, text))

    def spread(self, free: Placeholder, passed: re.Pattern[str], names: Names) -> None:
        """Follow the values from variable to variable; what is `passed` may hold any of them."""
        for variable, text in self._given:
            if passed.search(text):
                self._variables.setdefault(variable, free)
        into: dict[str, set[str]] = {}
        for variable, text in self._given:
            for found in self.reached(text, names):
                self._variables.setdefault(variable, found)
            for name in names(text):
                into.setdefault(name, set()).add(variable)
        waiting = list(self._variables)
        while waiting:
            source = waiting.pop()
            for name in names(f"${source}"):
                fresh = into.pop(name, set()) - self._variables.keys()
                self._variables.update(dict.fromkeys(fresh, self._variables[source]))
                waiting += fresh

    def reached(self, text: str, names: Names) -> Iterator[Placeholder]:
        """The values that the text holds: its own, and those of its variables."""
        keys = {found.key for found in placeholders(text)} - set(self._harmless)
        yield from [found for found in self._placeholders.values() if found.key in keys]
        read = names(text)
        yield from (
            [found for variable, found in self._variables.items() if names(f"${variable}") & read] if read else []
        )

    def evaluates(self, text: str) -> None:
        """The shell takes for code what the variables in this text hold."""
        self._evaluated.append(text)

    def _refuse_evaluated_variables(self) -> None:
        text = "\n".join(self._evaluated)
        for variable, found in self._variables.items():
            if re.search(rf"(?<![\w]){re.escape(variable)}(?![\w])", text, self.names):
                self.refuse(
                    found,
                    "evaluated",
                    f"in the variable {variable}, which the script has evaluated as code or as a number;"
                    " use it as an argument only, or make the parameter a number",
                )

    def _refuse_the_rest(self) -> None:
        for at, found in self._placeholders.items():
            if at not in self._accepted:
                self.refuse(found, "not_an_argument", "where it is not certain to be an argument")

    def _fault(self, at: int, code: str, message: str) -> None:
        self._faults.setdefault(at, Fault(code, "body", message, line_of(self.text, at)))
