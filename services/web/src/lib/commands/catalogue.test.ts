import { expect, test } from "vitest";
import "@/features/connections/commands";
import "@/features/flows/commands";
import "@/features/gaps/commands";
import "@/features/notifications/commands";
import "@/features/review/commands";
import "@/features/scripts/commands";
import "@/features/webhooks/commands";
import { catalogue } from "@/lib/commands/catalogue";
import type { Command } from "@/lib/commands/define";
import { strokes } from "@/lib/commands/keys";

const sources = Object.entries(
	import.meta.glob<string>(["/src/**/*.tsx", "/src/**/*.ts"], { query: "?raw", import: "default", eager: true }),
)
	.filter(([file]) => !file.includes(".test."))
	.map(([, text]) => text)
	.join("\n");
const entries = Object.entries<Command>(catalogue);
const BROWSERS_OWN = [
	"mod+t",
	"mod+w",
	"mod+n",
	"mod+r",
	"mod+l",
	"mod+f",
	"mod+p",
	"mod+a",
	"mod+c",
	"mod+v",
	"mod+x",
]; // mod+z and mod+shift+z: every field of the flow editor holds a part of one text, and undone is what was done last
const areaOf = (id: string) => id.split(".")[0] ?? id;

test.each(entries)("given %s, when the app is searched, then something runs it", (id) => {
	expect(sources).toMatch(new RegExp(`useCommand\\(\\s*"${id}"`));
});

test.each(entries)(
	"given %s, when its keys are read, then they are well formed and not the browser's own",
	(_, { keys }) => {
		for (const stroke of strokes(keys ?? "?")) {
			expect(stroke).toMatch(/^(mod\+(shift\+)?)?([a-z0-9]|[?/[\].]|enter|escape|arrow(up|down|left|right)|home|end)$/);
			expect(BROWSERS_OWN).not.toContain(stroke);
		}
	},
);

test("given the commands of every page and those of one, when compared, then no two share their keys", () => {
	const everywhere = new Set(["shell", "go"]);
	const clashes = entries.flatMap(([id, { keys }]) =>
		entries
			.filter(([other, command]) => other !== id && keys && command.keys === keys)
			.filter(([other]) => areaOf(other) === areaOf(id) || everywhere.has(areaOf(id)))
			.map(([other]) => `${id} and ${other}: ${keys}`),
	);

	expect(clashes).toEqual([]);
});
