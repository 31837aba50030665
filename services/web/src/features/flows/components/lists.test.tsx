import { screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FactsPanel } from "@/features/flows/components/FactsPanel";
import { FlowTable } from "@/features/flows/components/FlowTable";
import type { Editor } from "@/features/flows/hooks/useEditor";
import { contentOf } from "@/features/flows/model/content";
import { makeFlow } from "@/features/flows/test-kit";
import { unreachable } from "@/lib/problem";
import { MAYA, renderAs } from "@/test/render";

beforeEach(
	() =>
		void vi.stubGlobal(
			"ResizeObserver",
			class {
				observe() {}
				unobserve() {}
				disconnect() {}
			},
		),
);
afterEach(() => void vi.unstubAllGlobals());

test("given a list whose next page cannot be read, when its end is reached, then that is said and can be tried again", async () => {
	const fetchNextPage = vi.fn();
	const more = { hasNextPage: true, isFetchingNextPage: false, isFetchNextPageError: true, error: unreachable() };
	const { user } = await renderAs(
		MAYA,
		<FlowTable items={[makeFlow()]} flows={{ ...more, fetchNextPage }} fades={false} />,
	);

	expect(screen.getByRole("alert")).toHaveTextContent("The server does not answer.");
	expect(fetchNextPage).not.toHaveBeenCalled();
	await user.click(screen.getByRole("button", { name: "Try again" }));
	await waitFor(() => expect(fetchNextPage).toHaveBeenCalledOnce());
});

test("given a flow with a category and tags, when it is read, then each leads to the flows alike", async () => {
	const flow = makeFlow({ category: "Printers", tags: ["spooler"] });
	const editor = { flow, content: contentOf(flow), writable: false, change: vi.fn() } as unknown as Editor;
	await renderAs(MAYA, <FactsPanel editor={editor} placed={[]} />);

	expect(screen.getByRole("link", { name: "Category: Printers" })).toHaveAttribute("href", "/flows?category=Printers");
	expect(screen.getByRole("link", { name: "Tag: spooler" })).toHaveAttribute("href", "/flows?tag=spooler");
});
