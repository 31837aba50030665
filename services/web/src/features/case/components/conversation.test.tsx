import { screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { Conversation } from "@/features/case/components/Conversation";
import { ScriptContext } from "@/features/case/hooks/useGenerateScript";
import { announcementOf } from "@/features/case/model/announce";
import { countSteps, numberOf } from "@/features/case/model/numbers";
import { rightsOf } from "@/features/case/model/rights";
import { openStepOf } from "@/features/case/model/sending";
import {
	ACTION,
	makeAction,
	makeBriefing,
	makeCase,
	makeFix,
	makeStep,
	makeSuggestion,
} from "@/features/case/test-kit";
import type { CaseDetail, Step } from "@/features/case/types";
import { MAYA, makeServer, renderAs } from "@/test/render";

const TOMASZ = { ...MAYA, id: "tomasz", name: "Tomasz Zielinski" };
const AT = "2026-11-20T09:01:00Z";
const byMaya = { selected_option: "one", responded_at: AT, answered_by: "maya", answered_by_name: "Maya Osei" };
const handedOver = (...after: Step[]) =>
	makeCase([makeStep(0, byMaya), makeBriefing(1), ...after], { user_id: "tomasz", user_name: "Tomasz Zielinski" });

afterEach(() => void vi.unstubAllGlobals());

async function conversation(found: CaseDetail, onScript: (() => void) | null = null) {
	vi.stubGlobal("fetch", makeServer({}).fetch);
	const drawn = (now: CaseDetail) => (
		<ScriptContext value={onScript}>
			<Conversation found={now} past={false} rights={rightsOf(now, TOMASZ)} onResolve={vi.fn()} />
		</ScriptContext>
	);
	const { show, user } = await renderAs(TOMASZ, drawn(found));
	return { user, show: (now: CaseDetail) => show(drawn(now)) };
}

test("given a briefing, when steps are counted, then it is none, and it is never the open step", () => {
	const found = handedOver(makeStep(2));

	expect(countSteps(found)).toBe(2);
	expect(numberOf(found.steps, "step-2")).toBe(2);
	expect(numberOf(found.steps, "step-1")).toBeNull();
	expect(openStepOf(handedOver())).toBeNull();
	expect(openStepOf(found)?.step_id).toBe("step-2");
});

test("given a briefing that comes, when it is announced, then with the reason, not with all of it", () => {
	const before = makeCase([makeStep(0, byMaya)], { awaiting_step: true });

	expect(announcementOf(before, handedOver())).toBe("Escalation briefing: I have no rights on the tenant.");
});

test("given a case that was picked up, when it opens, then the briefing comes first and what was before it is folded", async () => {
	await conversation(handedOver(makeStep(2)));

	const before = screen.getByText("The conversation before, with Maya Osei").closest("details");
	expect(before).not.toHaveAttribute("open");
	expect(before).toContainElement(screen.getByText("Question 0?"));
	expect(before).toHaveTextContent("1 step");
	expect(screen.getByText("Nobody can sign in.")).toBeInTheDocument();
	expect(screen.getByRole("heading", { name: "Question 2?" })).toBeInTheDocument();
	expect(screen.getByText("2/30")).toBeInTheDocument();
});

test("given a briefing that was read, when the case is opened again later, then it is folded", async () => {
	const mine = { ...byMaya, answered_by: "tomasz" };
	await conversation(handedOver(makeStep(2, mine), makeStep(3, mine), makeStep(4)));

	expect(screen.queryByText("Nobody can sign in.")).not.toBeInTheDocument();
	expect(screen.getByRole("button", { name: /Escalation briefing/ })).toHaveAttribute("aria-expanded", "false");
	expect(screen.getByRole("button", { name: /^Step 2, Question: ?Question 2/ })).toBeInTheDocument();
});

test("given a fix of the suggestion that is asked, when it is shown, then its banner asks only what the step does not", async () => {
	const fix = makeFix(1, { step_id: "step-0", created_at: new Date().toISOString() });
	const found = makeCase([makeSuggestion(0)], { user_id: "tomasz", suggested_fixes: [fix] });
	await conversation(found);

	expect(screen.getByRole("heading", { name: "Applied, but not sure yet?" })).toBeInTheDocument();
	expect(screen.getByRole("button", { name: /Yes, this is resolved/ })).toBeInTheDocument();
	expect(screen.queryByRole("button", { name: "Worked" })).not.toBeInTheDocument();
});

test("given a step that a script carries out, when it is asked for, then its template and values are handed over", async () => {
	const content = { ...ACTION, template_id: "template-1", pre_filled_params: { host: "NB-042" } } as Step["content"];
	const onScript = vi.fn();
	const found = makeCase([makeAction(0, { content })], { user_id: "tomasz" });
	const { user } = await conversation(found, onScript);

	await user.click(screen.getByRole("button", { name: "Generate script" }));

	expect(onScript).toHaveBeenCalledWith({
		template_id: "template-1",
		parameters: { host: "NB-042" },
		fix_id: null,
	});
});

test("given a case that waits for another engineer, when its open step is shown, then it is only to be read", async () => {
	const found = makeCase([makeStep(0)], { user_id: "tomasz", status: "requesting_escalation" });
	await conversation(found);

	expect(screen.getByText("Open when it was escalated")).toBeInTheDocument();
	expect(screen.queryByRole("group", { name: "Answers" })).not.toBeInTheDocument();
});
