import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { signedInRoute } from "@/app/root";
import { keys } from "@/lib/queries";
import { MAYA } from "@/test/render";

/** Opens a page of somebody who is signed in. */
async function open(user: string): Promise<void> {
	const queryClient = new QueryClient();
	queryClient.setQueryData(keys.me, { ...MAYA, id: user });
	const page = { context: { queryClient }, location: { href: "/flows" } };
	await signedInRoute.options.beforeLoad?.(page as never);
}

test("given what somebody did not save, when another one signs in to the tab, then it is gone", async () => {
	await open("maya");
	sessionStorage.setItem("rf.draft.flow.1", "Maya's");
	await open("maya");
	expect(sessionStorage.getItem("rf.draft.flow.1")).toBe("Maya's");
	await open("rafael");

	expect(sessionStorage.getItem("rf.draft.flow.1")).toBeNull();
});
