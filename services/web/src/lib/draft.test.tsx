import { act, renderHook } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { clearDrafts, keepDraftsOf, useDraft } from "@/lib/draft";

test("given a text being typed, when the page is reloaded, then it is there again", () => {
	const { result, unmount } = renderHook(() => useDraft("intake"));
	act(() => result.current.set("no network since monday"));

	window.dispatchEvent(new Event("pagehide"));
	unmount();

	expect(renderHook(() => useDraft("intake")).result.current.text).toBe("no network since monday");
});

test("given two things that are typed, when one is read, then the other's text is not in it", () => {
	const { result, rerender } = renderHook(({ key }) => useDraft(key), { initialProps: { key: "answer.a" } });
	act(() => result.current.set("for a"));
	rerender({ key: "answer.b" });
	expect(result.current.text).toBe("");
	act(() => result.current.set("for b"));
	rerender({ key: "answer.a" });

	expect(result.current.text).toBe("for a");
});

test("given two places that show one draft, when it is typed in one, then it stands in the other", () => {
	const typing = renderHook(() => useDraft("answer.a"));
	const showing = renderHook(() => useDraft("answer.a"));
	act(() => typing.result.current.set("it hums"));

	expect(showing.result.current.text).toBe("it hums");
});

test("given a draft that nobody shows any more, when a late reply writes it, then it is there for the next page", () => {
	const { result, unmount } = renderHook(() => useDraft("leftover.a"));
	unmount();
	result.current.set("it hums");

	expect(renderHook(() => useDraft("leftover.a")).result.current.text).toBe("it hums");
});

test("given a draft, when it was sent or somebody else signs in, then it is gone", () => {
	const first = renderHook(() => useDraft("one"));
	act(() => first.result.current.set("sent"));
	act(() => first.result.current.clear());
	const second = renderHook(() => useDraft("two"));
	act(() => second.result.current.set("left behind"));
	second.unmount();
	clearDrafts();

	expect(first.result.current.text).toBe("");
	expect(sessionStorage).toHaveLength(0);
});

test("given a draft of one user, when another one works in the tab, then it is gone; the same one has it still", () => {
	keepDraftsOf("maya");
	const draft = renderHook(() => useDraft("flow.1"));
	act(() => draft.result.current.set("Maya's"));
	draft.unmount();
	keepDraftsOf("maya");
	const again = renderHook(() => useDraft("flow.1"));
	expect(again.result.current.text).toBe("Maya's");
	act(() => keepDraftsOf("rafael"));

	expect(again.result.current.text).toBe("");
	expect(sessionStorage.getItem("rf.draft.flow.1")).toBeNull();
});

test("given a text over the browser's quota, when it is typed, then it stays on the page and the draft says so", () => {
	vi.useFakeTimers();
	const full = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
		throw new DOMException("full", "QuotaExceededError");
	});
	const { result } = renderHook(() => useDraft("log"));
	act(() => result.current.set("a very long log"));
	act(() => void vi.advanceTimersByTime(1000));

	expect(result.current.text).toBe("a very long log");
	expect(result.current.kept).toBe(false);
	full.mockRestore();
	vi.useRealTimers();
});
