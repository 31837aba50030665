"""What an engineer may say to a step, and where it leads."""

from tests.e2e.kit import LOCKOUT, Person, ok, refused, straight_answer, to_suggestion


async def test_given_options_when_one_is_chosen_with_a_note_then_both_are_kept(engineer: Person) -> None:
    started = await engineer.start(LOCKOUT)
    session, first = started["session_id"], started["first_step"]
    chosen = first["options"][0]
    await engineer.respond(session, first, selected_option=chosen["value"], free_text_input="She is in Oslo.")
    step = (await engineer.case(session))["steps"][0]
    assert (step["selected_option"], step["free_text_input"]) == (chosen["value"], "She is in Oslo.")
    assert not step["was_free_text"]
    assert step["responded_at"]
    documented = ok(await engineer.get(f"/ai-sessions/{session}/documentation"))["diagnostic_steps"][0]
    assert documented["engineer_response"] == f"{chosen['label']} — She is in Oslo."


async def test_given_options_when_only_words_are_said_then_it_was_free_text(engineer: Person) -> None:
    started = await engineer.start(LOCKOUT)
    session, first = started["session_id"], started["first_step"]
    answered = await engineer.respond(session, first, free_text_input="Everybody in the company at the same time.")
    assert answered["next_step"]["step_id"] != first["step_id"]
    step = (await engineer.case(session))["steps"][0]
    assert step["was_free_text"]
    assert step["selected_option"] is None


async def test_given_a_question_when_it_is_skipped_then_the_flow_goes_on(engineer: Person) -> None:
    started = await engineer.start(LOCKOUT)
    session = started["session_id"]
    answered = await engineer.respond(session, started["first_step"], was_skipped=True)
    assert answered["next_step"]
    assert (await engineer.case(session))["steps"][0]["was_skipped"]


async def test_given_a_failed_action_when_it_is_reported_then_the_case_goes_on_and_tells(engineer: Person) -> None:
    started = await engineer.start(LOCKOUT)
    session, step = started["session_id"], started["first_step"]
    while step["content"]["type"] != "action":
        step = (await engineer.respond(session, step, **straight_answer(step)))["next_step"]
    result = {"success": False, "details": "No 4740 anywhere.", "next_hint": "auditing may be off"}
    answered = await engineer.respond(session, step, action_result=result)
    assert answered["next_step"]["step_id"] != step["step_id"]
    documented = ok(await engineer.get(f"/ai-sessions/{session}/documentation"))["diagnostic_steps"]
    assert documented[step["step_order"]]["outcome"] == "Did not resolve — No 4740 anywhere."
    assert (await engineer.case(session))["steps"][step["step_order"]]["action_result"] == result


async def test_given_a_suggestion_when_it_did_not_help_then_the_investigation_goes_on(engineer: Person) -> None:
    started = await engineer.start(LOCKOUT)
    session = started["session_id"]
    suggestion, _ = await to_suggestion(engineer, started)
    answered = await engineer.respond(session, suggestion, action_result={"success": False})
    assert not answered["resolution_suggested"]
    assert answered["next_step"]["content"]["type"] != "resolution_suggestion"


async def test_given_a_suggestion_when_words_are_said_then_the_investigation_goes_on(engineer: Person) -> None:
    started = await engineer.start(LOCKOUT)
    session = started["session_id"]
    suggestion, _ = await to_suggestion(engineer, started)
    answered = await engineer.respond(session, suggestion, free_text_input="It locked out again.")
    assert answered["next_step"]
    assert (await engineer.case(session))["steps"][suggestion["step_order"]]["was_free_text"]


async def test_given_a_confirmed_suggestion_when_it_breaks_again_then_the_investigation_goes_on(
    engineer: Person,
) -> None:
    started = await engineer.start(LOCKOUT)
    session = started["session_id"]
    suggestion, _ = await to_suggestion(engineer, started)
    await engineer.respond(session, suggestion, action_result={"success": True})
    again = await engineer.respond(session, suggestion, action_result={"success": False, "details": "locked again"})
    assert again["next_step"]


async def test_given_an_answered_step_when_it_is_answered_again_then_the_current_step_is_named(
    engineer: Person,
) -> None:
    started = await engineer.start(LOCKOUT)
    session, first = started["session_id"], started["first_step"]
    following = (await engineer.respond(session, first, was_skipped=True))["next_step"]
    problem = refused(
        await engineer.act(session, "respond", {"step_id": first["step_id"], "was_skipped": True}), 409, "step_not_open"
    )
    assert problem["current_step"]["step_id"] == following["step_id"]


async def test_given_somebody_elses_session_when_it_is_answered_then_it_is_not_allowed(
    engineer: Person, colleague: Person
) -> None:
    started = await engineer.start(LOCKOUT)
    body = {"step_id": started["first_step"]["step_id"], "was_skipped": True}
    refused(await colleague.act(started["session_id"], "respond", body), 403, "not_your_session")
