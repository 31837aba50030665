import type { APIRequestContext } from "@playwright/test";
import { expect } from "./kit";

type Part = "gateway" | "projector" | "diagnosis" | "nats";

const PARTS: readonly Part[] = ["gateway", "projector", "diagnosis", "nats"];

/** Where `tests/web/control.py` listens. */
const CONTROL = process.env.CONTROL_URL ?? "";

/** Faults of the product that the browser works with. A part that is killed is started again by the product itself. */
export const fault = {
	stop: (part: Part) => tell("stop", part),
	goOn: (part: Part) => tell("continue", part),
	kill: (part: Part) => tell("kill", part),
	/** Kill it, and let what takes its place do nothing until `goOn`. */
	hold: (part: Part) => tell("hold", part),
	/** End every sign-in of somebody, as when its time is up. */
	expire: (email: string) => tell("expire", email),
};

async function tell(verb: string, whom: string): Promise<void> {
	const { status } = await fetch(`${CONTROL}/${verb}/${whom}`, { method: "POST" });
	expect(status, `${verb} ${whom}`).toBe(204);
}

/** Let everything go on, and wait until the product takes work again. */
export async function healed(request: APIRequestContext): Promise<void> {
	for (const part of PARTS) await fetch(`${CONTROL}/continue/${part}`, { method: "POST" });
	const ready = async () => (await request.get("/readyz", { timeout: 3000 }).catch(() => null))?.status();
	await expect.poll(ready, { timeout: 30_000 }).toBe(200);
}
