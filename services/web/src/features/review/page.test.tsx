import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { makeCase } from "@/features/case/test-kit";
import type { Proposal } from "@/features/review/api";
import { ReviewPage } from "@/features/review/components/ReviewPage";
import { LENA, makeProposal } from "@/features/review/test-kit";
import { keys } from "@/lib/queries";
import { toast } from "@/lib/toast";
import { json, makeServer, problem, renderAs } from "@/test/render";

const idOf = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;
const DECIDED = { decided_by: "lena", decided_at: "2026-11-20T09:05:00Z", version: 4 } as const;

afterEach(() => void vi.unstubAllGlobals());

/** The queue on a wide screen; `waiting` is what the server has in it, `answered` lets go of the approvals that are held. */
async function queue({ titles = ["Loom", "Kiln", "Tram"], holds = false, refuses = false, lags = false } = {}) {
	const named = titles.map((title, at) => makeProposal({ id: idOf(at + 1), title }));
	const now = { waiting: named };
	const answers: (() => void)[] = [];
	const decide = (proposal: Proposal, status: Proposal["status"]) => async () => {
		if (holds) await new Promise<void>((done) => answers.push(done));
		if (refuses) return problem(503, "unavailable", "The library is away; try again.");
		if (!lags) now.waiting = now.waiting.filter(({ id }) => id !== proposal.id);
		return json({ ...proposal, status, ...DECIDED });
	};
	const each = (make: (proposal: Proposal) => [string, unknown][]) => Object.fromEntries(named.flatMap(make));
	const server = makeServer({
		"GET /flow-proposals": () => json(now.waiting),
		"GET /ai-sessions/case-1": makeCase([], { title: "The loom stands" }),
		"GET /users": [],
		...each((proposal) => [
			[`GET /flow-proposals/${proposal.id}`, proposal],
			[`POST /flow-proposals/${proposal.id}/approve`, decide(proposal, "approved")],
			[`POST /flow-proposals/${proposal.id}/reject`, decide(proposal, "rejected")],
		]),
	});
	vi.stubGlobal("fetch", server.fetch);
	vi.stubGlobal("matchMedia", () => ({ matches: true, addEventListener: vi.fn(), removeEventListener: vi.fn() }));
	const page = (
		<main tabIndex={-1}>
			<ReviewPage />
		</main>
	);
	const { user, client, router } = await renderAs(LENA, page);
	await screen.findByRole("heading", { name: "Loom", level: 2 });
	const answered = () =>
		act(async () => {
			for (const answer of answers) answer();
		});
	return { user, client, router, server, now, answered };
}

const row = (title: string) => screen.getByRole("link", { name: new RegExp(`^${title}`) });
const heading = (name: string) => screen.findByRole("heading", { name, level: 2 });

test("given an answer that is slow, when it comes, then whoever went on stays where they are", async () => {
	const { user, server, answered } = await queue({ holds: true });
	await user.keyboard("a");
	await user.click(row("Tram"));
	await heading("Tram");
	await user.keyboard("r");
	await user.type(await screen.findByLabelText("Why is it wrong?"), "One device only.");
	await answered();

	expect(await screen.findByText("Approved: “Loom”")).toBeInTheDocument();
	expect(screen.getByLabelText("Why is it wrong?")).toHaveValue("One device only.");
	expect(server.sent.map(({ path }) => path)).toEqual([`/flow-proposals/${idOf(1)}/approve`]);
});

test("given a proposal, when it is decided, then the next one's row has the focus, and that it was is said", async () => {
	const { user, client } = await queue();
	const places = screen.getAllByRole("status");
	row("Loom").focus();
	await user.keyboard("a");
	await heading("Kiln");

	expect(places).toContain(screen.getByText("Approved: “Loom”").closest("[role=status]"));
	await act(() => client.invalidateQueries({ queryKey: keys.proposals }));
	await waitFor(() => expect(screen.queryByRole("link", { name: /^Loom/ })).toBeNull());
	await waitFor(() => expect(row("Kiln")).toHaveFocus());

	await user.keyboard("r");
	await user.type(await screen.findByLabelText("Why is it wrong?"), "One device only.");
	await user.keyboard("{Control>}{Enter}{/Control}");
	expect(await screen.findByText("Rejected: “Kiln”")).toBeInTheDocument();
	await waitFor(() => expect(row("Tram")).toHaveFocus());
	expect(places).toContain(screen.getByText("Rejected: “Kiln”").closest("[role=status]"));
});

test("given whoever went on, when the approval is refused then, then it is told in passing, with what it was", async () => {
	const told = vi.spyOn(toast, "error");
	const { user, answered } = await queue({ holds: true, refuses: true });
	await user.keyboard("a");
	await user.click(row("Tram"));
	await heading("Tram");
	await answered();

	await waitFor(() => expect(told).toHaveBeenCalledExactlyOnceWith("“Loom”: The library is away; try again."));
	told.mockRestore();
});

test("given a decided one that left the list before its answer came, when that comes, then the one in its place is next", async () => {
	const { user, client, now, answered } = await queue({ holds: true });
	await user.keyboard("a");
	now.waiting = now.waiting.slice(1);
	await act(() => client.invalidateQueries({ queryKey: [...keys.proposals, "list"] }));
	await waitFor(() => expect(screen.queryByRole("link", { name: /^Loom/ })).toBeNull());
	await answered();

	expect(await heading("Kiln")).toBeInTheDocument();
});

test("given the address that is written a moment later, when the keys go on meanwhile, then the selection goes on too", async () => {
	const { user, router } = await queue();
	const navigate = router.navigate;
	let write: () => unknown = () => undefined;
	const held = vi.spyOn(router, "navigate").mockImplementationOnce(async (to) => {
		write = () => navigate(to);
	});
	await user.keyboard("j");
	await waitFor(() => expect(held).toHaveBeenCalled());
	await user.keyboard("j");
	await act(async () => void (await write()));
	expect(screen.getByRole("heading", { name: "Tram", level: 2 })).toBeInTheDocument();

	await waitFor(() => expect(router.state.location.search).toMatchObject({ selected: idOf(3) }));
	await act(async () => void (await router.navigate({ to: "/review-queue", search: { selected: idOf(1) } } as never)));
	expect(await heading("Loom")).toBeInTheDocument();
});

test("given the last one that waits, when it is decided and the list lags, then it is not read once more", async () => {
	const { user, router } = await queue({ titles: ["Loom"], lags: true });
	row("Loom").focus();
	await user.keyboard("j");
	await waitFor(() => expect(router.state.location.search).toMatchObject({ selected: idOf(1) }));
	await user.keyboard("a");
	expect(await screen.findByText("Approved: “Loom”")).toBeInTheDocument();
	await waitFor(() => expect(router.state.location.search).not.toHaveProperty("selected"));

	expect(row("Loom")).toBeInTheDocument();
	expect(screen.queryByRole("heading", { name: "Loom", level: 2 })).toBeNull();
});
