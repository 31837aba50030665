import { screen, waitFor, within } from "@testing-library/react";
import { useRef } from "react";
import { afterEach, expect, test, vi } from "vitest";
import type { Me } from "@/features/auth/api";
import { rightsOf } from "@/features/case/model/rights";
import { BRIEFING, makeCase, makeStep } from "@/features/case/test-kit";
import type { Waiting } from "@/features/escalations/api";
import { BriefingCard } from "@/features/escalations/components/BriefingCard";
import EscalateDialog from "@/features/escalations/components/EscalateDialog";
import HandOverDialog from "@/features/escalations/components/HandOverDialog";
import PickUpDialog from "@/features/escalations/components/PickUpDialog";
import { QueueRow } from "@/features/escalations/components/QueueRow";
import { WaitingBanner } from "@/features/escalations/components/WaitingBanner";
import { isGoodReason, takenWord, waitsForWord, whyNot } from "@/features/escalations/model";
import { useQueueKeys } from "@/features/escalations/use-queue-keys";
import { useTakeBack } from "@/features/escalations/use-take-back";
import { Problem } from "@/lib/problem";
import { drawToasts } from "@/lib/toast";
import { MAYA, makeServer, problem, renderAs } from "@/test/render";

const TOMASZ: Me = { ...MAYA, id: "tomasz", name: "Tomasz Zielinski" };
const OUTSIDER: Me = { ...TOMASZ, id: "ana", team_id: "team-2" };
const LEAD: Me = { ...OUTSIDER, id: "ingrid", role: "team_admin" };
const VIEWER: Me = { ...TOMASZ, id: "paula", role: "viewer" };
const PACKAGE = {
	outcome: 1,
	original_user_id: "maya",
	problem_summary: "Nobody can sign in",
	problem_domain: "m365",
	intake_content: null,
	confidence_at_escalation: 0.6,
	steps_tried: [
		{ step_type: "question", description: "How many?", response: "All", action_result: null },
		{
			step_type: "action",
			description: "Restart it",
			response: null,
			action_result: { success: false, details: "still down", next_hint: null },
		},
	],
	escalation_reason: "I have no rights on the tenant",
	remaining_hypotheses: ["A policy"],
	suggested_next_steps: ["Read the log"],
	steps_ruled_out: ["The network"],
	insight_at: "2026-11-20T09:01:00Z",
	picked_up_by: null,
	picked_up_at: null,
};
const ESCALATED = {
	status: "requesting_escalation",
	escalation_reason: "I have no rights on the tenant",
	escalated_by_id: "maya",
	escalated_by_name: "Maya Osei",
	escalated_at: "2026-11-20T09:00:00Z",
	escalated_team_id: "team-1",
	escalation_package: PACKAGE,
} as const;
const waiting = { ...ESCALATED, escalated_to_id: null, escalated_to_name: null };
const named = { ...waiting, escalated_to_id: "tomasz", escalated_to_name: "Tomasz Zielinski", escalated_team_id: null };
const PICK_UP = "POST /ai-sessions/case-1/pickup";

afterEach(() => void vi.unstubAllGlobals());

function given(answers: Parameters<typeof makeServer>[0] = {}) {
	const server = makeServer(answers);
	vi.stubGlobal("fetch", server.fetch);
	return server.sent;
}

test.each([
	["the team", waiting, MAYA, /yourself/],
	["the team", waiting, TOMASZ, null],
	["the team", waiting, OUTSIDER, /its team/],
	["the team", waiting, VIEWER, /engineer/],
	["somebody", named, TOMASZ, null],
	["somebody", named, OUTSIDER, /Only Tomasz/],
	["somebody of a team", { ...named, escalated_team_id: "team-1" }, { ...TOMASZ, id: "ana" }, null],
	["somebody of a team", { ...named, escalated_team_id: "team-1" }, OUTSIDER, /Tomasz.*or an engineer of its team/],
	["anyone", { ...waiting, escalated_team_id: null }, OUTSIDER, null],
] as const)(
	"given a case that waits for %s, when asked who may pick it up, then the rule answers (%#)",
	(_, case_, me, why) => {
		const said = whyNot(case_, me);

		if (why === null) expect(said).toBeNull();
		else expect(said).toMatch(why);
	},
);

test("given a case that waits, when asked for whom, then it is told as the reader sees it", () => {
	expect(waitsForWord(waiting, TOMASZ)).toBe("Service Desk");
	expect(waitsForWord(waiting, OUTSIDER)).toBe("an engineer of its team");
	expect(waitsForWord(named, TOMASZ)).toBe("you");
	expect(waitsForWord(named, MAYA)).toBe("Tomasz Zielinski");
	expect(waitsForWord({ ...waiting, escalated_team_id: null }, MAYA)).toBe("any engineer");
});

test("given a waiting case, when asked what each may do with it, then the rights are theirs", () => {
	const found = makeCase([makeStep(0)], ESCALATED);

	expect(rightsOf(found, MAYA)).toMatchObject({ takeBack: true, handOver: true, pickUp: false, resolve: false });
	expect(rightsOf(found, TOMASZ)).toMatchObject({ takeBack: false, handOver: false, pickUp: true, facts: false });
	expect(rightsOf(found, LEAD)).toMatchObject({ takeBack: true, handOver: true, pickUp: false });
	expect(rightsOf(makeCase([makeStep(0)]), MAYA)).toMatchObject({ escalate: true, takeBack: false, facts: true });
	expect(rightsOf(makeCase([]), MAYA).escalate).toBe(false);
});

test.each([
	["abcd ", false],
	["abcde", true],
	["x".repeat(2001), false],
])("given a reason, when it is checked, then 5 to 2000 characters are good (%#)", (reason, good) => {
	expect(isGoodReason(reason)).toBe(good);
});

test("given a refused pick-up, when it is told, then it names who was quicker", () => {
	const refused = (facts: Record<string, unknown>) => new Problem(409, "wrong_status", "", "", null, facts);

	expect(takenWord(refused({ picked_up_by_name: "Ana Ruiz" }))).toBe("Ana Ruiz was quicker and has this case now.");
	expect(takenWord(refused({}))).toMatch(/does not wait any more/);
	expect(takenWord(new Problem(503, "unavailable", "", "", null))).toBeNull();
});

const USERS = [
	{ id: "maya", name: "Maya Osei", role: "engineer", active: true },
	{ id: "tomasz", name: "Tomasz Zielinski", role: "engineer", active: true },
	{ id: "paula", name: "Paula Brandt", role: "viewer", active: true },
	{ id: "noor", name: "Noor Haddad", role: "operator", active: true },
	{ id: "gone", name: "Gone Away", role: "engineer", active: false },
];

test("given the dialog, when a case is escalated to a colleague, then only engineers are offered and the reason is needed", async () => {
	const sent = given({ "GET /users": USERS, "POST /ai-sessions/case-1/escalate": {} });
	const close = vi.fn();
	const { user } = await renderAs(MAYA, <EscalateDialog found={makeCase([], { team_id: "team-1" })} onClose={close} />);
	await user.click(screen.getByText("A colleague"));
	await screen.findByRole("option", { name: /Tomasz/ });
	expect(screen.getAllByRole("option").map(({ textContent }) => textContent)).toEqual([
		"Choose a colleague",
		"Tomasz Zielinski · Engineer",
	]);

	await user.keyboard("{Control>}{Enter}{/Control}");
	expect(screen.getByText("Between 5 and 2,000 characters.")).toBeInTheDocument();
	expect(sent).toHaveLength(0);
	await user.type(screen.getByLabelText(/Why does somebody else/), "No rights on the tenant");
	await user.selectOptions(screen.getByLabelText("Which colleague"), "tomasz");
	await user.keyboard("{Control>}{Enter}{/Control}");

	await waitFor(() => expect(close).toHaveBeenCalled());
	expect(sent[0]?.body).toEqual({ escalation_reason: "No rights on the tenant", escalated_to_id: "tomasz" });
	expect(sessionStorage).toHaveLength(0);
});

test("given a reason that was typed, when the dialog is closed and opened again, then it is still there", async () => {
	given({ "GET /users": USERS });
	sessionStorage.setItem("rf.draft.escalate.reason.case-1", "No rights");

	await renderAs(MAYA, <EscalateDialog found={makeCase([])} onClose={vi.fn()} />);

	expect(screen.getByLabelText(/Why does somebody else/)).toHaveValue("No rights");
	expect(screen.getByText("Any engineer")).toBeInTheDocument();
});

test("given the own view of the problem, when a case is picked up, then it goes along and the case opens", async () => {
	const sent = given({ [PICK_UP]: {} });
	const close = vi.fn();
	const { user, router } = await renderAs(TOMASZ, <PickUpDialog id="case-1" title="Sign-in" onClose={close} />);

	await user.click(screen.getByText(/Start fresh/));
	await user.type(screen.getByLabelText("Your view of the problem"), "It is the policy");
	await user.keyboard("{Control>}{Enter}{/Control}");

	await waitFor(() => expect(close).toHaveBeenCalled());
	expect(sent[0]?.body).toEqual({ resume_mode: "fresh", additional_context: "It is the policy" });
	await waitFor(() => expect(router.state.location.pathname).toBe("/pilot/case-1"));
});

test("given somebody who was quicker, when a case is picked up, then the dialog names them and offers nothing in vain", async () => {
	const facts = { session_status: "active", picked_up_by_name: "Ana Ruiz" };
	const sent = given({ [PICK_UP]: () => problem(409, "wrong_status", "This session is active.", facts) });
	const { user } = await renderAs(TOMASZ, <PickUpDialog id="case-1" title="Sign-in" onClose={vi.fn()} />);

	await user.click(screen.getByRole("button", { name: "Pick it up" }));

	expect(await screen.findByRole("alert")).toHaveTextContent("Ana Ruiz was quicker and has this case now.");
	expect(screen.queryByRole("button", { name: "Pick it up" })).not.toBeInTheDocument();
	await user.keyboard("{Control>}{Enter}{/Control}");
	expect(sent).toHaveLength(1);
});

test("given a server that is away, when a case is picked up twice, then both carry the same key", async () => {
	const sent = given({ [PICK_UP]: () => problem(503, "unavailable", "Not now.") });
	const { user } = await renderAs(TOMASZ, <PickUpDialog id="case-1" title="Sign-in" onClose={vi.fn()} />);

	await user.click(screen.getByRole("button", { name: "Pick it up" }));
	expect(await screen.findByRole("alert")).toHaveTextContent(/Not now.*req-1/s);
	await user.click(screen.getByRole("button", { name: "Pick it up" }));

	await waitFor(() => expect(sent).toHaveLength(2));
	expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
});

test("given who escalated, when the case waits, then it can be taken back or handed over by key", async () => {
	const sent = given({ "POST /ai-sessions/case-1/take-back": {} });
	const found = makeCase([makeStep(0)], ESCALATED);
	const { user } = await renderAs(
		MAYA,
		<WaitingBanner found={found} rights={rightsOf(found, MAYA)} past={false} title="Sign-in" />,
	);
	expect(screen.getByRole("heading", { name: "Waits for Service Desk" })).toBeInTheDocument();
	expect(screen.getByText("The network")).toBeInTheDocument();
	expect(screen.queryByRole("button", { name: "Pick up" })).not.toBeInTheDocument();

	await user.keyboard("u");
	await waitFor(() => expect(sent[0]?.path).toBe("/ai-sessions/case-1/take-back"));
	await user.keyboard("o");

	expect(await screen.findByRole("dialog", { name: "Hand it over outside" })).toBeInTheDocument();
});

test("given somebody of another team, when the case waits, then it says who may and there is nothing to press", async () => {
	given();
	const found = makeCase([makeStep(0)], ESCALATED);
	await renderAs(
		OUTSIDER,
		<WaitingBanner found={found} rights={rightsOf(found, OUTSIDER)} past={false} title="Sign-in" />,
	);

	expect(screen.getByText("Only an engineer of its team can pick it up.")).toBeInTheDocument();
	expect(screen.queryAllByRole("button")).toHaveLength(0);
});

test("given a recipient outside, when it is handed over, then that and what was agreed are sent", async () => {
	const sent = given({ "POST /ai-sessions/case-1/hand-over": {} });
	const { user } = await renderAs(MAYA, <HandOverDialog id="case-1" onClose={vi.fn()} />);
	await user.keyboard("{Control>}{Enter}{/Control}");
	expect(sent).toHaveLength(0);

	await user.type(screen.getByLabelText("To whom"), "Vendor support");
	await user.keyboard("{Control>}{Enter}{/Control}");

	await waitFor(() => expect(sent[0]?.body).toEqual({ recipient: "Vendor support", notes: null }));
});

test("given a waiting case in the queue, when it is read, then all that was tried is there with its answers", async () => {
	given();
	const item = { ...makeCase([]), ...waiting, may_pick_up: true } as Waiting;
	const row = (open: boolean) => (
		<QueueRow
			item={item}
			me={TOMASZ}
			now={new Date()}
			open={open}
			onToggle={vi.fn()}
			onTake={vi.fn()}
			onTakeBack={vi.fn()}
		/>
	);
	const { show } = await renderAs(TOMASZ, row(false));
	expect(screen.getByRole("button", { name: /Account locked.*I have no rights.*Maya Osei escalated/s })).toBeVisible();
	expect(screen.queryByText("Restart it")).not.toBeInTheDocument();

	show(row(true));

	expect(screen.getByText("did not help — still down")).toBeInTheDocument();
	expect(screen.getByText("A policy")).toBeInTheDocument();
	expect(screen.getByRole("link", { name: "Open the case" })).toHaveAttribute("href", "/pilot/case-1");
});

test("given a queue, when a case is not mine to take, then it says why instead of a button", async () => {
	given();
	const item = { ...makeCase([]), ...named, may_pick_up: false } as Waiting;
	await renderAs(
		OUTSIDER,
		<QueueRow
			item={item}
			me={OUTSIDER}
			now={new Date()}
			open={false}
			onToggle={vi.fn()}
			onTake={vi.fn()}
			onTakeBack={vi.fn()}
		/>,
	);

	expect(screen.getByText("Only Tomasz Zielinski can pick it up.")).toBeInTheDocument();
	expect(screen.queryByRole("button", { name: "Pick up" })).not.toBeInTheDocument();
});

/** A queue with one case in it. */
function Queue({ me, item }: { me: Me; item: Waiting }) {
	const list = useRef<HTMLOListElement>(null);
	const endWaiting = useTakeBack();
	const takeBack = () => endWaiting(item);
	useQueueKeys(list, [item], null, me, { take: vi.fn(), takeBack, open: vi.fn() });
	const row = { item, me, now: new Date(), open: false, onToggle: vi.fn(), onTake: vi.fn(), onTakeBack: takeBack };
	return (
		<ol ref={list}>
			<QueueRow {...row} />
		</ol>
	);
}

test("given a lead, when a waiting case of others is taken back in the queue, then its engineer has it again", async () => {
	const item = { ...makeCase([]), ...waiting, may_pick_up: false } as Waiting;
	const sent = given({ "POST /ai-sessions/case-1/take-back": {} });
	const said = vi.fn();
	drawToasts((_, words) => said(words));
	const { user } = await renderAs(LEAD, <Queue me={LEAD} item={item} />);
	expect(await screen.findByRole("button", { name: "Take back Account locked" })).toBeVisible();

	await user.keyboard("u");

	await waitFor(() => expect(said).toHaveBeenCalledWith("Maya Osei has it again"));
	expect(sent).toMatchObject([{ path: "/ai-sessions/case-1/take-back" }]);
	expect(sent[0]?.key).toBeTruthy();
});

test("given an engineer, when a case of others waits, then there is nothing to take back", async () => {
	const item = { ...makeCase([]), ...waiting, may_pick_up: true } as Waiting;
	given();
	await renderAs(TOMASZ, <Queue me={TOMASZ} item={item} />);
	await screen.findByText("Account locked");

	expect(screen.queryByRole("button", { name: /Take back/ })).not.toBeInTheDocument();
});

test("given a briefing, when it is read, then steps stand numbered with their answers, and it can be folded", async () => {
	given();
	const { user } = await renderAs(
		TOMASZ,
		<BriefingCard stepId="s" content={BRIEFING} at="2026-11-20T09:00:00Z" unfolded />,
	);
	const [tried] = screen.getAllByRole("list");
	const steps = within(tried as HTMLElement).getAllByRole("listitem");
	expect(steps.map(({ textContent }) => textContent)).toEqual([
		"1How many accounts?One account",
		"2Clear the queueworked",
	]);
	for (const words of [
		"I have no rights on the tenant.",
		"Nobody can sign in.",
		"A wrong password",
		"Read the sign-in log",
	])
		expect(screen.getByText(words)).toBeInTheDocument();

	await user.click(screen.getByRole("button", { name: /Escalation briefing/ }));

	expect(screen.queryByText("Nobody can sign in.")).not.toBeInTheDocument();
});
