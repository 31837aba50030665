"""The library of script templates over HTTP: written, refused with place and line, tried, taken out."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from shared.testing.waiting import eventually
from tests.e2e.kit import Json, Person, newcomer, ok, refused
from tests.e2e.product import Product

TEMPLATES = "/script-templates"


def clock(**changes: object) -> Json:
    """A template under a name of its own."""
    return {
        "name": f"Set the clock {uuid4().hex[:8]}",
        "category": "Clocks",
        "description": "Sets the clock of a machine.",
        "shell": "bash",
        "body": 'zone={{ zone }}\ntimedatectl set-timezone -- "$zone"\n',
        "parameters_schema": {"parameters": [{"key": "zone", "label": "Time zone", "field_type": "text"}]},
    } | changes


@pytest.fixture
async def reader(admin: Person, product: Product) -> AsyncIterator[Person]:
    """Somebody who only reads."""
    async with newcomer(product.url, admin, "viewer") as person:
        yield person


async def created(lead: Person, **changes: object) -> Json:
    template: Json = ok(await lead.post(TEMPLATES, clock(**changes)), status=201)
    return template


async def test_given_the_demo_when_its_library_is_listed_then_the_starter_set_is_there(engineer: Person) -> None:
    found = ok(await engineer.get(TEMPLATES, params={"limit": 200, "q": "unlock"}))
    assert "ad-unlock-account" in [template["slug"] for template in found]
    whole = ok(await engineer.get(TEMPLATES, params={"limit": 200}))
    assert len(whole) >= 24
    assert {"Active Directory", "Linux"} <= set(ok(await engineer.get(f"{TEMPLATES}/categories")))


async def test_given_the_starter_set_when_it_is_added_again_then_all_of_it_is_kept(lead: Person) -> None:
    answer = ok(await lead.post(f"{TEMPLATES}/starter-set"))
    assert {template["status"] for template in answer["templates"]} == {"kept"}


async def test_given_another_account_when_it_adds_the_starter_set_then_it_has_its_own(rival: Person) -> None:
    first = ok(await rival.post(f"{TEMPLATES}/starter-set"))["templates"]
    assert len(first) >= 24

    async def accounts() -> set[str]:
        return {template["account_id"] for template in ok(await rival.get(TEMPLATES, params={"limit": 200}))}

    async def are_listed() -> bool:
        return bool(await accounts())

    await eventually(are_listed)
    assert await accounts() == {rival.profile["account_id"]}


async def test_given_a_template_when_read_then_it_has_the_fixed_shape(lead: Person, engineer: Person) -> None:
    made = await created(lead)
    read = await engineer.get(f"{TEMPLATES}/{made['id']}")
    assert ok(read) == made
    assert read.headers["etag"] == '"1"'
    assert made["parameters_schema"]["parameters"] == [
        {
            "key": "zone", "label": "Time zone", "field_type": "text", "required": True, "default": None, "options": [],
            "help_text": None, "validation": None,
        }
    ]  # fmt: skip
    assert (made["slug"], made["active"], made["usage_count"], made["team_id"]) == (
        made["name"].lower().replace(" ", "-"), True, 0, None,
    )  # fmt: skip


async def test_given_variable_names_for_keys_when_sent_then_they_are_taken(lead: Person) -> None:
    asked = {"parameters": [{"variable_name": "zone", "label": "Time zone"}]}
    made = await created(lead, parameters_schema=asked)
    assert made["parameters_schema"]["parameters"][0]["key"] == "zone"


async def test_given_a_template_when_revised_then_its_earlier_text_is_kept_and_old_versions_are_refused(
    lead: Person,
) -> None:
    made = await created(lead)
    address = f"{TEMPLATES}/{made['id']}"
    changed = ok(await lead.patch(address, {"body": "date\n", "parameters_schema": {"parameters": []}}))
    assert (changed["version"], changed["template_version"], changed["name"]) == (2, 2, made["name"])
    stale = await lead.http.patch(f"/api/v1{address}", json={"name": "x"}, headers={"If-Match": '"1"'})
    assert refused(stale, 412, "changed")["version"] == 2
    versions = ok(await lead.get(f"{address}/versions"))
    assert [(one["template_version"], one["body"]) for one in versions] == [(2, "date\n"), (1, made["body"])]
    refused(await lead.get(f"{TEMPLATES}/{uuid4()}/versions"), 404, "unknown_template")


async def test_given_a_repeated_key_when_a_template_is_made_then_there_is_one(lead: Person) -> None:
    body, key = clock(), {"Idempotency-Key": uuid4().hex}
    first = ok(await lead.post(TEMPLATES, body, headers=key), status=201)
    assert ok(await lead.post(TEMPLATES, body, headers=key), status=201) == first
    refused(await lead.post(TEMPLATES, clock(), headers=key), 422, "key_reused")
    refused(await lead.post(TEMPLATES, body), 409, "slug_taken")


async def test_given_a_template_with_faults_when_saved_or_validated_then_each_is_told_with_place_and_line(
    lead: Person, reader: Person
) -> None:
    bad = clock(body="zone={{ zone }}\necho '{{ zone }}'\n{{ other }}\n")
    saved = refused(await lead.post(TEMPLATES, bad), 422, "template_invalid")
    told = ok(await reader.post(f"{TEMPLATES}/validate", bad))
    assert told["faults"] == saved["faults"]
    assert [(fault["code"], fault["where"], fault["line"]) for fault in told["faults"]] == [
        ("not_an_argument", "body", 2),
        ("unknown_parameter", "body", 3),
        ("command", "body", 3),
    ]
    assert ok(await reader.post(f"{TEMPLATES}/validate", clock())) == {"valid": True, "faults": []}


@pytest.mark.parametrize(
    "change",
    [
        {"shell": "zsh"},
        {"body": 5},
        {"parameters_schema": {"parameters": [{"label": "No key"}]}},
        {"parameters_schema": []},
        {"unheard_of": 1},
        {"slug": "Not A Slug"},
        {"team_id": str(uuid4())},
        {"body": "a" * 20_001, "parameters_schema": {"parameters": []}},
    ],
)
async def test_given_something_else_when_sent_as_a_template_then_it_is_refused(lead: Person, change: Json) -> None:
    refused(await lead.post(TEMPLATES, clock(**change)), 422)


async def test_given_a_template_when_taken_out_and_back_then_scripts_are_made_only_while_it_is_offered(
    lead: Person, engineer: Person
) -> None:
    made = await created(lead)
    address = f"{TEMPLATES}/{made['id']}"
    given = {"parameters": {"zone": "Europe/Oslo"}}
    script = ok(await engineer.post(f"{address}/render", given))
    assert script["script"].startswith("zone='Europe/Oslo'\n")
    assert script["filename"] == f"{made['slug']}.sh"
    assert ok(await lead.post(f"{address}/deactivate"))["active"] is False
    refused(await engineer.post(f"{address}/render", given), 409, "template_inactive")
    assert made["id"] not in [one["id"] for one in ok(await engineer.get(TEMPLATES, params={"active": True}))]
    assert ok(await lead.post(f"{address}/activate"))["active"] is True
    ok(await engineer.post(f"{address}/render", given))


async def test_given_a_team_s_template_when_others_come_then_they_may_read_but_not_use_or_edit_it(
    lead: Person, admin: Person, product: Product
) -> None:
    team = ok(await admin.post("/teams", {"name": f"Clocks {uuid4().hex}"}), status=201)["id"]
    refused(await lead.post(TEMPLATES, clock(team_id=team)), 403, "other_team")
    made = await created(admin, team_id=team)
    address = f"{TEMPLATES}/{made['id']}"
    refused(await lead.patch(address, {"name": "Mine now"}), 403, "other_team")
    refused(await lead.post(f"{address}/deactivate"), 403, "other_team")
    async with newcomer(product.url, admin, "engineer", team_id=team) as member:
        ok(await member.post(f"{address}/render", {"parameters": {"zone": "UTC"}}))
        usable = ok(await member.get(TEMPLATES, params={"usable": True, "q": made["slug"]}))
        assert [one["id"] for one in usable] == [made["id"]]
    async with newcomer(product.url, admin, "engineer") as outsider:
        ok(await outsider.get(address))
        refused(await outsider.post(f"{address}/render", {"parameters": {"zone": "UTC"}}), 403, "other_team")
        assert ok(await outsider.get(TEMPLATES, params={"usable": True, "q": made["slug"]})) == []
