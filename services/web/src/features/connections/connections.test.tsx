import { screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { EditDialog } from "@/features/connections/components/EditDialog";
import { MembersView } from "@/features/connections/components/MembersCard";
import { NewConnection } from "@/features/connections/components/NewConnectionPage";
import { RemoveDialog } from "@/features/connections/components/RemoveDialog";
import { RotateDialog } from "@/features/connections/components/RotateDialog";
import { StateCard } from "@/features/connections/components/StateCard";
import { WritingCard } from "@/features/connections/components/WritingCard";
import { changesOf, draftOf, EMPTY, faultsOf } from "@/features/connections/draft";
import { shownMembers, shownPeople } from "@/features/connections/members";
import { hasAllKeys, isAddress, keysOf } from "@/features/connections/providers";
import { makeConnection, makeMapped, makeMember } from "@/features/connections/test-kit";
import { testWord } from "@/features/connections/words";
import { drawToasts } from "@/lib/toast";
import { type Answers, json, MAYA, makeServer, problem, renderAs } from "@/test/render";

const ADMIN = { ...MAYA, role: "account_admin" as const };
const ONE = "/psa/connections/psa-1";

afterEach(() => void vi.unstubAllGlobals());

function given(answers: Answers = {}) {
	const server = makeServer({
		[`GET ${ONE}/options`]: {
			boards: ["Help Desk", "Alerts"],
			statuses: ["New", "Closed"],
			board_statuses: [
				{ name: "Help Desk", statuses: ["New", "Closed"] },
				{ name: "Alerts", statuses: ["New"] },
			],
		},
		...answers,
	});
	vi.stubGlobal("fetch", server.fetch);
	return server.sent;
}

function heard() {
	const said = vi.fn();
	drawToasts((kind, words) => said(kind, words));
	return said;
}

test.each([
	["https://na.myconnectwise.net", true],
	[" https://psa.example.net:8443/ ", true],
	["na.myconnectwise.net", false],
	["https://user:secret@psa.example.net", false],
	["javascript:alert(1)", false],
	["", false],
])("given the address %j, when it is checked, then being one is %s", (typed, good) => {
	expect(isAddress(typed)).toBe(good);
});

test("given keys that were typed for another PSA, when they are sent, then only what this one asks for goes", () => {
	const typed = { public_key: " a ", private_key: "b", client_id: "c", secret: "of autotask" };

	expect(keysOf("connectwise", typed)).toEqual({ public_key: "a", private_key: "b", client_id: "c" });
});

test("given HaloPSA, when the keys of its webhook are left out, then they are not sent and nothing is missing", () => {
	const typed = { client_id: "a", client_secret: "b", webhook_user: " " };

	expect(hasAllKeys("halopsa", typed)).toBe(true);
	expect(keysOf("halopsa", typed)).toEqual({ client_id: "a", client_secret: "b" });
});

test("given an empty form, when it is checked, then it says all that is missing, for each PSA its own", () => {
	expect(Object.keys(faultsOf(EMPTY, true))).toEqual(["name", "address", "company", "keys"]);
	expect(Object.keys(faultsOf({ ...EMPTY, provider: "autotask" }, true))).toEqual(["name", "address", "keys"]);
	expect(Object.keys(faultsOf({ ...EMPTY, provider: "halopsa" }, false))).toEqual(["name", "address"]);
});

test("given a connection, when only its name is changed, then neither address nor keys are sent", () => {
	const connection = makeConnection();
	const draft = draftOf(connection);

	expect(changesOf({ ...draft, name: "CW" }, connection)).toEqual({ name: "CW" });
	expect(changesOf({ ...draft, company: "other", keys: { public_key: "a" } }, connection)).toMatchObject({
		company: "other",
		base_url: connection.base_url,
		credentials: { public_key: "a" },
	});
});

test.each([
	[{ ok: true, code: null, product: "ConnectWise 2024.1" }, /ConnectWise 2024.1 answers/],
	[{ ok: false, code: "unauthorized" }, /does not accept the keys/],
	[{ ok: false, code: "blocked_private_address" }, /may not be called from here/],
	[{ ok: false, code: "something_new" }, /something_new/],
])("given a test that came to %j, when it is told, then in words", (tested, words) => {
	expect(testWord(tested)).toMatch(words);
});

test("given the form, when another PSA is chosen, then its own keys are asked for, empty, hidden and not completed", async () => {
	given();
	const { user } = await renderAs(ADMIN, <NewConnection />);
	await user.type(screen.getByLabelText("Public key"), "planted");

	await user.click(screen.getByLabelText("HaloPSA"));
	expect(screen.queryByLabelText("Public key")).not.toBeInTheDocument();
	for (const label of ["Client ID", "Client secret"]) {
		expect(screen.getByLabelText(label)).toHaveValue("");
		expect(screen.getByLabelText(label)).toHaveAttribute("type", "password");
		expect(screen.getByLabelText(label)).toHaveAttribute("autocomplete", "off");
	}
	await user.click(screen.getByLabelText("ConnectWise PSA"));
	expect(screen.getByLabelText("Public key")).toHaveValue("");
});

test("given a whole form, when it is sent, then the connection is made and tried, and its keys are kept nowhere", async () => {
	const sent = given({
		"POST /psa/connections": () => json(makeConnection(), 201),
		[`POST ${ONE}/test`]: { ok: false, code: "unauthorized", product: null },
	});
	const said = heard();
	const { user, router, client } = await renderAs(ADMIN, <NewConnection />);
	await user.click(screen.getByRole("button", { name: "Add and test" }));
	expect(screen.getAllByRole("alert").length).toBeGreaterThanOrEqual(4);
	expect(sent).toHaveLength(0);
	await user.type(screen.getByLabelText("Name"), "ConnectWise");
	await user.type(screen.getByLabelText("Address"), "https://na.myconnectwise.net");
	await user.type(screen.getByLabelText("Company"), "northwind");
	for (const label of ["Public key", "Private key", "Client ID"])
		await user.type(screen.getByLabelText(label), `planted ${label}`);
	await user.click(screen.getByRole("button", { name: "Add and test" }));

	await waitFor(() => expect(router.state.location.pathname).toBe("/settings/psa/psa-1"));
	expect(sent.map(({ path }) => path)).toEqual(["/psa/connections", `${ONE}/test`]);
	expect(sent[0]?.body).toMatchObject({
		provider: "connectwise",
		credentials: {
			public_key: "planted Public key",
			private_key: "planted Private key",
			client_id: "planted Client ID",
		},
		push: { note_kind: "internal" },
	});
	expect(said).toHaveBeenCalledWith("error", "ConnectWise is added, but its test failed");
	const kept = JSON.stringify([{ ...sessionStorage, ...localStorage }, client.getQueryCache().getAll()]);
	expect(kept).not.toContain("planted");
});

test("given a connection, when its address is changed, then the keys are asked for anew before it is saved", async () => {
	const sent = given({ [`PATCH ${ONE}`]: makeConnection() });
	const close = vi.fn();
	const { user } = await renderAs(ADMIN, <EditDialog connection={makeConnection()} onClose={close} />);
	expect(screen.queryByLabelText("Public key")).not.toBeInTheDocument();

	await user.type(screen.getByLabelText("Address"), "/other");
	await user.click(screen.getByRole("button", { name: "Save" }));
	expect(screen.getAllByText("This key is needed.")).toHaveLength(3);
	expect(sent).toHaveLength(0);
	for (const label of ["Public key", "Private key", "Client ID"]) await user.type(screen.getByLabelText(label), "k");
	await user.click(screen.getByRole("button", { name: "Save" }));

	await waitFor(() => expect(close).toHaveBeenCalled());
	expect(sent[0]?.body).toEqual({
		base_url: "https://na.myconnectwise.net/other",
		company: "northwind",
		credentials: { public_key: "k", private_key: "k", client_id: "k" },
	});
});

test("given somebody who was quicker, when a change is refused, then it says so and keeps what was typed", async () => {
	given({ [`PATCH ${ONE}`]: () => problem(412, "changed", "Not the version.") });
	const { user } = await renderAs(ADMIN, <EditDialog connection={makeConnection()} onClose={vi.fn()} />);
	await user.type(screen.getByLabelText("Name"), " two");
	await user.click(screen.getByRole("button", { name: "Save" }));

	expect(await screen.findByText(/Somebody else changed/)).toBeInTheDocument();
	expect(screen.getByLabelText("Name")).toHaveValue("ConnectWise two");
});

test("given new keys, when one is missing, then nothing is sent; when all are there, then they are", async () => {
	const sent = given({ [`PUT ${ONE}/credentials`]: makeConnection() });
	const close = vi.fn();
	const { user } = await renderAs(
		ADMIN,
		<RotateDialog connection={makeConnection({ provider: "autotask" })} onClose={close} />,
	);
	await user.type(screen.getByLabelText("User name (key)"), "api@example.net");
	await user.click(screen.getByRole("button", { name: "Use these keys" }));
	expect(sent).toHaveLength(0);

	await user.type(screen.getByLabelText("Secret"), "s");
	await user.type(screen.getByLabelText("API integration code"), "c");
	await user.click(screen.getByRole("button", { name: "Use these keys" }));

	await waitFor(() => expect(close).toHaveBeenCalled());
	expect(sent[0]?.body).toEqual({
		credentials: { user_name: "api@example.net", secret: "s", integration_code: "c" },
	});
});

test("given a connection to be removed, when its name is not typed, then it stays", async () => {
	const sent = given({ [`DELETE ${ONE}`]: () => new Response(null, { status: 204 }) });
	const removed = vi.fn();
	const { user } = await renderAs(
		ADMIN,
		<RemoveDialog connection={makeConnection()} onClose={vi.fn()} onRemoved={removed} />,
	);
	await user.click(screen.getByRole("button", { name: "Remove the connection" }));
	expect(sent).toHaveLength(0);

	await user.type(screen.getByLabelText(/to confirm/), "ConnectWise{Enter}");
	await waitFor(() => expect(removed).toHaveBeenCalled());
});

test("given keys that the PSA no longer takes, when the connection is looked at, then it says what to do", async () => {
	const connection = makeConnection({
		state: "paused",
		pause_reason: "unauthorized",
		last_test: { ok: false, code: "unauthorized", at: "2026-11-20T09:00:00Z" },
	});
	await renderAs(ADMIN, <StateCard connection={connection} />);

	expect(screen.getByText(/does not accept the keys any more/)).toBeInTheDocument();
	expect(screen.getByText(/Rotate the keys, then resume/)).toBeInTheDocument();
	expect(screen.getByText(/The PSA does not accept the keys\./)).toBeInTheDocument();
});

test("given what is written, when it is shown to customers, then a warning says so before it is saved", async () => {
	const sent = given({ [`PATCH ${ONE}`]: makeConnection() });
	const push = { ...makeConnection().push, status_on_resolve: "Done" };
	const { user } = await renderAs(ADMIN, <WritingCard connection={makeConnection({ push })} />);
	expect(screen.queryByText(/Customers will read every closing note/)).not.toBeInTheDocument();
	await screen.findAllByRole("option", { name: "New" });
	expect(screen.getByRole("option", { name: "Done (not offered any more)" })).toBeInTheDocument();

	await user.click(screen.getByLabelText(/Discussion/));
	expect(screen.getByText(/Customers will read every closing note/)).toBeInTheDocument();
	await user.click(screen.getByLabelText(/Book the time/));
	await user.selectOptions(screen.getByLabelText("Status when resolved"), "Closed");
	expect(screen.getByText(/Tickets of Alerts have no such status/)).toBeInTheDocument();
	await user.click(screen.getByRole("button", { name: "Save" }));

	await waitFor(() => expect(sent).toHaveLength(1));
	expect(sent[0]?.body).toEqual({
		push: { note_kind: "discussion", time_entry: true, status_on_resolve: "Closed", status_on_escalate: null },
	});
});

test("given a PSA that does not say its statuses, when what is written is looked at, then what was chosen stays", async () => {
	given({ [`GET ${ONE}/options`]: () => problem(502, "psa_away", "The PSA did not answer.") });
	const push = { ...makeConnection().push, status_on_resolve: "Done" };
	await renderAs(ADMIN, <WritingCard connection={makeConnection({ push })} />);

	expect(await screen.findByText("The PSA did not answer.")).toBeInTheDocument();
	expect(screen.getByLabelText("Status when resolved")).toHaveValue("Done");
});

test("given people, when they are shown, then who is nobody comes first, and words narrow them", () => {
	const nobody = { member_id: null, member_name: null, how: null };
	const people = [makeMapped(1), makeMapped(3, nobody), makeMapped(2, nobody)];

	expect(shownPeople(people, "", false).map(({ user_id }) => user_id)).toEqual(["user-2", "user-3", "user-1"]);
	expect(shownPeople(people, "", true)).toHaveLength(2);
	expect(shownPeople(people, "PERSON 003", false).map(({ user_id }) => user_id)).toEqual(["user-3"]);
	expect(shownMembers([makeMember(1, { active: false }), makeMember(2)], "member").map(({ id }) => id)).toEqual([
		"member-2",
		"member-1",
	]);
});

/** The people with the narrowing that is in the address elsewhere. */
function People() {
	const [typed, setTyped] = useState("");
	const [unmatched, setUnmatched] = useState(true);
	return (
		<MembersView
			id="psa-1"
			typed={typed}
			unmatchedOnly={unmatched}
			onType={(next) => setTyped(next ?? "")}
			onScope={setUnmatched}
		/>
	);
}

test("given 200 people, when one that was not matched is corrected by keyboard, then it is sent and told", async () => {
	const nobody = { member_id: null, member_name: null, how: null };
	const mapping = Array.from({ length: 200 }, (_, at) => makeMapped(at, at % 50 === 0 ? nobody : {}));
	const members = Array.from({ length: 200 }, (_, at) => makeMember(at));
	const fixed = mapping.map((one) => (one.user_id === "user-50" ? makeMapped(50, { how: "manual" }) : one));
	const sent = given({
		[`GET ${ONE}/members`]: { members, mapping, version: 4 },
		[`PUT ${ONE}/members`]: { mapping: fixed, version: 5 },
	});
	const said = heard();
	const { user } = await renderAs(ADMIN, <People />);
	expect(await screen.findByText("196 of 200 matched")).toBeInTheDocument();
	expect(within(screen.getByRole("table")).getAllByRole("row")).toHaveLength(5);

	await user.click(screen.getByRole("button", { name: "Choose who Person 050 is in the PSA" }));
	const dialog = within(screen.getByRole("dialog"));
	await user.keyboard("{ArrowDown}");
	expect(dialog.getAllByRole("option")[1]).toHaveAttribute("aria-selected", "true");
	await user.keyboard("member50");
	expect(dialog.getAllByRole("option")).toHaveLength(1);
	await user.keyboard("{Enter}");

	await waitFor(() => expect(said).toHaveBeenCalledWith("success", "Person 050 is Member 50 in the PSA"));
	expect(sent[0]?.body).toEqual({ members: [{ user_id: "user-50", member_id: "member-50" }] });
	expect(screen.getByText("197 of 200 matched")).toBeInTheDocument();
});

test("given people, when they are matched by e-mail by key, then the count is told", async () => {
	const sent = given({
		[`GET ${ONE}/members`]: { members: [], mapping: [makeMapped(1)], version: 4 },
		[`POST ${ONE}/members/match`]: { mapping: [makeMapped(1)], version: 5 },
	});
	const said = heard();
	const { user } = await renderAs(ADMIN, <People />);
	await screen.findByText("Everybody is matched.");

	await user.keyboard("m");

	await waitFor(() => expect(said).toHaveBeenCalledWith("success", "1 person is matched"));
	expect(sent[0]?.path).toBe(`${ONE}/members/match`);
});
