"""The product's own API, as the command line uses it: commands are sent again under the same key until they land."""

import mimetypes
import time
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

import httpx2

from shared.errors import InvalidInput, Problem, TooManyRequests, Unauthenticated, Unavailable
from shared.ids import new_id

API = "/api/v1"
SIGN_IN = "/auth/login"
ANSWER_SECONDS = 75.0
"""Longer than the gateway waits for a step."""
TRIES = 5
RETRY_SECONDS = 1.0
PATIENCE_SECONDS = 10.0
"""Told to wait for longer, the person at the terminal is asked to."""
_PROBLEM_MEMBERS = frozenset({"type", "title", "status", "detail", "code", "request_id"})


class Client:
    """A signed-in caller. Raises the Problem that the gateway answers, or Unavailable where nothing answers."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._credentials: dict[str, str] = {}
        self._http = httpx2.Client(base_url=url + API, timeout=ANSWER_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def sign_in(self, email: str, password: str) -> dict[str, Any]:
        """Sign in; who that is."""
        self._credentials = {"email": email, "password": password}
        return self._sign_in()

    def _sign_in(self) -> dict[str, Any]:
        answer = self._send("POST", SIGN_IN, json=self._credentials)
        self._http.headers["Authorization"] = f"Bearer {answer['access_token']}"
        user: dict[str, Any] = answer["user"]
        return user

    def get(self, path: str, **query: Any) -> Any:
        """Read something."""
        return self._send("GET", path, params=query)

    def text(self, path: str, **query: Any) -> str:
        """Read something that is no JSON."""
        text: str = self._request("GET", path, params=query).text
        return text

    def markdown(self, path: str) -> str:
        """Read something as Markdown."""
        text: str = self._request("GET", path, headers={"Accept": "text/markdown"}).text
        return text

    def post(self, path: str, body: Mapping[str, Any], prefer: str | None = None, key: str | None = None) -> Any:
        """Command something, once, however often it has to be sent; with a `key` also by another call."""
        headers = {"Idempotency-Key": key or str(new_id())} | ({"Prefer": prefer} if prefer else {})
        return self._send("POST", path, json=dict(body), headers=headers)

    def post_document(self, path: str, document: str, media_type: str) -> Any:
        """Command something by a file's content: the same content sent again is the same command."""
        key = sha256(document.encode()).hexdigest()
        headers = {"Content-Type": media_type, "Idempotency-Key": key}
        return self._send("POST", path, content=document.encode(), headers=headers)

    def upload(self, file: Path) -> str:
        """Send a file; the address that a session's start takes. Raises InvalidInput where it cannot be read."""
        media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        answer = self._send("POST", "/uploads", files={"file": (file.name, read_file(file), media_type)})
        return str(answer["url"])

    def _send(self, method: str, path: str, **options: Any) -> Any:
        return self._request(method, path, **options).json()

    def _request(self, method: str, path: str, **options: Any) -> httpx2.Response:
        for attempt in range(1, TRIES + 1):
            problem = self._try(method, path, options)
            if isinstance(problem, httpx2.Response):
                return problem
            if attempt == TRIES or not self._may_pass(problem, path):
                raise problem
        raise AssertionError("unreachable")

    def _try(self, method: str, path: str, options: Mapping[str, Any]) -> httpx2.Response | Problem:
        try:
            response = self._http.request(method, path, **options)
        except httpx2.TransportError as error:
            return self._away(error)
        return response if response.is_success else _problem(response)

    def _may_pass(self, problem: Problem, path: str) -> bool:
        """Whether sending it again may help, after a wait or a new sign-in."""
        if isinstance(problem, Unauthenticated) and path != SIGN_IN:
            self._sign_in()
            return True
        seconds = float(problem.facts.get("retry_after", RETRY_SECONDS))
        if not isinstance(problem, Unavailable | TooManyRequests) or seconds > PATIENCE_SECONDS:
            return False
        time.sleep(seconds)
        return True

    def _away(self, error: httpx2.TransportError) -> Unavailable:
        detail = f"Nothing answers at {self._url} ({type(error).__name__}). Start it with `resolutionflow up`."
        return Unavailable("gateway_away", detail)


def read_file(file: Path) -> bytes:
    """A file's content. Raises InvalidInput where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise InvalidInput("unreadable_file", f"{file} cannot be read: {error.strerror}.") from None


def _problem(response: httpx2.Response) -> Problem:
    try:
        answer = response.json()
        return Problem.from_dict({**answer, "status": response.status_code, "facts": _facts(answer)})
    except (ValueError, KeyError):
        detail = f"{response.request.url} answered {response.status_code}, which is not ResolutionFlow's way."
        return Unavailable("not_resolutionflow", detail)


def _facts(answer: Mapping[str, Any]) -> dict[str, Any]:
    """The members of a problem beyond those that every problem has."""
    return {name: value for name, value in answer.items() if name not in _PROBLEM_MEMBERS}
