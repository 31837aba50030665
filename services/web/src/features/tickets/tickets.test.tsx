import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { NO_RIGHTS } from "@/features/case/model/rights";
import { makeCase } from "@/features/case/test-kit";
import { makeItem } from "@/features/connections/test-kit";
import { ChosenTicket } from "@/features/pilot/components/ChosenTicket";
import { TicketButton } from "@/features/pilot/components/TicketButton";
import { type IntakeForm, useIntake } from "@/features/pilot/use-intake";
import LinkTicketDialog from "@/features/tickets/components/LinkTicketDialog";
import { NewFromBoard } from "@/features/tickets/components/NewFromBoard";
import TicketDialog from "@/features/tickets/components/TicketDialog";
import { TicketPanel } from "@/features/tickets/components/TicketPanel";
import { TicketRef } from "@/features/tickets/components/TicketRef";
import { intakeTicketOf } from "@/features/tickets/intake-ticket";
import { safeAddress } from "@/features/tickets/links";
import { changeWords, readChosen, unavailableWords, whyNoTickets } from "@/features/tickets/model";
import { makeCaseTicket, makeChange, makeContext, makeDraft, makeTicket } from "@/features/tickets/test-kit";
import { type Answers, json, MAYA, makeServer, problem, renderAs } from "@/test/render";

const EMPTY_INTAKE = {
	text: null,
	log_content: null,
	log_lines: null,
	log_bytes: null,
	log_url: null,
	image_urls: [],
	ticket_id: null,
	psa_connection_id: null,
};
const TICKETS = [makeTicket(1), makeTicket(2), makeTicket(3)];

afterEach(() => void vi.unstubAllGlobals());

/** A server with one connection, and the addresses of what it was asked. */
function given(answers: Answers = {}) {
	const server = makeServer({
		"GET /psa/connections": [makeItem()],
		"GET /psa/connections/psa-1/options": { boards: ["Help Desk", "Projects"], statuses: [] },
		"GET /psa/tickets": { connection_id: "psa-1", tickets: TICKETS, more: false },
		...Object.fromEntries(
			TICKETS.map((ticket) => [
				`GET /psa/tickets/${ticket.id}`,
				{ connection_id: "psa-1", context: makeContext(ticket) },
			]),
		),
		...answers,
	});
	const asked: URL[] = [];
	vi.stubGlobal("fetch", (request: Request) => {
		asked.push(new URL(request.url));
		return server.fetch(request);
	});
	const searches = () => asked.filter(({ pathname }) => pathname.endsWith("/psa/tickets"));
	return { sent: server.sent, searches };
}

test.each([
	['{"connection_id":"a","id":"1","ref":"CW #1","summary":"x"}', "CW #1"],
	['{"connection_id":"a","id":1,"ref":"CW #1","summary":"x"}', undefined],
	["null", undefined],
	["", undefined],
])("given %j kept in the tab, when the ticket is read, then it is %s", (kept, ref) => {
	expect(readChosen(kept)?.ref).toBe(ref);
});

test("given connections, when asked why no ticket can be pulled, then it says which reason it is", () => {
	const paused = makeItem({ state: "paused" });

	expect(whyNoTickets({ data: undefined, isError: false })).toBe("loading");
	expect(whyNoTickets({ data: undefined, isError: true })).toBe("unknown");
	expect(whyNoTickets({ data: [], isError: false })).toBe("none");
	expect(whyNoTickets({ data: [paused], isError: false })).toBe("paused");
	expect(whyNoTickets({ data: [paused, makeItem()], isError: false })).toBeNull();
});

test("given what happened to a ticket, when it is told, then each change is a line", () => {
	const change = makeChange({
		changes: [
			{ field: "status", before: "New", after: "In Progress" },
			{ field: "sub_type", before: null, after: "VPN" },
		],
		new_notes: 2,
		closed: true,
	});

	expect(changeWords(change)).toEqual([
		"Status: New → In Progress",
		"sub type: nothing → VPN",
		"2 new notes",
		"Closed in the PSA",
	]);
});

test("given a ticket that the PSA does not tell of, when it is told, then with the reason and what it means", () => {
	expect(unavailableWords(makeCaseTicket())).toBeNull();
	expect(unavailableWords(makeCaseTicket({ context_status: "unavailable", unavailable_reason: "away" }))).toMatch(
		/did not answer.*goes on without/,
	);
	expect(unavailableWords(makeCaseTicket({ unavailable_reason: "paused" }))).toMatch(/paused.*from before/);
});

test("given a case that began from a ticket, when it is told, then with what stands in it while it is that ticket", () => {
	const intake = { ...EMPTY_INTAKE, ticket_id: "48213" };
	const found = makeCase([], {
		intake_content: intake,
		ticket: makeCaseTicket(),
		ticket_data: { description: "It drops." },
	});

	expect(intakeTicketOf(found)).toEqual({ ticket: "CW #48213", ticketText: "It drops." });
	expect(intakeTicketOf({ ...found, ticket: makeCaseTicket({ id: "2", ref: "CW #2" }) })).toEqual({
		ticket: "48213",
		ticketText: null,
	});
	expect(intakeTicketOf(makeCase([]))).toEqual({ ticket: null, ticketText: null });
});

test.each([
	["https://na.myconnectwise.net/x", true],
	["javascript:alert(1)", false],
	["data:text/html,x", false],
	["nonsense", false],
	[null, false],
])("given the address %s out of a PSA, when it is linked, then it is %s", (url, linked) => {
	expect(safeAddress(url) !== null).toBe(linked);
});

test("given an address that would run, when a ticket is shown, then there is nothing to follow", async () => {
	await renderAs(MAYA, <TicketRef refName="CW #1" url="javascript:alert(1)" />);

	expect(screen.getByText("CW #1")).toBeInTheDocument();
	expect(screen.queryByRole("link")).not.toBeInTheDocument();
});

/** The tickets in the list. */
const rows = () => within(screen.getByRole("listbox")).getAllByRole("option");

async function picker(answers: Answers = {}) {
	const take = vi.fn();
	const server = given(answers);
	const { user } = await renderAs(
		MAYA,
		<TicketDialog title="Pull" hint="Hint" takeLabel="Use this ticket" onTake={take} onClose={vi.fn()} />,
	);
	return { ...server, user, take };
}

test("given tickets, when one is chosen by arrows and Enter, then it is read beside the list and taken", async () => {
	const { user, take } = await picker();
	await screen.findByText("3 tickets");
	expect(await screen.findByText("All about CW #1")).toBeInTheDocument();

	await user.keyboard("{ArrowDown}");
	expect(rows()[1]).toHaveAttribute("aria-selected", "true");
	expect(await screen.findByText("All about CW #2")).toBeInTheDocument();
	await user.keyboard("{Enter}");

	expect(take).toHaveBeenCalledWith({ connection_id: "psa-1", id: "2", ref: "CW #2", summary: "Ticket 2" });
});

test("given the picker, when words are typed and it is narrowed, then the PSA is asked once the typing rests", async () => {
	const { user, searches } = await picker();
	await screen.findByText("3 tickets");
	const before = searches().length;
	expect(searches()[0]?.searchParams.get("open_only")).toBe("true");

	await user.type(screen.getByRole("combobox", { name: "Search tickets" }), "outlook");
	await waitFor(() => expect(searches().at(-1)?.searchParams.get("q")).toBe("outlook"));
	expect(searches()).toHaveLength(before + 1);
	await user.selectOptions(await screen.findByRole("combobox", { name: "Board" }), "Projects");
	await user.click(screen.getByLabelText("Open ones only"));

	await waitFor(() => expect(searches().at(-1)?.searchParams.get("open_only")).toBe("false"));
	expect(searches().at(-1)?.searchParams.get("board")).toBe("Projects");
});

test("given Enter while the PSA is still being asked, when it is pressed, then nothing old is taken", async () => {
	const { user, take } = await picker();
	await screen.findByText("3 tickets");

	await user.keyboard("48213{Enter}");

	expect(take).not.toHaveBeenCalled();
});

test("given no ticket that matches, when it is told, then with what was looked at", async () => {
	await picker({ "GET /psa/tickets": { connection_id: "psa-1", tickets: [], more: false } });

	expect(await screen.findByText("No open ticket matches. Closed ones are not looked at.")).toBeInTheDocument();
});

test("given a PSA that is away, when tickets are sought, then it says so with a way to try again", async () => {
	await picker({ "GET /psa/tickets": () => problem(502, "psa_away", "The PSA did not answer.") });

	expect(await screen.findByRole("alert")).toHaveTextContent(/did not answer.*req-1/s);
	expect(screen.getByRole("button", { name: "Try again" })).toBeInTheDocument();
});

test("given many tickets, when the arrow goes beyond the last, then the next page is read", async () => {
	let page = 0;
	const { user, searches } = await picker({
		"GET /psa/tickets": () => {
			page += 1;
			return json({ connection_id: "psa-1", tickets: [makeTicket(page)], more: page === 1 });
		},
	});
	await screen.findByText("1 tickets, and more");

	await user.keyboard("{ArrowDown}");

	await waitFor(() => expect(rows()).toHaveLength(2));
	expect(searches().at(-1)?.searchParams.get("page")).toBe("2");
});

test("given several connections, when another is chosen, then its tickets are sought", async () => {
	const { user, searches } = await picker({
		"GET /psa/connections": [
			makeItem(),
			makeItem({ id: "psa-2", name: "Halo" }),
			makeItem({ id: "3", state: "paused" }),
		],
	});
	const choice = await screen.findByRole("combobox", { name: "Connection" });
	expect(within(choice).getAllByRole("option")).toHaveLength(2);

	await user.selectOptions(choice, "Halo");

	await waitFor(() => expect(searches().at(-1)?.searchParams.get("connection_id")).toBe("psa-2"));
});

function Intake({ seen }: { seen: (form: IntakeForm) => void }) {
	const form = useIntake();
	seen(form);
	return (
		<>
			<TicketButton form={form} />
			<ChosenTicket form={form} />
		</>
	);
}

test("given no PSA, when a ticket is wanted, then the button says why and the key does nothing", async () => {
	given({ "GET /psa/connections": [] });
	const { user } = await renderAs(MAYA, <Intake seen={vi.fn()} />);
	expect(await screen.findByRole("button", { name: /No PSA is connected yet/ })).toHaveAttribute(
		"aria-disabled",
		"true",
	);

	await user.keyboard("t");

	expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

test("given a connection, when a ticket is pulled by key, then the case can start from it, also after a reload", async () => {
	given();
	const seen = vi.fn();
	const { user } = await renderAs(MAYA, <Intake seen={seen} />);
	await waitFor(() =>
		expect(screen.getByRole("button", { name: "Pull from ticket" })).not.toHaveAttribute("aria-disabled"),
	);
	expect(seen.mock.lastCall?.[0].obstacle).toBe("empty");

	await user.keyboard("t");
	await screen.findByText("3 tickets");
	await user.click(rows()[2] as HTMLElement);
	await user.click(screen.getByRole("button", { name: "Use this ticket" }));

	expect(await screen.findByText("From CW #3")).toBeInTheDocument();
	expect(seen.mock.lastCall?.[0].obstacle).toBeNull();
	await waitFor(() => expect(sessionStorage.getItem("rf.draft.intake.ticket")).toContain('"id":"3"'));
	await user.click(screen.getByRole("button", { name: "Leave CW #3 out" }));
	expect(screen.queryByText("From CW #3")).not.toBeInTheDocument();
});

test("given a case, when another ticket is linked, then both its ids are sent under one key", async () => {
	const { sent } = given({ "POST /ai-sessions/case-1/link-ticket": {} });
	const close = vi.fn();
	const found = makeCase([], { psa_ticket_id: "48213", ticket: makeCaseTicket() });
	const { user } = await renderAs(MAYA, <LinkTicketDialog found={found} onClose={close} />);
	expect(screen.getByText(/takes the place of CW #48213/)).toBeInTheDocument();
	await screen.findByText("3 tickets");
	await user.keyboard("{Enter}");

	await waitFor(() => expect(close).toHaveBeenCalled());
	expect(sent[0]?.body).toEqual({ psa_ticket_id: "1", psa_connection_id: "psa-1" });
	expect(sent[0]?.key).toBeTruthy();
});

const panel = (changes: Parameters<typeof makeCaseTicket>[0], past = false) => (
	<TicketPanel
		found={makeCase([], { ticket: makeCaseTicket(changes) })}
		rights={{ ...NO_RIGHTS, reloadTicket: true }}
		past={past}
	/>
);

test("given a ticket that changes in the PSA, when it comes in, then the panel shows it and says it once", async () => {
	given();
	const { show } = await renderAs(MAYA, panel({}));
	expect(screen.getByRole("link", { name: /CW #48213/ })).toHaveAttribute("rel", expect.stringContaining("noopener"));

	const change = makeChange({
		at: "2026-11-20T10:00:00Z",
		changes: [{ field: "status", before: "New", after: "Waiting" }],
	});
	show(panel({ status: "Waiting", changes: [change] }));

	expect(screen.getAllByText("Status: New → Waiting")).toHaveLength(1);
	expect(screen.getByText("CW #48213: Status: New → Waiting")).toHaveAttribute("role", "status");
});

test("given a ticket that could not be read, when it is asked for again, then the PSA is asked", async () => {
	const { sent } = given({ "POST /ai-sessions/case-1/reload-ticket": {} });
	const { user } = await renderAs(
		MAYA,
		panel({ context_status: "unavailable", unavailable_reason: "not_found", ref: null }),
	);
	expect(screen.getByText(/The PSA has no such ticket/)).toBeInTheDocument();

	await user.click(screen.getByRole("button", { name: "Try again" }));

	await waitFor(() => expect(sent[0]?.path).toBe("/ai-sessions/case-1/reload-ticket"));
});

test("given new tickets of the board, when one is started and one dismissed, then each is sent with its own key", async () => {
	const { sent } = given({
		"GET /ticket-drafts": [1, 2, 3, 4, 5].map(makeDraft),
		"POST /ai-sessions": () => json({ session_id: "0193f2a0-0000-7000-8000-000000000001" }, 202),
		"POST /ticket-drafts/draft-2/dismiss": () => new Response(null, { status: 204 }),
	});
	const { user, router } = await renderAs(MAYA, <NewFromBoard />);
	expect(await screen.findAllByRole("article")).toHaveLength(4);
	await user.click(screen.getByRole("button", { name: "1 more" }));
	expect(screen.getAllByRole("article")).toHaveLength(5);

	await user.click(screen.getByRole("button", { name: "Dismiss CW #2" }));
	await waitFor(() => expect(sent).toHaveLength(1));
	await user.click(screen.getByRole("button", { name: "Start a case from CW #1" }));

	await waitFor(() => expect(router.state.location.search).toMatchObject({ case: expect.any(String) }));
	expect(sent[1]?.body).toMatchObject({ intake_type: "psa_ticket", psa_ticket_id: "1", psa_connection_id: "psa-1" });
	expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
});

test("given no new tickets, when the page opens, then nothing is said of the board", async () => {
	given({ "GET /ticket-drafts": [] });
	await renderAs(MAYA, <NewFromBoard />);

	await waitFor(() => expect(screen.queryByText("New from the board")).not.toBeInTheDocument());
});

test("given a case without a ticket, when it may have one, then there is a way to it; else nothing", async () => {
	given();
	const link = vi.fn();
	const draw = (onLink?: () => void) => (
		<TicketPanel found={makeCase([])} rights={NO_RIGHTS} past={false} onLink={onLink} />
	);
	const { user, show } = await renderAs(MAYA, draw(link));
	await user.click(screen.getByRole("button", { name: /Link a ticket/ }));
	expect(link).toHaveBeenCalledOnce();

	show(draw());

	expect(screen.queryByRole("region")).not.toBeInTheDocument();
});
