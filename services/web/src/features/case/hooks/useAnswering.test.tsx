import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { caseQuery } from "@/features/case/api";
import { useAnswering } from "@/features/case/hooks/useAnswering";
import { makeCase, makeStep } from "@/features/case/test-kit";
import type { CaseDetail } from "@/features/case/types";

const AT = "2026-11-20T09:01:00Z";
const OPEN = makeCase([makeStep(0)]);
const ours = makeCase([makeStep(0, { selected_option: "one", responded_at: AT }), makeStep(1)], { version: 5 });
const theirs = makeCase([makeStep(0, { selected_option: "many", responded_at: AT }), makeStep(1)], { version: 5 });
const next = makeCase(
	[...theirs.steps.slice(0, 1), makeStep(1, { was_skipped: true, responded_at: AT }), makeStep(2)],
	{ version: 7 },
);

let server: { found: CaseDetail; respond: () => Promise<Response> };
let posted: Request[];

beforeEach(() => {
	posted = [];
	server = { found: OPEN, respond: () => new Promise(() => undefined) };
	vi.stubGlobal("fetch", (request: Request) => {
		if (request.method === "GET") return Promise.resolve(json(server.found));
		posted.push(request);
		return server.respond();
	});
});
afterEach(() => void vi.unstubAllGlobals());

function json(body: unknown, status = 200): Response {
	return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
}

function answering() {
	const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
	client.setQueryData(caseQuery("case-1").queryKey, OPEN);
	const wrapper = ({ children }: { children: ReactNode }) => (
		<QueryClientProvider client={client}>{children}</QueryClientProvider>
	);
	return renderHook(({ found }: { found: CaseDetail }) => useAnswering(found), {
		wrapper,
		initialProps: { found: OPEN },
	});
}

test("given an open step, when it is answered, then it shows as answered before the server has said anything", () => {
	const { result } = answering();

	act(() => result.current.answer({ selected_option: "one" }));

	expect(result.current.shown.steps[0]?.selected_option).toBe("one");
	expect(result.current.shown.awaiting_step).toBe(true);
	expect(result.current.step).toBeNull();
});

test("given an answer on its way, when it is given again, then nothing goes out twice", async () => {
	const { result } = answering();

	act(() => result.current.answer({ selected_option: "one" }));
	act(() => result.current.answer({ selected_option: "many" }));

	await waitFor(() => expect(posted).toHaveLength(1));
});

test("given nobody who answers, when it is sent again, then it goes out with the same key", async () => {
	server.respond = () => Promise.reject(new TypeError("Failed to fetch"));
	const { result } = answering();
	act(() => result.current.answer({ selected_option: "one" }));
	await waitFor(() => expect(result.current.phase.name).toBe("unsent"));
	expect(result.current.shown.steps[0]?.selected_option).toBe("one");

	server.found = ours;
	server.respond = async () => json({ version: 5 });
	act(() => result.current.again());
	await waitFor(() => expect(result.current.sending).toBeNull());

	expect(new Set(posted.map((request) => request.headers.get("idempotency-key"))).size).toBe(1);
	expect(posted).toHaveLength(2);
});

test("given an unconfirmed answer, when the page is loaded anew, then it is still there to be sent", async () => {
	server.respond = () => Promise.reject(new TypeError("Failed to fetch"));
	const first = answering();
	act(() => first.result.current.answer({ free_text_input: "it hums" }));
	await waitFor(() => expect(first.result.current.phase.name).toBe("unsent"));
	first.unmount();

	const { result } = answering();

	expect(result.current.phase.name).toBe("unsent");
	expect(result.current.shown.steps[0]?.free_text_input).toBe("it hums");
});

test("given a step that another has answered, when ours arrives, then that is said and what was typed is kept", async () => {
	server.respond = async () => {
		server.found = theirs;
		return json({ code: "step_not_open", detail: "That step is not open." }, 409);
	};
	const { result, rerender } = answering();
	act(() => result.current.answer({ free_text_input: "it hums" }));
	await waitFor(() => expect(result.current.leftover).toMatchObject({ text: "it hums", reason: "taken" }));
	rerender({ found: theirs });

	expect(result.current.sending).toBeNull();
	expect(result.current.step?.step_id).toBe("step-1");
});

test("given the event of our own answer, when it comes before the reply, then the next step is open at once", () => {
	const { result, rerender } = answering();
	act(() => result.current.answer({ selected_option: "one" }));

	rerender({ found: ours });

	expect(result.current.step?.step_id).toBe("step-1");
	expect(result.current.leftover).toBeNull();
});

test("given words being typed, when another answers the step, then they are kept and that is said", () => {
	const { result, rerender } = answering();
	act(() => result.current.draft.set("it hums"));

	rerender({ found: theirs });

	expect(result.current.leftover).toMatchObject({ text: "it hums", reason: "meanwhile" });
	expect(result.current.draft.text).toBe("");
});

test("given words that came too late, when the page is loaded anew and more come too late, then all are still there", () => {
	const first = answering();
	act(() => first.result.current.draft.set("it hums"));
	first.rerender({ found: theirs });
	first.unmount();

	const { result, rerender } = answering();
	expect(result.current.leftover?.text).toBe("it hums");
	rerender({ found: theirs });
	act(() => result.current.draft.set("and smells"));
	rerender({ found: next });

	expect(result.current.leftover?.text).toBe("it hums\nand smells");
});

test("given an answer that the step does not take, when it is refused, then the step is open with the words in it", async () => {
	server.respond = async () => json({ code: "unknown_option", detail: "Not offered." }, 422);
	const { result } = answering();
	act(() => result.current.draft.set("it hums"));
	act(() => result.current.answer({ free_text_input: "it hums" }));
	await waitFor(() => expect(result.current.refusal).not.toBeNull());

	expect(result.current.step?.step_id).toBe("step-0");
	expect(result.current.draft.text).toBe("it hums");
});
