import { screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { rightsOf } from "@/features/case/model/rights";
import { makeCase, makeFix, makeStep } from "@/features/case/test-kit";
import type { CaseDetail, Fix } from "@/features/case/types";
import { FixBanner } from "@/features/fixes/components/FixBanner";
import { FixList } from "@/features/fixes/components/FixList";
import { FixState } from "@/features/fixes/components/FixState";
import {
	activeFix,
	areGoodNotes,
	earlierFixes,
	isUndecided,
	offeredFor,
	STILL_CHECKING_MS,
	stillCheckingAt,
} from "@/features/fixes/model";
import { MAYA, makeServer, problem, renderAs } from "@/test/render";

const OUTCOME = "PATCH /ai-sessions/case-1/suggested-fixes/fix-1/outcome";
const LATER = "2026-11-20T10:00:00Z";

afterEach(() => void vi.unstubAllGlobals());

async function banner(fix: Fix, answers: Parameters<typeof makeServer>[0] = { [OUTCOME]: {} }, asked = false) {
	const server = makeServer(answers);
	vi.stubGlobal("fetch", server.fetch);
	const found: CaseDetail = makeCase([makeStep(0)], { suggested_fixes: [fix] });
	const rights = rightsOf(found, MAYA);
	const drawn = await renderAs(MAYA, <FixBanner found={found} fix={fix} asked={asked} past={false} rights={rights} />);
	return { ...drawn, sent: server.sent };
}
const old = makeFix(1, { created_at: "2026-01-01T09:00:00Z" });
/** A fix that is too young to be asked after. */
const fresh = (changes: Partial<Fix> = {}) => makeFix(1, { created_at: new Date().toISOString(), ...changes });

test("given fixes that superseded each other, when asked which counts, then the last is it and the others are before it", () => {
	const fixes = [makeFix(1, { superseded_at: LATER }), makeFix(2, { superseded_at: LATER }), makeFix(3)];

	expect(activeFix(fixes)?.id).toBe("fix-3");
	expect(earlierFixes(fixes).map(({ id }) => id)).toEqual(["fix-2", "fix-1"]);
	expect(activeFix([])).toBeNull();
});

test.each([
	["applied_partial", "", false],
	["applied_partial", "labels are blank", true],
	["applied_pending", "  ", false],
	["applied_pending", "a restart", true],
	["applied_failed", "", true],
	["applied_success", "", true],
	["dismissed", "", true],
	["applied_failed", "x".repeat(2001), false],
] as const)(
	"given an outcome with its words, when it is checked, then only what the rules need may be sent (%#)",
	(outcome, notes, good) => {
		expect(areGoodNotes(outcome, notes)).toBe(good);
	},
);

test.each([
	["proposed", true],
	["applied_pending", true],
	["applied_partial", true],
	["applied_success", false],
	["applied_failed", false],
	["dismissed", false],
] as const)("given a fix that is %s, when asked whether it is open, then it is %s", (status, open) => {
	expect(isUndecided(makeFix(1, { status }))).toBe(open);
	expect(offeredFor({ status }, false).first.length > 0).toBe(open);
});

test("given a step that asks for the same, when outcomes are offered, then worked and not are left to the step", () => {
	expect(offeredFor({ status: "proposed" }, true).first).toEqual(["applied_partial", "applied_pending", "dismissed"]);
});

test("given a proposed fix, when it was last heard of, then it is asked after some time later, and never once it is decided", () => {
	const answered = [{ responded_at: LATER }, { responded_at: null }];

	expect(stillCheckingAt(makeFix(1), answered)).toBe(Date.parse(LATER) + STILL_CHECKING_MS);
	expect(stillCheckingAt(makeFix(1), [])).toBe(Date.parse(makeFix(1).created_at) + STILL_CHECKING_MS);
	expect(stillCheckingAt(makeFix(1, { status: "applied_pending" }), answered)).toBeNull();
	expect(stillCheckingAt(makeFix(1, { superseded_at: LATER }), answered)).toBeNull();
});

test("given a proposed fix, when it is said to be waiting by key, then the reason is needed and goes out with it", async () => {
	const { user, sent } = await banner(fresh());
	expect(screen.getByRole("heading", { name: "Did this fix work?" })).toBeInTheDocument();

	await user.keyboard("v{Control>}{Enter}{/Control}");
	expect(screen.getByRole("alert")).toHaveTextContent("A few words are needed here.");
	expect(sent).toHaveLength(0);
	await user.keyboard("The user restarts tonight{Control>}{Enter}{/Control}");

	await waitFor(() => expect(sent).toHaveLength(1));
	expect(sent[0]?.body).toEqual({ outcome: "applied_pending", notes: "The user restarts tonight" });
});

test.each([
	["y", "Yes, it worked", { outcome: "applied_success", notes: null }],
	["d", "Set it aside", { outcome: "dismissed", notes: null }],
])("given a proposed fix, when %s is pressed, then what is final is asked once more", async (key, submit, body) => {
	const { user, sent } = await banner(fresh());

	await user.keyboard(key);
	expect(screen.getByRole("button", { name: submit })).toHaveFocus();
	expect(sent).toHaveLength(0);
	await user.keyboard("{Enter}");

	await waitFor(() => expect(sent[0]?.body).toEqual(body));
});

test("given a fix that failed, when no reason is given, then it is recorded all the same", async () => {
	const { user, sent } = await banner(fresh());

	await user.click(screen.getByRole("button", { name: "Didn't work" }));
	await user.click(screen.getByRole("button", { name: "It didn't work" }));

	await waitFor(() => expect(sent[0]?.body).toEqual({ outcome: "applied_failed", notes: null }));
});

test("given a fix that waits, when its reason is updated, then the old one is there to be changed", async () => {
	const fix = fresh({ status: "applied_pending", pending_reason: "A restart", pending_since: LATER });
	const { user, sent } = await banner(fix);
	expect(screen.getByRole("heading", { name: "Waiting to verify…" })).toBeInTheDocument();
	expect(screen.getByText("A restart")).toBeInTheDocument();

	await user.click(screen.getByRole("button", { name: "Update reason" }));
	expect(screen.getByLabelText("What are we waiting for?")).toHaveValue("A restart");
	await user.keyboard(" on Monday{Control>}{Enter}{/Control}");

	await waitFor(() => expect(sent[0]?.body).toEqual({ outcome: "applied_pending", notes: "A restart on Monday" }));
});

test("given a refusal, when an outcome is recorded, then the words stay and the reason is said with its id", async () => {
	const refuse = () => problem(409, "fix_final", "How this fix turned out is final.");
	const { user } = await banner(fresh(), { [OUTCOME]: refuse });
	await user.keyboard("b");
	await user.keyboard("Labels are blank{Control>}{Enter}{/Control}");

	expect(await screen.findByRole("alert")).toHaveTextContent(/is final.*req-1/s);
	expect(screen.getByLabelText("What is still open?")).toHaveValue("Labels are blank");
	await user.keyboard("{Escape}");
	expect(screen.queryByLabelText("What is still open?")).not.toBeInTheDocument();
});

test.each([
	[{ status: "applied_failed", failure_reason: "Locked again" }, /did not help.*Locked again/s],
	[{ status: "applied_success", verified_at: LATER }, /This fix worked/],
	[{ status: "dismissed" }, /set aside/],
] as const)(
	"given a decided fix, when it is shown, then it is told and nothing is asked (%#)",
	async (changes, words) => {
		await banner(fresh(changes));

		expect(document.body).toHaveTextContent(words);
		expect(screen.queryAllByRole("button")).toHaveLength(0);
	},
);

test("given a fix that nobody spoke of, when its time is over, then it is asked after and waiting is recorded in one go", async () => {
	const { user, sent } = await banner(old);
	expect(screen.getByRole("status")).toHaveTextContent("Still checking whether it worked?");

	await user.click(screen.getByRole("button", { name: "A restart is needed" }));
	await user.click(screen.getAllByRole("button", { name: "Still waiting" })[0] as HTMLElement);

	await waitFor(() => expect(sent[0]?.body).toEqual({ outcome: "applied_pending", notes: "A restart is needed" }));
});

test("given the question whether it worked, when it is put off, then it is gone for now", async () => {
	const { user } = await banner(old);

	await user.click(screen.getByRole("button", { name: "Not now" }));

	expect(screen.queryByText(/Still checking/)).not.toBeInTheDocument();
});

test("given a colleague's case, when its fix is shown, then it says who decides and there is nothing to press", async () => {
	vi.stubGlobal("fetch", makeServer({}).fetch);
	const found = makeCase([makeStep(0)], { suggested_fixes: [makeFix(1)] });
	const tomasz = { ...MAYA, id: "tomasz", name: "Tomasz Zielinski" };
	const rights = rightsOf(found, tomasz);
	await renderAs(tomasz, <FixBanner found={found} fix={makeFix(1)} asked={false} past={false} rights={rights} />);

	expect(screen.getByText("Maya Osei decides whether it worked.")).toBeInTheDocument();
	expect(screen.queryAllByRole("button")).toHaveLength(0);
});

test("given several fixes, when they are listed, then the one that counts is first and the others say how they went", async () => {
	vi.stubGlobal("fetch", makeServer({}).fetch);
	const fixes = [makeFix(1, { status: "applied_failed", failure_reason: "No", superseded_at: LATER }), makeFix(2)];
	await renderAs(MAYA, <FixList found={makeCase([], { suggested_fixes: fixes })} />);

	const rows = screen.getAllByRole("listitem").map((row) => row.textContent);
	expect(rows[0]).toContain("Fix 2Proposed");
	expect(rows[1]).toContain("Fix 1Did not help · Superseded");
});

test("given a fix that did not hold, when the case was reopened, then it says so", async () => {
	const fix = makeFix(1, { status: "applied_success", undone_at: new Date().toISOString() });
	await renderAs(MAYA, <FixState fix={fix} />);

	expect(screen.getByText(/It did not hold, as was seen/)).toBeInTheDocument();
});
