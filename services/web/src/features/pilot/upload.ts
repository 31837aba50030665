import { api, type Schema, withCsrf } from "@/lib/api";
import { problemOf, unreachable } from "@/lib/problem";

const ADDRESS = "/api/v1/uploads";

/**
 * Send a file; `onProgress` hears the share that is sent, 0 to 1. XMLHttpRequest, because fetch does not tell.
 * Rejects with a Problem, or with the signal's reason where it is aborted.
 */
export function upload(file: File, onProgress: (share: number) => void, signal: AbortSignal) {
	return new Promise<Schema["Uploaded"]>((resolve, reject) => {
		const request = new XMLHttpRequest();
		request.open("POST", ADDRESS);
		request.responseType = "json";
		for (const [name, value] of withCsrf(new Request(ADDRESS, { method: "POST" })).headers)
			request.setRequestHeader(name, value);
		request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
		request.onload = () => {
			if (request.status === 201) return resolve(request.response);
			if (request.status === 401) void api.GET("/api/v1/auth/me"); // lets the shell ask for the sign-in
			reject(problemOf(headOf(request), request.response));
		};
		request.onerror = () => reject(unreachable());
		signal.addEventListener("abort", () => {
			request.abort();
			reject(signal.reason);
		});
		const form = new FormData();
		form.append("file", file);
		request.send(form);
	});
}

function headOf(request: XMLHttpRequest): Response {
	const id = request.getResponseHeader("x-request-id");
	return new Response(null, {
		status: request.status,
		statusText: request.statusText,
		headers: id ? { "x-request-id": id } : {},
	});
}
