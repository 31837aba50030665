import { afterEach, expect, test, vi } from "vitest";
import { answer, api, onReached, onSignedOut } from "@/lib/api";
import { Problem } from "@/lib/problem";

afterEach(() => {
	vi.unstubAllGlobals();
	// biome-ignore lint/suspicious/noDocumentCookie: jsdom has no cookie store
	document.cookie = "rf_csrf=; max-age=0";
});

function serve(answerWith: () => Response) {
	const requests: Request[] = [];
	vi.stubGlobal("fetch", async (request: Request) => {
		requests.push(request);
		return answerWith();
	});
	return requests;
}

const json = (body: unknown, status = 200) =>
	new Response(JSON.stringify(body), {
		status,
		headers: { "content-type": "application/json", "x-request-id": "r-1" },
	});

test("given a session cookie, when something is changed, then the token goes with it; when read, it does not", async () => {
	// biome-ignore lint/suspicious/noDocumentCookie: jsdom has no cookie store
	document.cookie = "rf_csrf=a%2Bb";
	const requests = serve(() => json({}));

	await answer(api.POST("/api/v1/auth/logout"));
	await answer(api.GET("/api/v1/auth/me"));

	expect(requests.map((request) => request.headers.get("x-csrf-token"))).toEqual(["a+b", null]);
});

test("given a refusal, when it is answered, then it is a problem with code, request id and what else it says", async () => {
	serve(() =>
		json({ status: 409, code: "step_not_open", title: "Conflict", detail: "Not open.", current_step: 3 }, 409),
	);

	const problem = await answer(api.GET("/api/v1/auth/me")).catch((error: unknown) => error);

	expect(problem).toBeInstanceOf(Problem);
	expect(problem).toMatchObject({
		status: 409,
		code: "step_not_open",
		message: "Not open.",
		requestId: "r-1",
		facts: { current_step: 3 },
		isPassing: false,
	});
});

test("given nobody who answers, when something is asked, then that is a passing problem and told", async () => {
	const reached: boolean[] = [];
	const stop = onReached((value) => reached.push(value));
	vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));

	const problem = await answer(api.GET("/api/v1/auth/me")).catch((error: unknown) => error);
	stop();

	expect(problem).toMatchObject({ status: 0, code: "unreachable", isPassing: true });
	expect(reached).toEqual([false]);
});

test("given a sign-in that ended, when anything is asked, then that is told; a wrong password is not that", async () => {
	const ended = vi.fn();
	const stop = onSignedOut(ended);
	serve(() => json({ code: "not_signed_in" }, 401));

	await answer(api.POST("/api/v1/auth/login", { body: { email: "a@b.example", password: "x", cookie: true } })).catch(
		() => 0,
	);
	expect(ended).not.toHaveBeenCalled();
	await answer(api.GET("/api/v1/auth/me")).catch(() => 0);
	stop();

	expect(ended).toHaveBeenCalledOnce();
});
