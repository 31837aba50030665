import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { makeCase } from "@/features/case/test-kit";
import { makeItem } from "@/features/connections/test-kit";
import CasePushes from "@/features/pushes/components/CasePushes";
import PlannedPush from "@/features/pushes/components/PlannedPush";
import { StuckPushes } from "@/features/pushes/components/StuckPushes";
import { isUnsettled, nextWord, plannedWords, writtenWords } from "@/features/pushes/model";
import { makePush } from "@/features/pushes/test-kit";
import { makeCaseTicket } from "@/features/tickets/test-kit";
import { MAYA, makeServer, renderAs } from "@/test/render";

const FAILED = makePush({
	status: "failed",
	attempts: 2,
	last_error: "The PSA did not answer.",
	last_error_code: "away",
	next_try_at: new Date(Date.now() + 10 * 60_000).toISOString(),
});
const WITH_TICKET = makeCase([], { psa_ticket_id: "48213", psa_connection_id: "psa-1", ticket: makeCaseTicket() });

afterEach(() => void vi.unstubAllGlobals());

function given(answers: Parameters<typeof makeServer>[0] = {}) {
	const server = makeServer(answers);
	vi.stubGlobal("fetch", server.fetch);
	return server.sent;
}

test("given pushes, when asked which somebody has to look at, then it is those that are not plainly well", () => {
	expect(isUnsettled(makePush())).toBe(false);
	expect(isUnsettled(FAILED)).toBe(true);
	expect(isUnsettled(makePush({ late_duplicates: ["1", "2"] }))).toBe(true);
	expect(isUnsettled(makePush({ member_warning: "Nobody there." }))).toBe(true);
});

test("given a push that was written, when it is told, then all that was written is named and nothing else", () => {
	expect(writtenWords(makePush())).toHaveLength(1);
	expect(writtenWords(makePush({ status: "failed", note_id: null }))).toEqual([]);
	expect(writtenWords(makePush({ time_entry_id: "5", status_set: true, ticket_status: "Closed" }))).toEqual([
		"Note (Internal analysis: your own people read it)",
		"Time entry",
		"Status: Closed",
	]);
});

test("given a push, when asked when it is tried again, then it says so, or that somebody has to resume", () => {
	expect(nextWord(FAILED)).toMatch(/Next try in 10 minutes/);
	expect(nextWord({ ...FAILED, next_try_at: null })).toMatch(/resumed/);
	expect(nextWord(makePush({ status: "abandoned" }))).toBeNull();
	expect(nextWord(makePush())).toBeNull();
});

test("given a case with a ticket, when it is to be closed, then it says what goes where and who reads it", () => {
	const push = {
		note_kind: "discussion",
		time_entry: true,
		status_on_resolve: "Closed",
		status_on_escalate: null,
	} as const;
	const resolve = plannedWords(WITH_TICKET, "resolution_note", [makeItem({ push })]);
	const escalate = plannedWords(WITH_TICKET, "escalation_package", [makeItem({ push })]);

	expect(resolve).toEqual({
		writes: true,
		isPublic: true,
		words: [
			"The resolution note to CW #48213 in ConnectWise.",
			"In the discussion: the customer reads every word of it.",
			"The time of the case as a time entry.",
			"The status becomes “Closed”.",
		],
	});
	expect(escalate?.words).not.toContain("The status becomes “Closed”.");
	expect(plannedWords(WITH_TICKET, "resolution_note", [makeItem({ state: "paused" })])?.words.at(-1)).toMatch(/paused/);
	expect(plannedWords(WITH_TICKET, "resolution_note", [makeItem({ id: "other" })])?.words).toEqual([
		"The ticket’s connection is gone: nothing is written.",
	]);
	expect(plannedWords(makeCase([]), "resolution_note", [makeItem()])?.words[0]).toMatch(/No ticket is linked/);
	expect(plannedWords(makeCase([]), "resolution_note", [])).toBeNull();
});

test("given the dialog that closes a case, when customers will read the note, then that is seen in it", async () => {
	const push = { ...makeItem().push, note_kind: "discussion" as const };
	given({ "GET /psa/connections": [makeItem({ push })] });
	await renderAs(MAYA, <PlannedPush found={WITH_TICKET} kind="resolution_note" />);

	const planned = await screen.findByRole("region", { name: /this goes into the ticket/ });
	expect(planned).toHaveTextContent(/customer reads every word/);
});

test("given a push that failed, when it is tried at once, then it says why it failed and is asked for under a key", async () => {
	const sent = given({ "POST /ai-sessions/case-1/push": makePush() });
	const found = makeCase([], { pushes: [FAILED] });
	const { user } = await renderAs(MAYA, <CasePushes found={found} mayRetry />);
	const card = screen.getByRole("article", { name: "In the ticket" });
	expect(card).toHaveTextContent(/Not yet written.*not in CW #48213 yet.*The PSA did not answer\. \(2 tries\)/s);

	await user.click(within(card).getByRole("button", { name: "Try now" }));

	await waitFor(() => expect(sent[0]).toMatchObject({ path: "/ai-sessions/case-1/push", body: {} }));
	expect(sent[0]?.key).toBeTruthy();
});

test("given several closings, when they are shown, then the last comes first and only it can be tried again", async () => {
	given();
	const old = makePush({ ...FAILED, status: "abandoned" });
	const late = makePush({ ...FAILED, id: "case-1-2", outcome: 2 });
	await renderAs(MAYA, <CasePushes found={makeCase([], { pushes: [old, late] })} mayRetry />);

	expect(screen.getAllByRole("article").map((each) => each.querySelector("h3")?.textContent)).toEqual([
		"In the ticket, closing 2",
		"In the ticket, closing 1",
	]);
	expect(screen.getAllByRole("button", { name: "Try now" })).toHaveLength(1);
});

test("given a note that stands there twice and a member who is unknown, when it is shown, then both are warned of", async () => {
	given();
	const push = makePush({
		late_duplicates: ["77", "78"],
		member_warning: "Maya has no member in ConnectWise.",
		found: true,
	});
	await renderAs(MAYA, <CasePushes found={makeCase([], { pushes: [push] })} mayRetry unsettledOnly />);

	expect(screen.getByText(/Delete all but one.*77, 78/)).toBeInTheDocument();
	expect(screen.getByText("Maya has no member in ConnectWise.")).toBeInTheDocument();
	expect(screen.getByText(/an earlier try had written it/)).toBeInTheDocument();
	expect(screen.queryByRole("button")).not.toBeInTheDocument();
});

test("given a case that goes on, when its earlier note is well, then nothing is said of it", async () => {
	given();
	await renderAs(MAYA, <CasePushes found={makeCase([], { pushes: [makePush()] })} mayRetry unsettledOnly />);

	expect(screen.queryByRole("article")).not.toBeInTheDocument();
});

test("given notes that did not get through, when an administrator looks, then each leads to its case", async () => {
	const item = { ...FAILED, session_id: "case-1", title: "Nobody can print", user_id: "maya", user_name: "Maya Osei" };
	given({ "GET /pushes": [item] });
	await renderAs({ ...MAYA, role: "account_admin" }, <StuckPushes />);

	const links = await screen.findAllByRole("link", { name: "Nobody can print" });
	expect(links[0]).toHaveAttribute("href", "/pilot/case-1");
});
