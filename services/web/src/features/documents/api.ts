import { queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent, newKey, type Schema } from "@/lib/api";

export type NoteKind = "resolution_note" | "escalation_package";
export type Note = Schema["NotePreview"];

export const NOTE_MAX = 20_000;

/** The document as it reads now. Not below the case's key: it is drafted when somebody asks, not at every event. */
export const noteQuery = (session: string, kind: NoteKind) =>
	queryOptions({
		queryKey: ["note", session, kind],
		queryFn: () => draftNote(session, kind, false, newKey()),
		staleTime: Number.POSITIVE_INFINITY,
		gcTime: 0, // each time it is opened the server says whether it still holds; unchanged it costs nothing
	});

/** Ask for a draft; `force` for another one though nothing has changed. */
export function draftNote(session: string, kind: NoteKind, force: boolean, key: string): Promise<Note> {
	const options = { params: { path: { session } }, headers: idempotent(key), body: { force } };
	return kind === "resolution_note"
		? answer(api.POST("/api/v1/ai-sessions/{session}/resolution-note/preview", options))
		: answer(api.POST("/api/v1/ai-sessions/{session}/escalation-package/preview", options));
}

/** Keep the engineer's words, as of the state of the case that they were written from. */
export function editNote(session: string, kind: NoteKind, body: Schema["EditNote"], key: string): Promise<Note> {
	const options = { params: { path: { session } }, headers: idempotent(key), body };
	return kind === "resolution_note"
		? answer(api.PUT("/api/v1/ai-sessions/{session}/resolution-note", options))
		: answer(api.PUT("/api/v1/ai-sessions/{session}/escalation-package", options));
}

/** The documentation as a PDF. Throws a Problem: many at once are refused for a moment. */
export function readPdf(session: string): Promise<Blob> {
	const params = { path: { session }, query: { format: "pdf" as const } };
	const call = api.GET("/api/v1/ai-sessions/{session}/documentation", { params, parseAs: "blob" });
	return answer(call as Promise<{ data?: Blob; error?: unknown; response: Response }>);
}

/** Where the documentation is read as a page or a PDF: plain links, opened by the browser's own session. */
export function printedAt(session: string, format: "html" | "pdf"): string {
	return `/api/v1/ai-sessions/${session}/documentation?format=${format}`;
}
