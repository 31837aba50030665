"""The OpenAPI document is fit to generate clients from."""

from collections import Counter
from typing import Any

from services.gateway.app import create_app
from services.gateway.auth.access import declared_routes

METHODS = {"get", "post", "put", "patch", "delete"}


def operations() -> dict[str, dict[str, Any]]:
    """Every operation, by method and path."""
    paths = create_app().openapi()["paths"]
    return {
        f"{method} {path}": operation
        for path, item in paths.items()
        for method, operation in item.items()
        if method in METHODS
    }


def test_given_the_operations_when_listed_then_each_has_a_name_of_its_own() -> None:
    names = Counter(operation["operationId"] for operation in operations().values())

    assert [name for name, count in names.items() if count > 1] == []


def test_given_the_operations_when_listed_then_each_says_what_it_does_and_who_may_call_it() -> None:
    silent = [name for name, found in operations().items() if not (found.get("description") and found.get("x-roles"))]

    assert silent == []


def test_given_the_operations_when_listed_then_each_says_how_it_refuses() -> None:
    problem = {"$ref": "#/components/schemas/Problem"}

    for name, operation in operations().items():
        assert operation["responses"]["4XX"]["content"]["application/problem+json"]["schema"] == problem, name
        assert "422" not in operation["responses"], name


def test_given_the_routes_when_listed_then_none_forgets_to_say_who_may_call_it() -> None:
    assert [route for route in declared_routes(create_app()) if route.roles is None] == []
