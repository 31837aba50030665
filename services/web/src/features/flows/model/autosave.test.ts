import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Autosave, type Saved } from "@/features/flows/model/autosave";
import { Problem, unreachable } from "@/lib/problem";

const refusal = (status: number, code: string) => new Problem(status, code, code, "No.", null);

function makeSaving(version = 1) {
	const answers: { take: (saved: Saved) => void; refuse: (error: unknown) => void }[] = [];
	const sent: [string, number][] = [];
	const server = { has: "", version };
	const autosave = new Autosave<string>(
		version,
		(content, over) => {
			sent.push([content, over]);
			return new Promise((take, refuse) => answers.push({ take, refuse }));
		},
		async (all) => (all.includes(server.has) ? { content: server.has, version: server.version } : null),
		() => undefined,
	);
	const settle = async (run: (answer: (typeof answers)[number]) => void) => {
		run(answers.shift() as (typeof answers)[number]);
		await vi.advanceTimersByTimeAsync(0);
	};
	return {
		autosave,
		sent,
		server,
		accept: (saved: number) => settle(({ take }) => take({ version: saved })),
		refuse: (error: unknown) => settle((answer) => answer.refuse(error)),
	};
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("given typing without a rest, when it rests, then the last text is sent once", async () => {
	const { autosave, sent, accept } = makeSaving();
	for (const text of ["a", "ab", "abc"]) {
		autosave.change(text);
		await vi.advanceTimersByTimeAsync(500);
	}
	expect(sent).toEqual([]);
	await vi.advanceTimersByTimeAsync(2000);

	expect(sent).toEqual([["abc", 1]]);
	expect(autosave.current.state).toBe("saving");
	await accept(2);
	expect(autosave.current.state).toBe("saved");
});

test("given a save under way, when it is typed on, then that goes over the version that came of it", async () => {
	const { autosave, sent, accept } = makeSaving();
	autosave.change("a");
	await vi.advanceTimersByTimeAsync(2000);
	autosave.change("ab");
	await vi.advanceTimersByTimeAsync(2000);
	expect(sent).toHaveLength(1);
	await accept(2);
	expect(autosave.current.state).toBe("waiting");
	await vi.advanceTimersByTimeAsync(2000);

	expect(sent[1]).toEqual(["ab", 2]);
});

test("given nobody answers, when time passes, then it is tried again and nothing is lost", async () => {
	const { autosave, sent, accept, refuse } = makeSaving();
	autosave.change("a");
	await vi.advanceTimersByTimeAsync(2000);
	await refuse(unreachable());
	expect(autosave.current.state).toBe("unreachable");
	await vi.advanceTimersByTimeAsync(10_000);

	expect(sent).toEqual([
		["a", 1],
		["a", 1],
	]);
	await accept(2);
	expect(autosave.current.state).toBe("saved");
});

test("given somebody else changed it, when mine is kept, then it goes over theirs, and nothing before that", async () => {
	const { autosave, sent, refuse, accept } = makeSaving();
	autosave.change("mine");
	await vi.advanceTimersByTimeAsync(2000);
	await refuse(refusal(412, "changed"));
	autosave.change("mine!");
	await vi.advanceTimersByTimeAsync(10_000);
	expect(sent).toHaveLength(1);
	expect(autosave.current.state).toBe("conflict");
	autosave.settle(7, "mine!");

	expect(sent[1]).toEqual(["mine!", 7]);
	await accept(8);
	expect(autosave.current.state).toBe("saved");
});

test("given a text that is refused, when it is changed, then it is sent anew; until then it is said", async () => {
	const { autosave, sent, refuse } = makeSaving();
	autosave.change("");
	await vi.advanceTimersByTimeAsync(2000);
	await refuse(refusal(422, "invalid"));
	expect(autosave.current.state).toBe("refused");
	await vi.advanceTimersByTimeAsync(60_000);
	expect(sent).toHaveLength(1);
	autosave.change("named");
	await vi.advanceTimersByTimeAsync(2000);

	expect(sent[1]).toEqual(["named", 1]);
});

test("given two texts not sent yet, when it is flushed, then it resolves once the server has the last one", async () => {
	const { autosave, sent, accept } = makeSaving();
	autosave.change("a");
	const flushed = autosave.flush();
	autosave.change("ab");
	await accept(2);
	await accept(3);

	expect(await flushed).toBe(true);
	expect(sent).toEqual([
		["a", 1],
		["ab", 2],
	]);
});

test("given nobody answers, when it is flushed, then it says that the server has it not", async () => {
	const { autosave, refuse } = makeSaving();
	autosave.change("a");
	const flushed = autosave.flush();
	await refuse(unreachable());

	expect(await flushed).toBe(false);
	autosave.stop();
});

test("given an answer that was lost, when the next save is refused for it, then it goes over what arrived", async () => {
	const { autosave, sent, server, refuse, accept } = makeSaving();
	autosave.change("a");
	await vi.advanceTimersByTimeAsync(2000);
	await refuse(unreachable());
	Object.assign(server, { has: "a", version: 2 });
	autosave.change("ab");
	await vi.advanceTimersByTimeAsync(5000);
	await refuse(refusal(412, "changed"));

	expect(sent.slice(1)).toEqual([
		["ab", 1],
		["ab", 2],
	]);
	await accept(3);
	expect(autosave.current.state).toBe("saved");
});

test("given a refusal because it changed, when the server has just what was sent, then it is saved", async () => {
	const { autosave, sent, server, refuse } = makeSaving();
	autosave.change("a");
	await vi.advanceTimersByTimeAsync(2000);
	Object.assign(server, { has: "a", version: 2 });
	await refuse(refusal(412, "changed"));

	expect(autosave.current.state).toBe("saved");
	expect(autosave.version).toBe(2);
	expect(sent).toHaveLength(1);
});
