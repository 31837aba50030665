import { expect, test } from "vitest";
import { bodyOf, changedWords, contentOf, isSame, readKept } from "@/features/flows/model/content";
import { write } from "@/features/flows/model/edit";
import { countByNode, nextOf, placeFaults } from "@/features/flows/model/faults";
import { guessFormat } from "@/features/flows/model/file";
import { makeFlow } from "@/features/flows/test-kit";

const content = contentOf(makeFlow());
const fault = (node_id: string) => ({ code: "shape", node_id, detail: "Wrong." });

test("given a flow, when it is written back unchanged, then it says the same; with a letter more it does not", () => {
	const again = contentOf(makeFlow({ ...bodyOf(content), tree_structure: content.tree as never }));

	expect(isSame(content, again)).toBe(true);
	expect(isSame(content, { ...content, tree: write(content.tree, "queue", "title", "Another") })).toBe(false);
});

test("given other words about a flow, when compared, then those are named", () => {
	expect(changedWords(content, { ...content, name: "Other", tags: ["new"] })).toEqual(["name", "tags"]);
});

test.each([
	["nothing", ""],
	["no JSON", "{"],
	["another shape", '{"version":"1","content":{}}'],
	["a tree that is none", '{"version":1,"content":{"name":"a","tree":5}}'],
])("given %s kept in the browser, when it is read, then it is as if nothing was kept", (_, text) => {
	expect(readKept(text)).toBeNull();
});

test("given faults by node and by place, when they are placed, then each is at its node or about the flow itself", () => {
	const faults = [
		fault("queue"),
		fault("tree_structure.children.1.title"),
		fault("tree_structure.options.0"),
		fault("name"),
	];
	const placed = placeFaults(content.tree, faults);

	expect(placed.map(({ nodeId }) => nodeId)).toEqual(["queue", "power", "root", null]);
	expect(countByNode([...placed, ...placed]).get("power")).toBe(2);
});

test("given three faults, when they are gone through, then it goes round in both directions", () => {
	expect([-1, 0, 2].map((at) => nextOf(3, at, 1))).toEqual([0, 1, 0]);
	expect([-1, 0, 2].map((at) => nextOf(3, at, -1))).toEqual([2, 2, 1]);
	expect(nextOf(0, 0, 1)).toBe(-1);
});

test.each([
	["flows.JSON", "a: 1", "json"],
	["flows.yml", "{}", "yaml"],
	["", '  {"flows": []}', "json"],
	["", "flows:\n", "yaml"],
])("given a file %s that begins with %s, when its format is guessed, then it is %s", (name, text, format) => {
	expect(guessFormat(name, text)).toBe(format);
});
