import { screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import type { DeliveryStatus } from "@/features/webhooks/api";
import { DeliveriesView } from "@/features/webhooks/components/Deliveries";
import { EndpointActions } from "@/features/webhooks/components/EndpointActions";
import { EndpointDialog } from "@/features/webhooks/components/EndpointDialog";
import { WebhooksPage } from "@/features/webhooks/components/WebhooksPage";
import { bodyOf, EMPTY, faultsOf, localTime, periodOf } from "@/features/webhooks/model";
import { makeDelivery, makeEndpoint } from "@/features/webhooks/test-kit";
import { drawToasts } from "@/lib/toast";
import { type Answers, json, MAYA, makeServer, problem, renderAs } from "@/test/render";

const ADMIN = { ...MAYA, role: "account_admin" as const };
const ONE = "/webhook-endpoints/endpoint-1";
const SECRET = "whsec_UGxhbnRlZEJ5VGhlVGVzdA==";
const TYPES = [
	{ name: "session.resolved", description: "A case was resolved." },
	{ name: "push.failed", description: "A note was given up." },
];
const NOW = new Date("2026-11-20T12:00:00Z");

afterEach(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

function given(answers: Answers = {}) {
	const server = makeServer({ "GET /webhook-event-types": { event_types: TYPES }, ...answers });
	const asked: URL[] = [];
	vi.stubGlobal("fetch", (request: Request) => {
		asked.push(new URL(request.url));
		return server.fetch(request);
	});
	return { sent: server.sent, asked };
}

test("given a form, when it is checked, then an address and at least one event are needed", () => {
	expect(Object.keys(faultsOf({ ...EMPTY, all: false }))).toEqual(["url", "types"]);
	expect(faultsOf({ ...EMPTY, url: "https://hooks.example.net" })).toEqual({});
	expect(faultsOf({ ...EMPTY, url: "file:///etc/passwd" }).url).toBeDefined();
});

test("given every event, when it is sent, then no types are named, whatever was chosen before", () => {
	const draft = { url: " https://a.example.net ", description: " ", all: true, types: ["push.failed"] };

	expect(bodyOf(draft)).toEqual({ url: "https://a.example.net", description: null, event_types: [] });
	expect(bodyOf({ ...draft, all: false }).event_types).toEqual(["push.failed"]);
});

test("given a period, when it ends before it begins or begins in the future, then it is none; a late end is now", () => {
	const at = (hours: number) => localTime(new Date(NOW.getTime() + hours * 3_600_000));

	expect(periodOf(at(-1), at(-2), NOW)).toBeNull();
	expect(periodOf(at(1), at(2), NOW)).toBeNull();
	expect(periodOf("", at(-1), NOW)).toBeNull();
	expect(periodOf(at(-2), at(5), NOW)).toEqual({ since: "2026-11-20T10:00:00.000Z", until: NOW.toISOString() });
});

test("given no endpoints, when the page is opened, then it says what to do, by key too", async () => {
	given({ "GET /webhook-endpoints": [] });
	const { user } = await renderAs(ADMIN, <WebhooksPage />);
	await screen.findByRole("heading", { name: "Nothing is sent anywhere" });

	await user.keyboard("n");

	expect(screen.getByRole("dialog", { name: "Add a webhook endpoint" })).toBeInTheDocument();
});

test("given a new endpoint, when it is made, then its secret is shown once, copied, and kept nowhere", async () => {
	const { sent } = given({
		"POST /webhook-endpoints": () => json({ ...makeEndpoint(), secret: SECRET }, 201),
		"GET /webhook-endpoints": [makeEndpoint()],
	});
	const close = vi.fn();
	const { user, client } = await renderAs(ADMIN, <EndpointDialog endpoint={null} onClose={close} />);
	await user.click(screen.getByRole("button", { name: "Add an endpoint" }));
	expect(screen.getByText(/whole address is needed/)).toBeInTheDocument();
	await user.type(screen.getByLabelText("Address"), "https://hooks.example.net/rf");
	await user.click(screen.getByLabelText("Only these"));
	await user.click(await screen.findByLabelText(/push\.failed/));
	await user.click(screen.getByRole("button", { name: "Add an endpoint" }));

	expect(await screen.findByText(SECRET)).toBeInTheDocument();
	await user.keyboard("{Escape}");
	expect(screen.getByText(SECRET)).toBeInTheDocument();
	await user.click(screen.getByRole("button", { name: "Copy the secret" }));
	expect(await navigator.clipboard.readText()).toBe(SECRET);
	expect(sent[0]?.body).toEqual({
		url: "https://hooks.example.net/rf",
		description: null,
		event_types: ["push.failed"],
	});
	await user.click(screen.getByRole("button", { name: "I have copied it" }));
	expect(close).toHaveBeenCalled();
	const kept = JSON.stringify([{ ...sessionStorage, ...localStorage }, client.getQueryCache().getAll()]);
	expect(kept).not.toContain(SECRET);
});

test("given an address that may not be called, when it is sent, then the server's reason is shown", async () => {
	given({ "POST /webhook-endpoints": () => problem(422, "address_refused", "Private addresses are refused.") });
	const { user } = await renderAs(ADMIN, <EndpointDialog endpoint={null} onClose={vi.fn()} />);
	await user.type(screen.getByLabelText("Address"), "https://127.0.0.1/");
	await user.click(screen.getByRole("button", { name: "Add an endpoint" }));

	expect(await screen.findByRole("alert")).toHaveTextContent(/Private addresses are refused/);
});

test("given an endpoint, when it is tested, switched off and replayed, then each is sent and told", async () => {
	const { sent } = given({
		[`POST ${ONE}/test`]: { delivery_id: "delivery-1" },
		[`POST ${ONE}/disable`]: makeEndpoint({ state: "disabled" }),
		[`POST ${ONE}/replay`]: { count: 12, next_since: null },
	});
	const said = vi.fn();
	drawToasts((_, words) => said(words));
	const { user } = await renderAs(ADMIN, <EndpointActions endpoint={makeEndpoint()} />);

	await user.keyboard("t");
	await waitFor(() => expect(said).toHaveBeenCalledWith("A test event is on its way"));
	await user.click(screen.getByRole("button", { name: "Switch off" }));
	await waitFor(() => expect(said).toHaveBeenCalledWith("Nothing is sent any more"));
	await user.keyboard("r");
	await user.click(screen.getByRole("button", { name: "Send them" }));
	await waitFor(() => expect(said).toHaveBeenCalledWith("12 events are sent anew"));
	const replay = sent.at(-1)?.body as { since: string; until: string } | undefined;
	expect(replay && Date.parse(replay.until) - Date.parse(replay.since)).toBeGreaterThan(23 * 3_600_000);
});

test("given more events than are sent at once, when a period is replayed, then the dialog goes on from where it came to", async () => {
	given({ [`POST ${ONE}/replay`]: { count: 1000, next_since: new Date(Date.now() - 60_000).toISOString() } });
	const { user } = await renderAs(ADMIN, <EndpointActions endpoint={makeEndpoint()} />);
	await user.keyboard("r");
	const before = screen.getByLabelText<HTMLInputElement>("From").value;

	await user.click(screen.getByRole("button", { name: "Send them" }));

	expect(await screen.findByText(/1.000 events are sent anew.*There are more/)).toBeInTheDocument();
	expect(screen.getByLabelText<HTMLInputElement>("From").value > before).toBe(true);
});

test("given an endpoint, when its secret is rotated, then the new one is shown, and that the old one signs as well", async () => {
	given({ [`POST ${ONE}/rotate-secret`]: { secret: SECRET } });
	const { user } = await renderAs(ADMIN, <EndpointActions endpoint={makeEndpoint()} />);
	await user.click(screen.getByRole("button", { name: "Rotate the secret" }));
	await user.click(screen.getByRole("button", { name: "Make a new secret" }));

	expect(await screen.findByText(SECRET)).toBeInTheDocument();
	expect(screen.getByText(/24 hours deliveries are signed with the old secret/)).toBeInTheDocument();
});

function Sent() {
	const [status, setStatus] = useState<DeliveryStatus | undefined>(undefined);
	const [open, setOpen] = useState<string | null>(null);
	return <DeliveriesView endpoint={makeEndpoint()} status={status} open={open} onStatus={setStatus} onOpen={setOpen} />;
}

test("given deliveries, when they are filtered and one is opened, then its tries are read and it is sent again", async () => {
	const failed = makeDelivery(1, {
		status: "failed",
		attempts: 3,
		last_status: 503,
		last_error: "no_reply",
		tries: [{ status: 503, error: null, ms: 1200, at: "2026-11-20T12:00:00Z" }],
		next_at: "2026-11-20T13:00:00Z",
		delivered_at: null,
	});
	const { sent, asked } = given({
		[`GET ${ONE}/deliveries`]: { deliveries: [failed, makeDelivery(2)], next: null },
		[`POST ${ONE}/deliveries/delivery-1/resend`]: { delivery_id: "delivery-1" },
	});
	const { user } = await renderAs(ADMIN, <Sent />);
	await user.selectOptions(await screen.findByLabelText("Status"), "Failed, tried again");
	await waitFor(() => expect(asked.at(-1)?.searchParams.get("status")).toBe("failed"));

	const [row] = await screen.findAllByRole("button", { name: /session\.resolved/ });
	await user.click(row as HTMLElement);
	expect(row).toHaveAttribute("aria-expanded", "true");
	expect(screen.getByText("HTTP 503")).toBeInTheDocument();
	expect(screen.getByText(/HTTP 503, after 1.200 ms/)).toBeInTheDocument();
	expect(screen.getByText("no answer in time")).toBeInTheDocument();
	await user.click(screen.getByRole("button", { name: "Send again" }));

	await waitFor(() => expect(sent[0]?.path).toBe(`${ONE}/deliveries/delivery-1/resend`));
});

test("given a page of deliveries, when older ones are wanted, then those before the last are read", async () => {
	let page = 0;
	const { asked } = given({
		[`GET ${ONE}/deliveries`]: () => {
			page += 1;
			const count = page === 1 ? 50 : 1;
			return json({
				next: page === 1 ? "delivery-149" : null,
				deliveries: Array.from({ length: count }, (_, at) => makeDelivery(page * 100 + at)),
			});
		},
	});
	const { user } = await renderAs(ADMIN, <Sent />);
	await user.click(await screen.findByRole("button", { name: "Show older ones" }));

	await waitFor(() => expect(screen.queryByRole("button", { name: "Show older ones" })).not.toBeInTheDocument());
	expect(asked.at(-1)?.searchParams.get("before")).toBe("delivery-149");
	expect(screen.getAllByRole("listitem")).toHaveLength(51);
});

test("given nothing sent yet, when the deliveries are looked at, then it says how to try", async () => {
	given({ [`GET ${ONE}/deliveries`]: { deliveries: [], next: null } });
	await renderAs(ADMIN, <Sent />);

	expect(await screen.findByText(/Nothing was sent yet/)).toBeInTheDocument();
});
