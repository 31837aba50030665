/** What went wrong, in the server's own words (RFC 9457) or in ours where it could not answer. */
export class Problem extends Error {
	constructor(
		/** HTTP status; 0 where nobody answered. */
		readonly status: number,
		/** A stable word for programs. */
		readonly code: string,
		readonly title: string,
		detail: string,
		/** Finds the request in the server's logs. */
		readonly requestId: string | null,
		/** Members beyond the standard ones, as `current_step` of a 409. */
		readonly facts: Readonly<Record<string, unknown>> = {},
	) {
		super(detail);
		this.name = "Problem";
	}

	/** Whether it is not, or no more, for this reader: what was read of it before is not to be shown either. */
	get isHidden(): boolean {
		return this.status === 403 || this.status === 404 || this.status === 410;
	}

	/** Whether the same request may well succeed in a moment. */
	get isPassing(): boolean {
		return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
	}
}

const KNOWN = new Set(["type", "title", "status", "detail", "code", "request_id"]);

/** A problem out of the answer to a request that was refused. */
export function problemOf(response: Response, body: unknown): Problem {
	const document = isRecord(body) ? body : {};
	const text = (name: string, otherwise: string) => (typeof document[name] === "string" ? document[name] : otherwise);
	return new Problem(
		response.status,
		text("code", `http_${response.status}`),
		text("title", response.statusText),
		text("detail", response.statusText || `HTTP ${response.status}`),
		text("request_id", response.headers.get("x-request-id") ?? "") || null,
		Object.fromEntries(Object.entries(document).filter(([name]) => !KNOWN.has(name))),
	);
}

/** Nobody answered: no network, or the server is gone. */
export function unreachable(): Problem {
	return new Problem(0, "unreachable", "No answer", "The server does not answer.", null);
}

/** Somebody else changed it while it was being looked at: what the server says of that, found out here. */
export function changed(): Problem {
	return new Problem(412, "changed", "Changed", "Somebody else changed it meanwhile.", null);
}

export function isProblem(error: unknown, ...codes: string[]): error is Problem {
	return error instanceof Problem && (codes.length === 0 || codes.includes(error.code));
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
