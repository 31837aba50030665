import { expect, test } from "vitest";
import { countFilters, searchOf, withoutFilters } from "@/features/flows/filters";

test("given an address with filters, when it is read, then what is none is left out", () => {
	const search = searchOf({
		q: " vpn ",
		status: "draft",
		domain: "nowhere",
		origin: 5,
		tag: "x".repeat(300),
		sort: "name",
	});

	expect(search).toEqual({ q: "vpn", status: "draft", tag: "x".repeat(100) });
	expect(countFilters(search)).toBe(3);
});

test("given filters and an order, when the filters are cleared, then the order stays", () => {
	expect(withoutFilters(searchOf({ q: "vpn", sort: "updated" }))).toEqual({ sort: "updated" });
});
