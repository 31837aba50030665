import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { FlowsSearch } from "@/features/flows/filters";
import { afterLeaving } from "@/features/flows/model/leaving";
import { answer, api, idempotent, type Schema, withCsrf } from "@/lib/api";
import { isProblem, problemOf, unreachable } from "@/lib/problem";
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
	create: (body: FlowBody, key: string) => answer(api.POST("/api/v1/flows", { headers: idempotent(key), body })),
	revise: (id: string, body: FlowBody, version: number, key: string) =>
		answer(api.PUT("/api/v1/flows/{flow}", { ...to(id, key, version), body })),
	publish: (id: string, version: number, key: string) =>
		answer(api.POST("/api/v1/flows/{flow}/publish", to(id, key, version))),
	archive: (id: string, version: number, key: string) =>
		answer(api.POST("/api/v1/flows/{flow}/archive", to(id, key, version))),
	duplicate: (id: string, name: string, key: string) =>
		answer(api.POST("/api/v1/flows/{flow}/duplicate", { ...to(id, key), body: { name } })),
	restore: (id: string, flowVersion: number, version: number, key: string) =>
		answer(api.POST("/api/v1/flows/{flow}/restore", { ...to(id, key, version), body: { flow_version: flowVersion } })),
};

function to(flow: string, key: string, version?: number) {
	const match = version === undefined ? {} : { "if-match": `"${version}"` };
	return { params: { path: { flow } }, headers: { ...idempotent(key), ...match } };
}

/** What an import of the file would do with each flow; nothing is written. */
export function checkImport(file: string, format: FileFormat): Promise<Schema["FlowImportCheck"]> {
	return sendFile("/api/v1/flows/import/check", file, format, {});
}

export function importFlows(file: string, format: FileFormat, key: string): Promise<FlowImport> {
	return sendFile("/api/v1/flows/import", file, format, idempotent(key));
}

/** The types know no body that is a file. */
async function sendFile<T>(path: string, file: string, format: FileFormat, more: Record<string, string>): Promise<T> {
	const headers = { "content-type": `application/${format}`, ...more };
	const request = new Request(new URL(path, window.location.origin), { method: "POST", headers, body: file });
	const response = await fetch(withCsrf(request)).catch(() => {
		throw unreachable();
	});
	const body: unknown = await response.json().catch(() => null);
	if (!response.ok) throw problemOf(response, body);
	return body as T;
}

/** The library as a file. */
export function exportFlows(format: FileFormat, published: boolean): Promise<Blob> {
	const params = { query: { format, published } };
	return answer(api.GET("/api/v1/flows/export", { params, parseAs: "blob" })) as Promise<Blob>;
}
