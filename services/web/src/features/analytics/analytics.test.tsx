import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { type Figure, statusQuery } from "@/features/analytics/api";
import { AnalyticsPage } from "@/features/analytics/components/AnalyticsPage";
import { BehindPage } from "@/features/analytics/components/BehindPage";
import { Breakdown } from "@/features/analytics/components/Breakdown";
import { Csv } from "@/features/analytics/components/Csv";
import { FilterBar } from "@/features/analytics/components/FilterBar";
import { Freshness } from "@/features/analytics/components/Freshness";
import { Gaps } from "@/features/analytics/components/Gaps";
import { Guided } from "@/features/analytics/components/Guided";
import { Pushes } from "@/features/analytics/components/Pushes";
import { Tiles } from "@/features/analytics/components/Tiles";
import { Trend } from "@/features/analytics/components/Trend";
import type { AnalyticsSearch } from "@/features/analytics/model/search";
import { makeComparison, makeFigure, makePoint, makeSession, makeTier, makeView } from "@/features/analytics/test-kit";
import { makeQueryClient } from "@/lib/queries";
import * as files from "@/lib/save-file";
import { drawToasts } from "@/lib/toast";
import { type Answers, json, MAYA, makeServer, problem, renderAs } from "@/test/render";

const PERIOD = { since: "2026-10-22", until: "2026-11-20" };
const SUMMARY = { period: PERIOD, previous_period: PERIOD, held_days: 7, as_of: null };

afterEach(() => {
	vi.useRealTimers();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

/** A server, what it was asked, and a view whose changes are heard. */
function given(answers: Answers) {
	const server = makeServer({ "GET /teams": [{ id: "t1", name: "Service Desk" }], "GET /clients": [], ...answers });
	const asked: URL[] = [];
	vi.stubGlobal("fetch", (request: Request) => {
		asked.push(new URL(request.url));
		return server.fetch(request);
	});
	const change = vi.fn();
	return { asked, change, view: makeView({}, change) };
}

const searchIn = (link: HTMLElement) =>
	Object.fromEntries(new URL(link.getAttribute("href") ?? "", "http://x").searchParams);

test("given a share, when its tile is read, then it says what it is made of, its interval, its change, and leads to both", async () => {
	const { view } = given({ "GET /analytics/summary": { ...SUMMARY, figures: [makeFigure()] } });
	const { user } = await renderAs(MAYA, <Tiles view={view} />);

	const value = await screen.findByRole("link", { name: "Resolved: 75%. Show the sessions" });
	expect(searchIn(value)).toEqual({ figure: "resolved_rate", part: "hits" });
	expect(searchIn(screen.getByRole("link", { name: "of 40 sessions" }))).toEqual({ figure: "resolved_rate" });
	expect(screen.getByText("95% interval 60% to 86%")).toBeInTheDocument();
	expect(screen.getByText(/Up 25 points from 50%/)).toHaveTextContent("(better)");
	const definition = screen.getByRole("button", { name: "What “Resolved” means" });
	expect(screen.getByText(/share of ended sessions/)).not.toBeVisible();
	definition.focus();
	await user.keyboard("{Enter}");
	expect(definition).toHaveAttribute("aria-expanded", "true");
	expect(screen.getByText(/share of ended sessions/)).toBeVisible();
});

test("given a figure of nothing, when its tile is read, then it says so and leads nowhere", async () => {
	const nothing = { value: null, count: 0, hits: 0, previous: null, previous_count: 0, low: null, high: null };
	const { view } = given({ "GET /analytics/summary": { ...SUMMARY, figures: [makeFigure(nothing)] } });
	await renderAs(MAYA, <Tiles view={view} />);

	expect(await screen.findByText("Nothing to count")).toBeInTheDocument();
	expect(screen.getByText("No comparison: nothing before")).toBeInTheDocument();
	expect(screen.queryByRole("link")).not.toBeInTheDocument();
});

test("given figures that cannot be read, when the page is opened, then it says why and tries again", async () => {
	let tries = 0;
	const { view } = given({
		"GET /analytics/summary": () => {
			tries += 1;
			return problem(422, "period_too_long", "At most 1096 days at a time.");
		},
	});
	const { user } = await renderAs(MAYA, <Tiles view={view} />);

	expect(await screen.findByRole("alert")).toHaveTextContent("At most 1096 days at a time.");
	await user.click(screen.getByRole("button", { name: /again/ }));
	await waitFor(() => expect(tries).toBe(2));
});

test("given filters, when they are chosen, then each is told, and own days begin with those that are shown", async () => {
	const { view, change } = given({});
	const { user } = await renderAs(MAYA, <FilterBar view={view} />);

	await user.selectOptions(screen.getByLabelText("Period"), "Last 90 days");
	expect(change).toHaveBeenLastCalledWith({ period: "90d", from: undefined, to: undefined });
	await user.selectOptions(
		await screen.findByLabelText("Team"),
		await screen.findByRole("option", { name: "Service Desk" }),
	);
	expect(change).toHaveBeenLastCalledWith({ team: "t1" });
	await user.selectOptions(screen.getByLabelText("What counts as resolved"), "Resolved: not reopened for 30 days");
	expect(change).toHaveBeenLastCalledWith({ held: 30 });
	await user.selectOptions(screen.getByLabelText("Period"), "From … to …");
	expect(change).toHaveBeenLastCalledWith({ period: undefined, from: "2026-10-22", to: "2026-11-20" });
});

test("given a day that is being typed, when it is none yet, then nothing is asked for and the field keeps the focus", async () => {
	const { change } = given({});
	const view = makeView({ from: "2026-11-01", to: "2026-11-20" }, change);
	const { user } = await renderAs(MAYA, <FilterBar view={view} />);
	const from = screen.getByLabelText("From");

	await user.clear(from);
	await user.type(from, "2026-11-25");

	await waitFor(() => expect(change).toHaveBeenCalledWith({ from: "2026-11-25", to: "2026-11-25" }, true));
	expect(change).toHaveBeenCalledOnce();
	expect(from).toHaveFocus();
});

test("given both days, when one is changed before the other rests, then both are asked for", async () => {
	given({});
	const shown = vi.fn();
	function Both() {
		const [search, setSearch] = useState<AnalyticsSearch>({ from: "2026-11-01", to: "2026-11-20" });
		shown(search);
		return <FilterBar view={makeView(search, (changes) => setSearch({ ...search, ...changes }))} />;
	}
	await renderAs(MAYA, <Both />);

	fireEvent.change(screen.getByLabelText("From"), { target: { value: "2026-11-02" } });
	await act(() => new Promise((rested) => setTimeout(rested, 200)));
	fireEvent.change(screen.getByLabelText("To"), { target: { value: "2026-11-21" } });

	await waitFor(() => expect(shown).toHaveBeenLastCalledWith({ from: "2026-11-02", to: "2026-11-21" }));
});

test("given a trend over many days of two years, when it is read, then every so many have their names, with the year that is not the last", async () => {
	const days = Array.from({ length: 28 }, (_, at) => new Date(Date.UTC(2025, 11, 18 + at)).toISOString().slice(0, 10));
	const points = days.map((day) => makePoint(day));
	const { view } = given({ "GET /analytics/trend": { interval: "day", definition: "By day.", points } });
	await renderAs(MAYA, <Trend view={view} />);

	const [first] = await screen.findAllByText("Dec 18, 2025");
	const names = [...(first?.parentElement?.children ?? [])].map((each) => each.textContent);
	expect(names).toHaveLength(10);
	expect(names.at(-1)).toBe("Jan 14");
});

test("given a trend of a year and a day, when it is read, then no two of its names are the same", async () => {
	const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
	const points = ["2025-11-20", "2026-05-20", "2026-11-20"].map((day) => makePoint(day));
	const { view } = given({ "GET /analytics/trend": { interval: "day", definition: "By day.", points } });
	await renderAs(MAYA, <Trend view={view} />);

	expect(await screen.findAllByText("Nov 20, 2025")).not.toHaveLength(0);
	expect(screen.getAllByText("Nov 20")).not.toHaveLength(0);
	expect(error).not.toHaveBeenCalled();
});

test("given a session that moves to the next page while it is read, when the list is read on, then it is there once", async () => {
	const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
	const pages = [
		["a", "b"],
		["b", "c"],
	].map((ids) => ids.map((id) => makeSession(id)));
	given({ "GET /analytics/sessions": () => json({ total: 4, sessions: pages.shift() ?? [] }) });
	await renderAs(MAYA, <BehindPage />);

	const list = await screen.findByRole("list", { name: "Sessions behind the number" });
	await waitFor(() => expect(within(list).getAllByRole("link")).toHaveLength(3));
	expect(error).not.toHaveBeenCalled();
});

test("given a trend, when the arrows go through its chart, then each column is read out and leads to its sessions", async () => {
	const points = [makePoint("2026-11-18"), makePoint("2026-11-19", { sessions: 7 }), makePoint("2026-11-20")];
	const { view } = given({ "GET /analytics/trend": { interval: "day", definition: "By day.", points } });
	const { user } = await renderAs(MAYA, <Trend view={view} />);
	const slider = await screen.findByRole("slider", { name: "Sessions over time" });

	slider.focus();
	await user.keyboard("{ArrowLeft}");
	expect(slider).toHaveAttribute("aria-valuetext", expect.stringMatching(/^Nov 19, 2026: 7 sessions, 3 resolved/));
	expect(searchIn(screen.getByRole("link", { name: "Show these" }))).toEqual({
		start: "2026-11-19",
		end: "2026-11-19",
	});
	await user.keyboard("{Home}");
	expect(slider).toHaveAttribute("aria-valuenow", "1");

	await user.click(screen.getByRole("button", { name: "Over time as a table" }));
	const [, row] = within(screen.getByRole("table")).getAllByRole("row");
	expect(row).toHaveTextContent("Nov 18, 2026");
	expect(
		within(row as HTMLElement)
			.getAllByRole("link")
			.map(searchIn)[1],
	).toEqual({
		figure: "resolved_rate",
		part: "hits",
		start: "2026-11-18",
		end: "2026-11-18",
	});
});

test("given tiers, when they are compared, then verdict, counts and intervals are in words and a table", async () => {
	const rows = [
		makeTier("guided"),
		makeTier("discovery", { ended: 3, resolved: 1, rate: 1 / 3, low: 0.06, high: 0.79 }),
	];
	const comparison = makeComparison({ difference: null, low: null, high: null, verdict: "too_few" });
	const { view } = given({ "GET /analytics/tiers": { definition: "By tier.", rows, comparison } });
	await renderAs(MAYA, <Guided view={view} />);

	expect(await screen.findByText(/^Too few to say: 40 guided and 3 discovery/)).toBeInTheDocument();
	const row = screen.getByRole("row", { name: /^Discovery/ });
	expect(row).toHaveTextContent("6% to 79%");
	expect(within(row).getAllByRole("link").map(searchIn)[1]).toEqual({
		figure: "resolved_rate",
		part: "hits",
		of: "tier",
		value: "discovery",
	});
});

test("given a breakdown, when another is chosen, then that is told; a kind without sessions leads nowhere", async () => {
	const row = { key: "m365", label: "m365", sessions: 3, resolved: 2, escalated: 0, share: 0.75, previous: 1 };
	const gone = { ...row, key: "cloud", sessions: 0, resolved: 0, share: 0, previous: 2 };
	const { view, change } = given({
		"GET /analytics/breakdown": { by: "domain", definition: "By domain.", rows: [row, gone] },
	});
	const { user } = await renderAs(MAYA, <Breakdown view={view} />);

	const shown = await screen.findByRole("row", { name: /^Microsoft 365/ });
	expect(within(shown).getAllByRole("link").map(searchIn)).toEqual([
		{ of: "domain", value: "m365" },
		{ figure: "resolved_rate", part: "hits", of: "domain", value: "m365" },
	]);
	expect(within(screen.getByRole("row", { name: /^Cloud/ })).queryByRole("link")).not.toBeInTheDocument();
	await user.click(screen.getByRole("radio", { name: "Client" }));
	expect(change).toHaveBeenCalledWith({ by: "client" });
});

test("given notes to the PSA, when none was sent, then it says so; else each class has its number", async () => {
	const rows = ["first_try", "after_retries", "failed", "waiting"].map((key) => ({ key, count: 0, share: null }));
	const { view } = given({ "GET /analytics/pushes": { definition: "Each once.", rows } });
	await renderAs(MAYA, <Pushes view={view} />);

	expect(await screen.findByText("No note was sent in this period.")).toBeInTheDocument();
});

test("given open gaps, when they are read, then each number leads to them", async () => {
	given({
		"GET /analytics/gaps": {
			definition: "Open now.",
			open: 2,
			by_severity: [{ key: "high", count: 2 }],
			by_kind: [{ key: "uncovered", count: 2 }],
		},
	});
	await renderAs(MAYA, <Gaps />);

	expect(await screen.findByText("2 open gaps")).toBeInTheDocument();
	expect(screen.getAllByRole("link", { name: "2" }).map(searchIn)).toEqual([
		{ severity: "high" },
		{ kind: "uncovered" },
	]);
});

test("given a rebuild, when it runs, then its progress is told; figures that are behind say since when", async () => {
	given({ "GET /analytics/status": { rebuilding: true, done: 0.42, as_of: null } });
	await renderAs(MAYA, <Freshness />);

	expect(await screen.findByText("42% done")).toBeInTheDocument();
	expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "42");
});

test("given figures that are behind, when the page is read, then it says since when", async () => {
	given({
		"GET /analytics/status": { rebuilding: false, done: null, as_of: new Date(Date.now() - 600_000).toISOString() },
	});
	await renderAs(MAYA, <Freshness />);

	expect(await screen.findByText("These figures are behind: as of 10 minutes ago.")).toBeInTheDocument();
});

test("given figures that are up to date, when this computer's clock is fast, then they are not behind", async () => {
	const as_of = "2026-11-20T09:00:00.250Z";
	given({
		"GET /analytics/status": () => {
			const answered = json({ rebuilding: false, done: null, as_of });
			answered.headers.set("date", "Fri, 20 Nov 2026 09:00:00 GMT");
			return answered;
		},
	});
	vi.spyOn(Date, "now").mockReturnValue(Date.parse("2026-11-20T09:10:00Z"));
	const { client } = await renderAs(MAYA, <Freshness />);

	await waitFor(() => expect(client.getQueryState(statusQuery.queryKey)?.status).toBe("success"));
	expect(screen.queryByRole("status")).not.toBeInTheDocument();
});

test("given a table, when it is downloaded, then the file is kept under the server's name; a refusal is said", async () => {
	let refused = false;
	const { asked } = given({
		"GET /analytics/export.csv": () =>
			refused
				? problem(429, "rate_limited", "Too many at once.")
				: new Response("key,value\n", {
						headers: { "content-disposition": 'attachment; filename="analytics-trend.csv"' },
					}),
	});
	const save = vi.spyOn(files, "saveFile").mockImplementation(() => undefined);
	const said = vi.fn();
	drawToasts((_, words) => said(words));
	const { user } = await renderAs(MAYA, <Csv of="Over time" asked={{ table: "trend", interval: "week", ...PERIOD }} />);
	const button = screen.getByRole("button", { name: "Download Over time as CSV" });

	await user.click(button);
	await waitFor(() => expect(save.mock.calls.map(([name]) => name)).toEqual(["analytics-trend.csv"]));
	expect(Object.fromEntries(asked.at(-1)?.searchParams ?? [])).toEqual({ table: "trend", interval: "week", ...PERIOD });
	refused = true;
	await user.click(button);
	await waitFor(() => expect(said).toHaveBeenCalledOnce());
});

test("given figures that are counted for the first time, when the page is opened, then it says so once", async () => {
	given({ "GET /analytics/summary": () => problem(503, "analytics_building", "Look again in a minute.") });
	await renderAs(MAYA, <AnalyticsPage />);

	expect(
		await screen.findByRole("heading", { name: /counted for the first time/ }, { timeout: 5000 }),
	).toBeInTheDocument();
	expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

test("given figures that are counted for the first time, when it is looked again, then nothing flickers, and no refusal ends it", async () => {
	vi.useFakeTimers({ shouldAdvanceTime: true });
	const building = () => problem(503, "analytics_building", "Look again in a minute.");
	const found = [building, building, () => problem(429, "rate_limited", "Too many at once."), building];
	const { asked } = given({
		"GET /analytics/summary": () => (found.shift() ?? (() => json({ ...SUMMARY, figures: [makeFigure()] })))(),
	});
	const { client } = await renderAs(MAYA, <AnalyticsPage />);
	client.setDefaultOptions(makeQueryClient().getDefaultOptions());
	const heading = await screen.findByRole("heading", { name: /counted for the first time/ });
	await act(() => vi.advanceTimersByTimeAsync(1000));
	asked.length = 0;

	await act(() => vi.advanceTimersByTimeAsync(15_500));
	expect(heading).toBeInTheDocument();
	expect(new Set(asked.map(({ pathname }) => pathname))).toEqual(new Set(["/api/v1/analytics/summary"]));

	await act(() => vi.advanceTimersByTimeAsync(5000));
	expect(await screen.findByRole("link", { name: "Resolved: 75%. Show the sessions" })).toBeInTheDocument();
});

test("given a period without sessions, when the page is opened, then it says so and offers a longer one", async () => {
	const none = { unit: "count", value: 0, count: 0, hits: null, previous: 0, previous_count: 0, low: null, high: null };
	const figures = [makeFigure({ ...none, key: "sessions" } as Partial<Figure>)];
	given({ "GET /analytics/summary": { ...SUMMARY, figures } });
	const { user, router } = await renderAs(MAYA, <AnalyticsPage />);

	expect(await screen.findByRole("heading", { name: "No session in this period" })).toBeInTheDocument();
	expect(screen.queryByRole("heading", { name: "Over time" })).not.toBeInTheDocument();
	await user.click(screen.getByRole("button", { name: "Last 90 days" }));
	await waitFor(() => expect(router.state.location.search).toEqual({ period: "90d" }));
});
