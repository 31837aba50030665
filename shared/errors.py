"""Errors for people: what happened, what to do, a code.

    Problem
    ├── InvalidInput          422  the words or values are not acceptable
    ├── MalformedRequest      400  the bytes are not a request
    ├── Unauthenticated       401  nobody is signed in
    ├── QuotaExceeded         402  the account's model budget is used up
    ├── Forbidden             403  this user may not
    ├── NotFound              404  no such thing, or not in this account
    ├── IllegalState          409  the thing is not in a state that allows it
    ├── RevisionMismatch      412  If-Match names another version
    ├── Erased                410  the content was erased on purpose
    ├── TooLarge              413  over a size limit
    ├── UnsupportedMedia      415  a content type that is not taken
    ├── TooManyRequests       429  over a rate limit
    └── Unavailable           503  a part is away; try again

Every leaf fixes its status. A problem crosses process borders as the dict of `to_dict`,
and HTTP as `application/problem+json` (RFC 9457).
"""

from collections.abc import Mapping
from typing import Any, ClassVar


class Problem(Exception):
    """Something the caller has to know about.

    `code` is a stable word for programs, `detail` a sentence for people that says what to do next,
    `facts` extra members of the answer (never customer content, never secrets).
    """

    status: ClassVar[int] = 500
    title: ClassVar[str] = "Internal error"

    def __init__(self, code: str, detail: str, **facts: Any) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
        self.facts: dict[str, Any] = facts

    def to_dict(self) -> dict[str, Any]:
        """The form in which a refusal travels between processes."""
        return {
            "status": self.status,
            "code": self.code,
            "title": self.title,
            "detail": self.detail,
            "facts": self.facts,
        }

    @staticmethod
    def from_dict(value: Mapping[str, Any]) -> "Problem":
        """The problem that `to_dict` described, as the leaf of its status."""
        leaf = _BY_STATUS.get(value["status"], Problem)
        return leaf(value["code"], value["detail"], **value.get("facts", {}))


class MalformedRequest(Problem):
    """The bytes are not a request that can be read."""

    status = 400
    title = "Malformed request"


class Unauthenticated(Problem):
    """Nobody is signed in, or the credentials are not valid any more."""

    status = 401
    title = "Not signed in"


class QuotaExceeded(Problem):
    """The account's model budget of the day or month is used up."""

    status = 402
    title = "Quota used up"


class Forbidden(Problem):
    """The caller is known and may not do this."""

    status = 403
    title = "Not allowed"


class NotFound(Problem):
    """No such thing; also the answer for another account's thing."""

    status = 404
    title = "Not found"


class IllegalState(Problem):
    """The thing is in a state that does not allow the command."""

    status = 409
    title = "Conflict"


class Erased(Problem):
    """The content was erased and its key destroyed."""

    status = 410
    title = "Erased"


class RevisionMismatch(Problem):
    """The caller's `If-Match` names a version that is not the current one."""

    status = 412
    title = "Changed meanwhile"


class TooLarge(Problem):
    """Over a size limit."""

    status = 413
    title = "Too large"


class UnsupportedMedia(Problem):
    """A content type or encoding that is not taken."""

    status = 415
    title = "Unsupported media type"


class InvalidInput(Problem):
    """The values of the request are not acceptable."""

    status = 422
    title = "Invalid input"


class TooManyRequests(Problem):
    """Over a rate limit; `retry_after` in the facts is in seconds."""

    status = 429
    title = "Too many requests"


class Unavailable(Problem):
    """A part is away for now; the same request may be sent again."""

    status = 503
    title = "Temporarily unavailable"


_BY_STATUS: dict[int, type[Problem]] = {
    leaf.status: leaf
    for leaf in (
        MalformedRequest, Unauthenticated, QuotaExceeded, Forbidden, NotFound, IllegalState, Erased,
        RevisionMismatch, TooLarge, UnsupportedMedia, InvalidInput, TooManyRequests, Unavailable,
    )
}  # fmt: skip
