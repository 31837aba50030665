import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { FlowsSearch } from "@/features/flows/filters";
import { afterLeaving } from "@/features/flows/model/leaving";
import { answer, api, idempotent, type Schema } from "@/lib/api";
import { fromTop } from "@/lib/from-top";
import { isProblem, Problem } from "@/lib/problem";
import { keys } from "@/lib/queries";

export type FlowItem = Schema["FlowItem"];
export type Flow = Schema["Flow"];
export type FlowBody = Schema["FlowBody"];
export type FlowVersion = Schema["FlowVersion"];
export type PublishedFlow = Schema["PublishedFlow"];
export type Fault = Schema["FlowFault"];
export type FlowImport = Schema["FlowImport"];
export type Walk = Schema["Walk"];
export type WalkStep = Schema["WalkStep"];
export type WalkAnswer = Schema["WalkAnswer"];
export type FileFormat = "json" | "yaml";

const PAGE_SIZE = 50;
const VERSIONS = 200;
const SHOWN_MS = 1000;
const SHOWN_TRIES = 20;
const IMPORT_MS = 700;
const IMPORT_SLOWEST_MS = 10_000;

export const flowsQuery = (search: FlowsSearch) =>
	infiniteQueryOptions({
		queryKey: [...keys.flows, "list", search],
		queryFn: ({ pageParam, signal }) => {
			const query = { ...search, skip: pageParam, limit: PAGE_SIZE };
			return answer(api.GET("/api/v1/flows", { params: { query }, signal }));
		},
		initialPageParam: 0,
		getNextPageParam: (last: readonly FlowItem[], pages) => (last.length < PAGE_SIZE ? null : pages.length * PAGE_SIZE),
		placeholderData: keepPreviousData,
		...fromTop,
	});

export const flowQuery = (id: string) =>
	queryOptions({
		queryKey: [...keys.flows, id],
		queryFn: async () => {
			await afterLeaving(id);
			return readFlow(id);
		},
	});

export function readFlow(id: string): Promise<Flow> {
	return answer(api.GET("/api/v1/flows/{flow}", { params: { path: { flow: id } } }));
}

export const versionsQuery = (id: string) =>
	queryOptions({
		queryKey: [...keys.flows, id, "versions"],
		queryFn: () => {
			const params = { path: { flow: id }, query: { limit: VERSIONS } };
			return answer(api.GET("/api/v1/flows/{flow}/versions", { params }));
		},
	});

/** A publication never changes. */
export const versionQuery = (id: string, version: number) =>
	queryOptions({
		queryKey: ["flow-version", id, version],
		queryFn: () => {
			const params = { path: { flow: id, flow_version: version } };
			return answer(api.GET("/api/v1/flows/{flow}/versions/{flow_version}", { params }));
		},
		staleTime: Number.POSITIVE_INFINITY,
	});

export const importQuery = (id: string) =>
	queryOptions({
		queryKey: ["flow-import", id],
		queryFn: () => answer(api.GET("/api/v1/flows/import/{import_id}", { params: { path: { import_id: id } } })),
		// Embedding is no event; there is nothing to hear of it. It is asked less and less often, and not after a refusal.
		refetchInterval: ({ state }) => {
			if (state.data?.status === "completed" || (isProblem(state.error) && !state.error.isPassing)) return false;
			return Math.min(IMPORT_MS * 1.5 ** state.dataUpdateCount, IMPORT_SLOWEST_MS);
		},
	});

/** Everything that is wrong with a flow; changes nothing. */
export function validate(body: FlowBody, signal: AbortSignal): Promise<readonly Fault[]> {
	return answer(api.POST("/api/v1/flows/validate", { body, signal })).then(({ faults }) => faults);
}

/** The steps that a tree leads to with these answers; changes nothing. */
export function walk(body: Schema["WalkFlow"], signal: AbortSignal): Promise<Walk> {
	return answer(api.POST("/api/v1/flows/walk", { body, signal }));
}

/** Each takes the key of its intention: sent again with it, it is not done twice. `version` is the one that was read. */
export const send = {
	create: (body: FlowBody, key: string) => done(api.POST("/api/v1/flows", { headers: idempotent(key), body })),
	revise: (id: string, body: FlowBody, version: number, key: string) =>
		done(api.PUT("/api/v1/flows/{flow}", { ...to(id, key, version), body })),
	publish: (id: string, version: number, key: string) =>
		done(api.POST("/api/v1/flows/{flow}/publish", to(id, key, version))),
	archive: (id: string, version: number, key: string) =>
		done(api.POST("/api/v1/flows/{flow}/archive", to(id, key, version))),
	duplicate: (id: string, name: string, key: string) =>
		done(api.POST("/api/v1/flows/{flow}/duplicate", { ...to(id, key), body: { name } })),
	restore: (id: string, flowVersion: number, version: number, key: string) =>
		done(api.POST("/api/v1/flows/{flow}/restore", { ...to(id, key, version), body: { flow_version: flowVersion } })),
};

/** The flow as the command left it. Where the library does not show that yet (202) it is asked for until it does. */
async function done(call: Promise<{ data?: Flow; error?: unknown; response: Response }>): Promise<Flow> {
	const flow = await answer(call);
	return (await call).response.status === 202 ? shown(flow) : flow;
}

async function shown({ id, version }: Pick<Flow, "id" | "version">): Promise<Flow> {
	for (let tries = 0; tries < SHOWN_TRIES; tries++) {
		if (tries > 0) await new Promise((rested) => setTimeout(rested, SHOWN_MS));
		const found = await readFlow(id).catch(notYet);
		// What somebody else wrote since is of a later version, and is asked about as theirs.
		if (found && found.version >= version) return { ...found, version };
	}
	throw new Problem(504, "flow_behind", "Not shown yet", "The library does not show it yet. Try again.", null);
}

function notYet(error: unknown): null {
	if (isProblem(error) && (error.status === 404 || error.isPassing)) return null;
	throw error;
}

function to(flow: string, key: string, version?: number) {
	const match = version === undefined ? {} : { "if-match": `"${version}"` };
	return { params: { path: { flow } }, headers: { ...idempotent(key), ...match } };
}

/** What an import of the file would do with each flow; nothing is written. */
export function checkImport(file: string, format: FileFormat): Promise<Schema["FlowImportCheck"]> {
	return answer(api.POST("/api/v1/flows/import/check", asFile(file, format)));
}

export function importFlows(file: string, format: FileFormat, key: string): Promise<FlowImport> {
	const { headers, ...given } = asFile(file, format);
	return answer(api.POST("/api/v1/flows/import", { ...given, headers: { ...headers, ...idempotent(key) } }));
}

/** The types know no body that is a file. */
function asFile(file: string, format: FileFormat) {
	const body = file as unknown as undefined;
	return { body, bodySerializer: () => file, headers: { "content-type": `application/${format}` } };
}

/** The library as a file. */
export function exportFlows(format: FileFormat, published: boolean): Promise<Blob> {
	const params = { query: { format, published } };
	return answer(api.GET("/api/v1/flows/export", { params, parseAs: "blob" })) as Promise<Blob>;
}
