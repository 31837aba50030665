import type { BrowserContext } from "@playwright/test";
import { command } from "./case-kit";
import { respond, startWith } from "./cases";
import { expect, signedIn } from "./kit";

/** What the API says of a proposal, as far as these tests need it. */
interface ApiProposal {
	id: string;
	title: string;
	status: string;
	published_flow_id: string | null;
}

/** A problem, a word that only it has, and what was behind it. */
interface Problem {
	text: string;
	mark: string;
	cause: string;
}

const problem = (mark: string, text: string, cause: string): Problem => ({ mark, text, cause });

/** Problems of which no two are alike, and no flow of the demo fits: alike ones would become one proposal. */
export const PROBLEMS = {
	loom: problem(
		"PICKERR",
		"The loom prints PICKERR and its shuttle clicks all night",
		"The shuttle relay was worn out.",
	),
	kiln: problem("OVERTEMP", "The pottery kiln overshoots and shows OVERTEMP", "The probe was set to another type."),
	organ: problem("organ", "The church organ plays its lowest pipe when it rains", "A pallet spring was wet and rusty."),
	telescope: problem("telescope", "The telescope loses its star when the dome turns", "A clutch of the dome slipped."),
	turnstile: problem(
		"turnstile",
		"The swimming pool turnstile lets nobody out at sunset",
		"Sunlight blinded its sensor.",
	),
	greenhouse: problem(
		"orchids",
		"Greenhouse misting valves open at midnight and flood the orchids",
		"A clock stood still.",
	),
	tram: problem("tram", "The tram validator stamps yesterday's date on each strip", "Its battery was empty."),
	bottles: problem("bottling", "The bottling plant glues each third label upside down", "The glue roller was bent."),
	sharks: problem(
		"aquarium",
		"The aquarium feeder drops too much food for the sharks",
		"A flap of the hopper was loose.",
	),
	elevator: problem("elevator", "The goods elevator halts between two floors and hums", "A door contact was dirty."),
	seismograph: problem(
		"seismograph",
		"The seismograph draws a flat line although its drum turns",
		"The pen arm was locked.",
	),
	cheese: problem("cheese", "The cheese slicer cuts wedges of uneven thickness", "Its blade guide was worn."),
	windmill: problem("windmill", "The windmill sails stand still in a strong wind", "The brake was frozen."),
	printer: problem("braille", "The braille embosser punches each page through", "The hammer gap was too wide."),
	carousel: problem("carousel", "The horse carousel runs backwards after the bell", "Two wires were swapped."),
} as const;

/** A new flow that waits for review: a case that no flow covered was resolved. */
export async function proposeFlow(context: BrowserContext, problem: Problem): Promise<ApiProposal & Problem> {
	await signedIn(context, "engineer");
	const { session_id, first_step } = await startWith(context, problem.text);
	await respond(context, session_id, first_step, "We looked at it twice.");
	await resolve(context, session_id, problem);
	return { ...(await proposalOf(context, session_id, "pending")), ...problem };
}

/** A change that waits for review: a case that a flow led was resolved in another way. */
export async function proposeChange(
	context: BrowserContext,
	problem: Problem,
): Promise<ApiProposal & Problem & { flow: string }> {
	const target = await publishFlow(context, problem);
	await signedIn(context, "engineer");
	const { session_id, first_step } = await startWith(context, target.text);
	const body = { step_id: first_step.step_id, free_text_input: "It hums, and something is loose" };
	await command(context, `ai-sessions/${session_id}/respond`, body);
	await resolve(context, session_id, problem);
	const proposal = await proposalOf(context, session_id, "pending");
	return { ...target, flow: target.id, ...proposal };
}

/** A record that nobody reviews: a case went as its flow said. */
export async function confirmFlow(context: BrowserContext, problem: Problem): Promise<ApiProposal> {
	const flow = await publishFlow(context, problem);
	await signedIn(context, "engineer");
	const { session_id, first_step } = await startWith(context, flow.text);
	await respond(context, session_id, first_step, "", 0);
	await resolve(context, session_id, problem);
	return proposalOf(context, session_id, "auto_reinforced");
}

/** A flow of the lead's own that leads cases with this problem. */
async function publishFlow(context: BrowserContext, problem: Problem): Promise<Problem & { id: string }> {
	await signedIn(context, "lead");
	const { id } = await command(context, "flows", {
		name: problem.text,
		description: problem.text,
		problem_domain: "hardware",
		match_keywords: problem.text.split(" "),
		tree_structure: TREE,
	});
	await command(context, `flows/${id}/publish`, {});
	await expect
		.poll(async () => {
			const { matches } = await command(context, "flows/match", { text: problem.text });
			return matches[0]?.flow_id === id && !matches[0].below_threshold;
		}, PATIENT)
		.toBe(true);
	return { ...problem, id };
}

const PATIENT = { timeout: 30_000 };
const TREE = {
	id: "root",
	type: "decision",
	question: "Is the green lamp on?",
	options: [
		{ id: "yes", label: "Yes", next_node_id: "belt" },
		{ id: "no", label: "No", next_node_id: "fuse" },
	],
	children: [
		{ id: "belt", type: "solution", title: "Tighten the belt", description: "Tighten the belt." },
		{ id: "fuse", type: "solution", title: "Change the fuse", description: "Change the fuse." },
	],
};

async function resolve(context: BrowserContext, session: string, { cause }: Problem): Promise<void> {
	await command(context, `ai-sessions/${session}/resolve`, { resolution_summary: `${cause} That was put right.` });
}

async function proposalOf(context: BrowserContext, session: string, status: string): Promise<ApiProposal> {
	const found: ApiProposal[] = [];
	await expect
		.poll(async () => {
			const listed = await (await context.request.get(`/api/v1/flow-proposals?status=${status}&limit=200`)).json();
			const mine = (item: { supporting_session_ids: string[] }) => item.supporting_session_ids.includes(session);
			found.splice(0, found.length, ...listed.filter(mine));
			return found.length;
		}, PATIENT)
		.toBe(1);
	return found[0] as ApiProposal;
}
