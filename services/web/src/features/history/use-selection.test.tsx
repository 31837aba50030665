import { act, screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { CaseItem } from "@/features/history/api";
import { type Selection, useSelection } from "@/features/history/use-selection";
import { MAYA, renderAs } from "@/test/render";

const search = vi.hoisted(() => ({ use: (): { selected?: string } => ({}) }));
vi.mock("@/features/history/route", () => ({ casesRoute: { useSearch: () => search.use() } }));

const ITEMS = ["a", "b", "c"].map((id) => ({ id })) as CaseItem[];
let selection: Selection;

function Selecting() {
	selection = useSelection(ITEMS);
	return <p>{selection.id ?? "none"}</p>;
}

test("given the address that is written a moment later, when the keys go on meanwhile, then the selection goes on too", async () => {
	const { useSearch } = await import("@tanstack/react-router");
	search.use = () => useSearch({ strict: false }) as { selected?: string };
	const { router } = await renderAs(MAYA, <Selecting />);
	const navigate = router.navigate;
	let write: () => unknown = () => undefined;
	const held = vi.spyOn(router, "navigate").mockImplementationOnce(async (to) => {
		write = () => navigate(to);
	});
	await act(() => selection.select("b"));
	await waitFor(() => expect(held).toHaveBeenCalled());
	await act(() => selection.select("c"));
	await act(async () => void (await write()));
	expect(screen.getByText("c")).toBeInTheDocument();
	await waitFor(() => expect(router.state.location.search).toEqual({ selected: "c" }));
	await act(async () => void (await router.navigate({ to: "/cases", search: { selected: "a" } } as never)));

	expect(screen.getByText("a")).toBeInTheDocument();
});
