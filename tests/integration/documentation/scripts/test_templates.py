"""Templates through the commands: written once, with slugs that are given once."""

import asyncio

import pytest

from services.documentation.scripts.starter import starter_set
from shared.errors import Forbidden, IllegalState, InvalidInput, NotFound, RevisionMismatch
from shared.ids import new_id
from tests.integration.documentation.scripts.conftest import Bench, editor, fields, request


async def test_given_a_new_template_when_its_command_is_repeated_then_there_is_one(bench: Bench) -> None:
    lead = editor()
    first = await bench.create(lead, "key-1")
    again = await bench.create(lead, "key-1")
    assert again == first
    assert len(await bench.log.load(first["stream"])) == 1
    assert (first["slug"], first["template_version"], first["active"]) == ("restart-a-service", 1, True)


async def test_given_a_key_that_was_used_when_it_comes_with_another_body_then_it_is_refused(bench: Bench) -> None:
    lead = editor()
    await bench.create(lead, "key-1")
    other = request(lead, "key-1", **fields(name="Other")).model_copy(update={"body_hmac": "01"})
    with pytest.raises(InvalidInput, match="key_reused"):
        await bench.api.create(other)


async def test_given_a_slug_when_another_template_wants_it_then_it_is_refused_but_not_in_another_account(
    bench: Bench,
) -> None:
    lead = editor()
    await bench.create(lead)
    with pytest.raises(IllegalState, match="slug_taken"):
        await bench.create(lead)
    other = await bench.create(lead, name="Other")
    with pytest.raises(IllegalState, match="slug_taken"):
        await bench.api.revise(request(lead, template_id=other["template_id"], slug="restart-a-service"))
    await bench.create(editor())


async def test_given_many_at_once_when_they_want_one_slug_then_one_has_it(bench: Bench) -> None:
    lead = editor()
    results = await asyncio.gather(*(bench.create(lead) for _ in range(8)), return_exceptions=True)
    made = [result for result in results if not isinstance(result, BaseException)]
    assert len(made) == 1
    assert all(isinstance(result, IllegalState) for result in results if isinstance(result, BaseException))


async def test_given_a_slug_that_was_given_up_when_another_wants_it_then_it_is_free_after_a_while(bench: Bench) -> None:
    lead = editor()
    first = await bench.create(lead)
    await bench.api.revise(request(lead, template_id=first["template_id"], slug="another"))
    with pytest.raises(IllegalState, match="slug_taken"):
        await bench.create(lead)
    await _let_time_pass(bench, lead.account_id)
    second = await bench.create(lead)
    assert second["slug"] == "restart-a-service"
    with pytest.raises(IllegalState, match="slug_taken"):
        await bench.api.revise(request(lead, template_id=first["template_id"], slug="restart-a-service"))


async def test_given_a_slug_that_was_reserved_by_a_command_that_died_when_another_wants_it_then_it_gets_it(
    bench: Bench,
) -> None:
    lead = editor()
    assert await bench.api.slugs.reserve(lead.account_id, "restart-a-service", new_id()) is None
    with pytest.raises(IllegalState, match="slug_taken"):
        await bench.create(lead)
    await _let_time_pass(bench, lead.account_id)
    assert (await bench.create(lead))["slug"] == "restart-a-service"


async def test_given_a_template_with_a_fault_when_refused_then_its_slug_stays_free(bench: Bench) -> None:
    lead = editor()
    with pytest.raises(InvalidInput, match="template_invalid"):
        await bench.create(lead, body="sudo {{ service }}")
    await bench.create(lead)


async def test_given_a_template_of_another_account_when_touched_then_it_is_unknown(bench: Bench) -> None:
    made = await bench.create(editor())
    stranger = editor()
    for command in (bench.api.revise, bench.api.activate, bench.api.deactivate):
        with pytest.raises(NotFound):
            await command(request(stranger, template_id=made["template_id"]))
    with pytest.raises(NotFound):
        await bench.queries.render_script(request(stranger, template_id=made["template_id"], parameters={}))


async def test_given_changes_as_of_an_older_version_when_sent_then_they_are_refused(bench: Bench) -> None:
    lead = editor()
    made = await bench.create(lead)
    await bench.api.deactivate(request(lead, template_id=made["template_id"]))
    with pytest.raises(RevisionMismatch):
        await bench.api.revise(request(lead, template_id=made["template_id"], expected_version=1, name="x"))


async def test_given_an_empty_library_when_the_starter_set_is_added_then_all_of_it_is_there_and_only_once(
    bench: Bench,
) -> None:
    lead = editor()
    mine = await bench.create(lead, slug=starter_set()[0].slug)
    first = (await bench.api.add_starter_set(request(lead, "set-1")))["templates"]
    assert [one["slug"] for one in first if one["status"] == "kept"] == [mine["slug"]]
    assert len(first) == len(starter_set())
    second = (await bench.api.add_starter_set(request(lead, "set-2")))["templates"]
    assert {one["template_id"] for one in second} <= {one["template_id"] for one in first} | {None}
    added = next(one for one in first if one["status"] == "added")
    assert len(await bench.log.load(f"script-{added['template_id']}")) == 1


async def test_given_an_engineer_when_the_starter_set_is_added_then_it_is_refused(bench: Bench) -> None:
    with pytest.raises(Forbidden):
        await bench.api.add_starter_set(request(editor(role="engineer")))


async def _let_time_pass(bench: Bench, account: object) -> None:
    async with bench.pool.acquire() as connection, connection.transaction():
        await connection.execute(f"set local app.account = '{account}'")
        await connection.execute("update documentation.script_slugs set reserved_at = reserved_at - interval '1 hour'")
