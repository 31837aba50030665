"""Takes what clients send: new objects and PATCH operations, checked against the kind, references filled in."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from services.ops.demo.psa.errors import Fault, invalid, malformed
from services.ops.demo.psa.kinds import KINDS, Kind
from services.ops.demo.psa.store import Object, Store

MAX_TEXT = 1_000_000
Now = Callable[[], datetime]


def stamp(at: datetime) -> str:
    """A time as the PSA writes it: UTC, whole seconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Writer:
    """Checks and completes what is written. `href` gives an object's URL, `now` the time."""

    def __init__(self, store: Store, now: Now, href: Callable[[str, Object], str]) -> None:
        self._store = store
        self.now = now
        self._href = href

    def new(self, kind: str, body: Any, by: str, **given: Any) -> Object:
        """A new object, not yet kept. Raises `Refused` (400)."""
        described = KINDS[kind]
        if not isinstance(body, dict):
            raise malformed("the body must be an object")
        sent = {key: value for key, value in body.items() if key not in ("id", "_info") and value is not None}
        faults = [
            Fault("MissingRequiredField", f"The {name} field is required.", described.singular, name)
            for name in described.required
            if sent.get(name) in (None, "")
        ]
        checked, more = self._checked(described, sent)
        if faults or more:
            raise invalid(described.singular, *faults, *more)
        at = stamp(self.now())
        info = {"dateEntered": at, "enteredBy": by, "lastUpdated": at, "updatedBy": by}
        return {**given, **checked, "_info": info}

    def patched(self, kind: str, record: Object, operations: Any, by: str) -> Object:
        """The object after the operations, not yet kept. Raises `Refused` (400)."""
        described = KINDS[kind]
        if not isinstance(operations, list) or not operations:
            raise malformed("the body must be a list of operations")
        changed: Object = dict(record)
        faults: list[Fault] = []
        for operation in operations:
            name, value = _operation(operation)
            checked, more = self._checked(described, {name: value} if value is not None else {}, record)
            faults += more
            if value is None and name in described.required:
                faults.append(Fault("MissingRequiredField", f"The {name} field is required.", described.singular, name))
            changed = {**changed, **({name: None} if value is None else checked)}
        if faults:
            raise invalid(described.singular, *faults)
        changed["_info"] = {**record.get("_info", {}), "lastUpdated": stamp(self.now()), "updatedBy": by}
        return changed

    def reference(self, kind: str, number: int) -> Object | None:
        """An object as others refer to it; None if there is none."""
        found = self._store.get(kind, number)
        if found is None:
            return None
        names: Object = {key: found[key] for key in ("identifier", "name") if key in found}
        if kind == "contacts":
            names = {"name": f"{found['firstName']} {found.get('lastName', '')}".strip()}
        link = {f"{KINDS[kind].singular}_href": self._href(kind, found)}
        return {"id": number, **names, "_info": link}

    def _checked(
        self, described: Kind, sent: Mapping[str, Any], record: Object | None = None
    ) -> tuple[Object, list[Fault]]:
        checked: Object = {}
        faults: list[Fault] = []
        board = _board(sent, record)
        for name, value in sent.items():
            try:
                checked[name] = self._value(described, name, value, board)
            except _Wrong as wrong:
                faults.append(Fault(wrong.code, str(wrong), described.singular, name))
        return checked, faults

    def _value(self, described: Kind, name: str, value: Any, board: int | None) -> Any:
        if name in described.references:
            return self._referred(described.references[name], name, value, board)
        if name in described.choices:
            return _chosen(name, value, described.choices[name])
        if name in described.lengths or name in described.texts:
            return _text(name, value, described.lengths.get(name, MAX_TEXT))
        return _plain(described, name, value)

    def _referred(self, kind: str, name: str, value: Any, board: int | None) -> Object:
        if not isinstance(value, dict) or not (value.keys() & {"id", "name", "identifier"}):
            raise _Wrong("InvalidReference", f"{name} must be an object with an id, an identifier or a name")
        for found in self._store.all(kind):
            on_board = found.get("board", {}).get("id")
            if board is not None and on_board is not None and on_board != board:
                continue
            if all(_same(found.get(key), value[key]) for key in ("id", "identifier", "name") if key in value):
                return self.reference(kind, found["id"]) or {}
        raise _Wrong("InvalidReference", f"There is no such {name}.")


class _Wrong(Exception):
    """A value that cannot be taken."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def _board(sent: Mapping[str, Any], record: Object | None) -> int | None:
    board = sent.get("board") or (record or {}).get("board") or {}
    number = board.get("id") if isinstance(board, dict) else None
    return number if isinstance(number, int) else None


def _same(one: Any, other: Any) -> bool:
    return one == other or (isinstance(one, str) and isinstance(other, str) and one.lower() == other.lower())


def _of_type(value: Any, kind: type | tuple[type, ...], message: str) -> Any:
    if not isinstance(value, kind):
        raise _Wrong("InvalidField", message)
    return value


def _plain(described: Kind, name: str, value: Any) -> Any:
    if name in described.flags:
        return _of_type(value, bool, f"{name} must be true or false")
    if name in described.numbers and not isinstance(value, bool):
        return _of_type(value, (int, float), f"{name} must be a number")
    if name in described.lists:
        return _of_type(value, list, f"{name} must be a list")
    raise _Wrong("InvalidField", f"The field {name} does not exist, or is of another type.")


def _chosen(name: str, value: Any, choices: tuple[str, ...]) -> str:
    for choice in choices:
        if isinstance(value, str) and value.lower() == choice.lower():
            return choice
    raise _Wrong("InvalidField", f"{name} must be one of {', '.join(choices)}")


def _text(name: str, value: Any, most: int) -> str:
    text = _of_type(value, str, f"{name} must be a text")
    if len(text) > most:
        raise _Wrong("InvalidMaxLength", f"The field {name} must be a string with a maximum length of {most}.")
    return str(text).encode(errors="replace").decode()  # a lone surrogate could never be answered


def _operation(operation: Any) -> tuple[str, Any]:
    """The field and its new value; None for one that is removed."""
    if not isinstance(operation, dict) or not isinstance(operation.get("path"), str):
        raise malformed("an operation needs op, path and value")
    name, _, inner = operation["path"].strip("/").partition("/")
    value = operation.get("value")
    match operation.get("op"):
        case "remove":
            return name, None
        case "add" | "replace":
            return name, {inner: value} if inner else _read(value)
    raise malformed("op must be add, replace or remove")


def _read(value: Any) -> Any:
    """Some clients send an object as its JSON text."""
    if isinstance(value, str) and value[:1] == "{" and value[-1:] == "}":
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value
