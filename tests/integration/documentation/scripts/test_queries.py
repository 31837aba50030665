"""What is asked about templates: scripts, validity, and what FlowPilot hears of."""

import pytest

from shared.errors import Forbidden, IllegalState, InvalidInput, NotFound
from shared.ids import new_id
from shared.log import FutureEventVersion
from tests.integration.documentation.scripts.conftest import OFFERED, Bench, editor, fields, request

SECRET = {"key": "secret", "label": "Secret", "field_type": "password", "required": True}
LOGIN = {"name": "Sign in", "body": "login {{ user }} {{ secret }}\n"}
USER = {"key": "user", "label": "User", "field_type": "text", "required": True}


async def test_given_a_template_when_a_script_is_asked_for_then_its_passwords_are_redacted_beside_it(
    bench: Bench,
) -> None:
    lead = editor()
    made = await bench.create(lead, **LOGIN, parameters=[USER, SECRET])
    given = {"user": "it's me", "secret": "Pl4nted"}
    answer = await bench.queries.render_script(request(lead, template_id=made["template_id"], parameters=given))
    assert answer["script"] == "login 'it'\\''s me' 'Pl4nted'\n"
    assert answer["filename"] == "sign-in.sh"
    assert answer["parameters_used"] == {"user": "it's me", "secret": "[redacted]"}
    assert (answer["template"]["version"], answer["template"]["shell"]) == (1, "bash")


async def test_given_a_revised_template_when_an_earlier_version_is_asked_for_then_it_is_that_text(bench: Bench) -> None:
    lead = editor()
    made = await bench.create(lead)
    named = {"template_id": made["template_id"], "parameters": {"service": "nginx"}}
    await bench.api.revise(request(lead, template_id=made["template_id"], body="systemctl reload {{ service }}"))
    assert (await bench.queries.render_script(request(lead, **named)))["script"] == "systemctl reload 'nginx'"
    earlier = await bench.queries.render_script(request(lead, **named, version=1))
    assert (earlier["script"], earlier["template"]["version"]) == ("systemctl restart 'nginx'\n", 1)
    with pytest.raises(NotFound, match="unknown_template_version"):
        await bench.queries.render_script(request(lead, **named, version=3))


async def test_given_a_template_that_is_not_offered_when_a_script_is_asked_for_then_it_is_refused(bench: Bench) -> None:
    lead = editor()
    made = await bench.create(lead)
    named = {"template_id": made["template_id"], "parameters": {"service": "nginx"}}
    await bench.api.deactivate(request(lead, template_id=made["template_id"]))
    with pytest.raises(IllegalState, match="template_inactive"):
        await bench.queries.render_script(request(lead, **named))
    assert await bench.queries.render_script(request(lead, **named, version=1))


async def test_given_a_team_s_template_when_others_ask_for_a_script_then_only_the_team_and_the_account_s_have_it(
    bench: Bench,
) -> None:
    lead, team = editor(), new_id()
    made = await bench.create(lead, team_id=str(team))
    named = {"template_id": made["template_id"], "parameters": {"service": "nginx"}}
    ours = editor(lead.account_id, role="engineer", team_id=team)
    assert await bench.queries.render_script(request(ours, **named))
    for other in ({"role": "engineer", "team_id": new_id()}, {"role": "viewer", "team_id": team}):
        with pytest.raises(Forbidden):
            await bench.queries.render_script(request(editor(lead.account_id, **other), **named))


async def test_given_unfit_values_when_a_script_is_asked_for_then_each_parameter_is_named_and_no_value(
    bench: Bench,
) -> None:
    lead = editor()
    made = await bench.create(lead, **LOGIN, parameters=[USER, SECRET])
    given = {"user": "", "secret": "Pl4nted\n"}
    with pytest.raises(InvalidInput) as refusal:
        await bench.queries.render_script(request(lead, template_id=made["template_id"], parameters=given))
    assert [fault["where"] for fault in refusal.value.facts["faults"]] == ["parameters.user", "parameters.secret"]
    assert "Pl4nted" not in repr(refusal.value.to_dict())


async def test_given_a_draft_when_validated_then_its_faults_are_told_and_nothing_is_written(bench: Bench) -> None:
    lead = editor()
    good = await bench.queries.validate(request(lead, **fields()))
    assert good == {"valid": True, "faults": []}
    bad = await bench.queries.validate(request(lead, **fields(body="a\n'{{ service }}'")))
    assert [(fault["code"], fault["line"]) for fault in bad["faults"]] == [("not_an_argument", 2)]
    shape = await bench.queries.validate(request(lead, **fields(shell="zsh")))
    assert [fault["where"] for fault in shape["faults"]] == ["shell"]


async def test_given_templates_in_use_when_flowpilot_asks_then_the_most_used_come_first_and_each_use_counts_once(
    bench: Bench,
) -> None:
    lead = editor()
    ids = [(await bench.create(lead, name=f"Template {number}"))["template_id"] for number in range(OFFERED + 2)]
    for template, uses in ((ids[4], 3), (ids[6], 2), (ids[1], 1)):
        for _ in range(uses):
            event = await bench.use(lead.account_id, template)
            await bench.reactions.on_script_generated(event)
            await bench.reactions.on_script_generated(event)
    names = [offer["name"] for offer in await bench.offered(lead)]
    assert names == ["Template 4", "Template 6", "Template 1", "Template 0", "Template 2"]
    assert await bench.offered(editor()) == []


async def test_given_templates_when_flowpilot_asks_then_it_hears_of_active_ones_it_may_use_and_of_no_password(
    bench: Bench,
) -> None:
    lead, team = editor(), new_id()
    everybody = await bench.create(lead, **LOGIN, parameters=[USER, SECRET])
    await bench.create(lead, name="Ours", team_id=str(team))
    await bench.create(lead, name="Theirs", team_id=str(new_id()))
    gone = await bench.create(lead, name="Gone")
    await bench.api.deactivate(request(lead, template_id=gone["template_id"]))
    await bench.list_all(gone["stream"])

    assert [offer["name"] for offer in await bench.offered(lead, team_id=str(team))] == ["Ours", "Sign in"]
    [only] = await bench.offered(lead)
    assert (str(only["id"]), only["parameter_keys"]) == (everybody["template_id"], ["user"])
    assert [offer["slug"] for offer in await bench.offered(lead, slugs=["sign-in", "gone", "theirs"])] == ["sign-in"]


async def test_given_events_in_the_wrong_order_when_delivered_then_the_latest_text_stays(bench: Bench) -> None:
    lead = editor()
    made = await bench.create(lead)
    await bench.api.revise(request(lead, template_id=made["template_id"], name="Restart it"))
    first, second = await bench.log.load(made["stream"])
    for event in (second, first, first):
        await bench.reactions.on_template_changed(event)
    assert [offer["name"] for offer in await bench.offered(lead)] == ["Restart it"]


async def test_given_a_script_from_the_future_when_delivered_then_it_is_not_guessed(bench: Bench) -> None:
    event = await bench.use(editor().account_id, new_id())
    with pytest.raises(FutureEventVersion):
        await bench.reactions.on_script_generated(event._replace(schema_version=2))
