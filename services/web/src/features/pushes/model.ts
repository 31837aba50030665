import type { CaseDetail } from "@/features/case/types";
import type { ConnectionItem } from "@/features/connections/api";
import type { Push } from "@/features/pushes/api";
import { pushStrings as text } from "@/features/pushes/strings";
import { formatAgo } from "@/lib/dates";

/** Whether somebody may have to do something about it, or will want to know. */
export function isUnsettled({ status, late_duplicates, member_warning, warning }: Push): boolean {
	return status !== "succeeded" || late_duplicates.length > 0 || member_warning !== null || warning !== null;
}

/** The push in one sentence. */
export function pushWord({ status, kind, ticket_ref, ticket_id }: Push): string {
	return text[status](text.documents[kind], ticket_ref ?? ticket_id);
}

/** Everything that was written with it. */
export function writtenWords({ note_id, note_kind, time_entry_id, status_set, ticket_status }: Push): string[] {
	return [
		...(note_id ? [text.wroteNote(text.kinds[note_kind])] : []),
		...(time_entry_id ? [text.wroteTime] : []),
		...(status_set ? [text.wroteStatus(ticket_status)] : []),
	];
}

/** When it is tried again; null where it is not by itself. */
export function nextWord({ status, next_try_at, last_error_code }: Push): string | null {
	if (status !== "failed" && status !== "pending") return null;
	if (next_try_at) return text.nextTry(formatAgo(next_try_at));
	return status === "failed" && last_error_code ? text.waitsForResume : null;
}

/** What closing the case writes, and who reads it; null while that is not known. */
export function plannedWords(
	found: CaseDetail,
	kind: Push["kind"],
	connections: readonly ConnectionItem[] | undefined,
): { words: readonly string[]; writes: boolean; isPublic: boolean } | null {
	const nothing = (words: string) => ({ words: [words], writes: false, isPublic: false });
	if (!found.psa_ticket_id) return connections?.length ? nothing(text.willNot) : null;
	if (!connections) return null;
	const connection = connectionOf(found, connections);
	if (!connection) return nothing(text.willNotConnected);
	const { push, name, state } = connection;
	const status = kind === "resolution_note" ? push.status_on_resolve : push.status_on_escalate;
	const ticket = found.ticket?.ref ?? found.psa_ticket_id;
	const words = [
		text.willNote(text.documents[kind], ticket, name),
		text.willShow[push.note_kind],
		...(push.time_entry ? [text.willTime] : []),
		...(status ? [text.willStatus(status)] : []),
		...(state === "paused" ? [text.willWait(name)] : []),
	];
	return { words, writes: true, isPublic: push.note_kind !== "internal" };
}

/** The ticket's connection; one that was not named is the only one. */
function connectionOf(found: CaseDetail, connections: readonly ConnectionItem[]): ConnectionItem | undefined {
	const id = found.ticket?.connection_id ?? found.psa_connection_id;
	if (id) return connections.find((each) => each.id === id);
	return connections.length === 1 ? connections[0] : undefined;
}
