import { expect, test } from "vitest";
import type { FlowNode } from "@/features/flow-canvas/tree";
import { countFilters, filtered, queryOf, searchOf } from "@/features/review/filters";
import { confidenceLook } from "@/features/review/model/confidence";
import { baseOf, contentOf, publishBody, readEdited, startOf } from "@/features/review/model/edited";
import { effectWords, undoRefusalWord } from "@/features/review/model/effects";
import { inOrder } from "@/features/review/model/order";
import { changeOf } from "@/features/review/model/proposed";
import { changeWords, domainWord, refusalWord } from "@/features/review/model/words";
import { makeChange, makeEffects, makeFlow, makeProposal, makePublished, TREE } from "@/features/review/test-kit";

const ID = "0199c0de-0000-7000-8000-000000000001";

test("given an address with every filter, when it is read, then nothing is lost", () => {
	const search = { q: "loom", status: "approved", type: "enhancement", domain: "m365", least: 60, flow: ID };

	expect(searchOf({ ...search, selected: ID, edit: true })).toEqual({ ...search, selected: ID, edit: true });
});

test("given nonsense in the address, when it is read, then it is left out", () => {
	const raw = { q: "", status: "gone", type: "auto", domain: 7, least: 55, flow: "x", selected: {}, edit: "yes" };

	expect(searchOf(raw)).toEqual({});
});

test("given no status, when the server is asked, then it is for what waits; for all without any", () => {
	expect(queryOf({})).toEqual({ status: "pending" });
	expect(queryOf({ status: "all", least: 80 })).toEqual({ min_confidence: 0.8 });
	expect(queryOf({ status: "auto_reinforced" })).toEqual({ status: "auto_reinforced" });
});

test("given a proposal that is edited, when a filter changes, then it is left and the filters are counted", () => {
	const next = filtered({ q: "loom", selected: ID, edit: true }, { least: 40 });

	expect(next).toEqual({ q: "loom", least: 40 });
	expect(countFilters(next)).toBe(2);
});

test("given confidences, when they are shown, then the words begin where a case's tiers do", () => {
	expect([0.8, 0.79, 0.4, 0.39].map((score) => confidenceLook(score).word)).toEqual([
		"High",
		"Medium",
		"Medium",
		"Low",
	]);
});

test("given an unknown domain or code, when it is said, then there are words for it", () => {
	expect([domainWord(null), domainWord("m365")]).toEqual(["General", "Microsoft 365"]);
	expect(refusalWord("something_new")).toBe("it was refused (something_new).");
});

test("given a change, when it is worked into the flow, then what is new and other is known and said", () => {
	const change = changeOf(makeChange(), TREE);

	expect([...(change?.changes.added ?? [])]).toEqual(["new-1"]);
	expect([...(change?.changes.changed ?? [])]).toEqual(["root"]);
	expect(change && changeWords(change)).toEqual({
		answers: ["To “Is the lamp on?” it adds the answer “It hums”."],
		nodes: ["Solution: Oil the bearing"],
		lost: [],
	});
});

test("given a flow whose question is gone, when the change is worked in, then it is said", () => {
	const other: FlowNode = { ...TREE, id: "begin" };
	const change = changeOf(makeChange(), other);

	expect(change && changeWords(change).lost).toEqual([
		"The question that it would add “It hums” to is no longer in the flow.",
	]);
});

test("given a flow, when it is put in order, then each node comes once, and what nothing leads to last", () => {
	const loose: FlowNode = { id: "loose", type: "solution", title: "Loose" };
	const circle: FlowNode = { id: "belt", type: "action", description: "Again", next_node_id: "root" };
	const tree = { ...TREE, children: [loose, circle, ...(TREE.children ?? []).slice(1)] };

	expect(inOrder(tree).map(({ id }) => id)).toEqual(["root", "belt", "fuse", "loose"]);
});

test("given a new flow, when it is edited, then its words go along; a change sends its tree and version alone", () => {
	const fresh = startOf(makeProposal(), null);
	const published = { ...makePublished(), tree: TREE };
	const change = startOf(makeChange(), { flow: makeFlow(), published });

	expect(fresh && publishBody({ ...fresh, keywords: " loom \n\nloom\nrelay" })).toMatchObject({
		name: "Loom prints PICKFAULT",
		match_keywords: ["loom", "relay"],
	});
	const body = change && publishBody(change);
	expect(Object.keys(body ?? {}).sort()).toEqual(["flow_version", "tree_structure"]);
	expect(body?.flow_version).toBe(2);
	expect(change && contentOf(change, "hardware").name).toBe("Loom stands still");
});

test("given a record, when it is to be edited, then there is nothing to edit", () => {
	const record = makeProposal({ proposal_type: "auto_reinforced", proposed_flow_data: null });

	expect([startOf(record, null), baseOf(record, null)]).toEqual([null, null]);
});

test("given a draft, when it is of another shape, then it is none", () => {
	const start = startOf(makeProposal(), null);

	expect(readEdited(JSON.stringify(start))).toEqual(start);
	expect(["", "{", "null", '{"tree":{}}'].map(readEdited)).toEqual([null, null, null, null]);
});

test("given what undoing does, when it is told, then flow and cases are named", () => {
	expect(effectWords(makeEffects({ sessions_led: 2 }))).toEqual([
		"“Loom prints PICKFAULT” is archived: no new case is led by it.",
		"2 cases have begun with it since. Those that still run keep the version that they have.",
	]);
	expect(effectWords(makeEffects({ action: "restore", restored_version: 4 }))[0]).toContain("as it did in version 4");
	expect(undoRefusalWord(makeEffects({ refused: "edited_since", flow_version: 7 }))).toContain("as version 7");
	expect(undoRefusalWord(makeEffects({ refused: "new_reason" }))).toBe("It can not be undone any more.");
});
