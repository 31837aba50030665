// Writes src/api/*.d.ts from contracts/; with --check only says what differs.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const web = fileURLToPath(new URL("..", import.meta.url));
const contracts = join(web, "../../contracts");
const HEAD = "// Generated from contracts/ by `npm run types`.\n\n";

const json = (...path) => JSON.parse(readFileSync(join(contracts, ...path), "utf8"));
const typesOf = async (document) => HEAD + astToString(await openapiTS(document, { alphabetize: true }));
const pascal = (name) => name.replace(/(?:^|_)([a-z])/g, (_, letter) => letter.toUpperCase());

/** The newest schema of every event, as the components of one document; `$defs` become components of their own. */
function eventDocument() {
	const schemas = {};
	for (const category of readdirSync(join(contracts, "events")).sort()) {
		for (const type of readdirSync(join(contracts, "events", category)).sort()) {
			const versions = readdirSync(join(contracts, "events", category, type)).filter((n) => n.endsWith(".schema.json"));
			const newest = versions.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)).at(-1);
			const name = pascal(type);
			const text = JSON.stringify(json("events", category, type, newest));
			const {
				$defs = {},
				$schema,
				$id,
				...schema
			} = JSON.parse(text.replaceAll("#/$defs/", `#/components/schemas/${name}.`));
			schemas[name] = schema;
			for (const [part, definition] of Object.entries($defs)) schemas[`${name}.${part}`] = definition;
		}
	}
	return { openapi: "3.1.0", info: { title: "Events", version: "1" }, paths: {}, components: { schemas } };
}

const wanted = {
	"src/api/schema.d.ts": await typesOf(json("openapi", "openapi.json")),
	"src/api/events.d.ts": await typesOf(eventDocument()),
};
const read = (file) => {
	try {
		return readFileSync(join(web, file), "utf8");
	} catch {
		return "";
	}
};
const different = Object.keys(wanted).filter((file) => read(file) !== wanted[file]);
if (process.argv.includes("--check")) {
	for (const file of different) process.stderr.write(`services/web/${file} does not agree with contracts/\n`);
	if (different.length) process.stderr.write("Run: npm run types\n");
	process.exitCode = different.length ? 1 : 0;
} else {
	for (const file of different) writeFileSync(join(web, file), wanted[file]);
}
