import { expect, test } from "vitest";
import { type CaseItem, type CasePage, cursorIn } from "@/features/history/api";
import { countFilters, queryOf, searchOf, withoutFilters } from "@/features/history/filters";
import { itemsOf, pagesToRead, withPages } from "@/features/history/live-pages";

const CLIENT = "0199c0de-0000-7000-8000-000000000001";
const NOON = new Date(2026, 10, 20, 12);
const me = { team_id: "t1" };

test("given an address with every filter, when it is read and written, then nothing is lost", () => {
	const search = {
		q: "vpn",
		scope: "all",
		status: "resolved",
		domain: "m365",
		tier: "guided",
		client: CLIENT,
		period: "7d",
		sort: "oldest",
		selected: CLIENT,
	};

	expect(searchOf(search)).toEqual(search);
});

test("given nonsense in the address, when it is read, then it is left out", () => {
	const raw = { q: "", status: "gone", client: "x", from: "2026-13-40", to: 7, sort: null, scope: ["all"], page: 3 };

	expect(searchOf(raw)).toEqual({});
});

test("given a number to search for, when the address is read, then it is a text", () => {
	expect(searchOf({ q: 4711 })).toEqual({ q: "4711" });
});

test("given a scope, when the server is asked, then it is told whose cases", () => {
	expect(queryOf({}, me, "mine", NOON)).toEqual({ mine: true, sort: "newest" });
	expect(queryOf({}, me, "team", NOON)).toEqual({ mine: false, team: "t1", sort: "newest" });
	expect(queryOf({}, me, "all", NOON)).toEqual({ mine: false, sort: "newest" });
});

test("given a period, when the server is asked, then it begins with a day of the reader's", () => {
	const midnight = (day: number) => new Date(2026, 10, day).toISOString();

	expect(queryOf({ period: "today" }, me, "all", NOON).since).toBe(midnight(20));
	expect(queryOf({ period: "7d" }, me, "all", NOON).since).toBe(midnight(14));
	const own = queryOf({ from: "2026-11-02", to: "2026-11-03" }, me, "all", NOON);
	expect([own.since, own.until]).toEqual([midnight(2), midnight(4)]);
});

test("given filters, when they are counted and cleared, then scope and order are none of them", () => {
	const search = searchOf({ q: "vpn", from: "2026-11-02", to: "2026-11-03", scope: "all", sort: "oldest" });

	expect(countFilters(search)).toBe(2);
	expect(withoutFilters(search)).toEqual({ scope: "all", sort: "oldest" });
});

test("given a Link header, when it is read, then the cursor is as the server wrote it", () => {
	expect(cursorIn('</api/v1/ai-sessions?mine=true&cursor=MjAy%2BNg>; rel="next"')).toBe("MjAy+Ng");
	expect(cursorIn('</x?cursor=a>; rel="prev"')).toBeNull();
	expect(cursorIn(null)).toBeNull();
});

const item = (id: string, revision = 1) => ({ id, revision }) as CaseItem;
const page = (next: string | null, ...ids: string[]): CasePage => ({ items: ids.map((id) => item(id)), next });
const list = { pages: [page("c1", "a", "b"), page("c2", "c", "d")], pageParams: [null, "c1"] };

test("given two pages, when a case of the second changes, then only that page is read", () => {
	expect(pagesToRead(list, new Set(["d"]), "newest")).toEqual([{ page: 1, limit: 2 }]);
});

test("given two pages, when a case is started, then the first is read with room for it", () => {
	expect(pagesToRead(list, new Set(["new"]), "newest")).toEqual([{ page: 0, limit: 3 }]);
});

test("given the oldest first, when a case is started, then it is read only where the end is loaded", () => {
	const whole = { ...list, pages: [page("c1", "a", "b"), page(null, "c", "d")] };

	expect(pagesToRead(list, new Set(["new"]), "oldest")).toEqual([]);
	expect(pagesToRead(whole, new Set(["new"]), "oldest")).toEqual([{ page: 1, limit: 3 }]);
});

test("given the latest activity first, when a case changes, then its page and the top are read", () => {
	expect(pagesToRead(list, new Set(["d"]), "updated")).toEqual([
		{ page: 1, limit: 2 },
		{ page: 0, limit: 3 },
	]);
});

test("given an empty list, when a case is started, then it is read", () => {
	expect(pagesToRead({ pages: [page(null)], pageParams: [null] }, new Set(["new"]), "newest")).toEqual([
		{ page: 0, limit: 1 },
	]);
});

test("given pages that overlap, when they are shown, then each case is there once as its latest", () => {
	const pages = [page("c1", "a", "b"), { items: [item("b", 5), item("c")], next: null }];

	expect(itemsOf(pages).map(({ id, revision }) => [id, revision])).toEqual([
		["a", 1],
		["b", 5],
		["c", 1],
	]);
});

test("given a page that was read anew, when it is put in, then the others stay", () => {
	const next = withPages(list, new Map([[1, page(null, "x")]]));

	expect(itemsOf(next.pages).map(({ id }) => id)).toEqual(["a", "b", "x"]);
});
