import type { BrowserContext } from "@playwright/test";
import { command } from "./case-kit";

/** A step as the API puts it, as far as answering needs it. */
export interface ApiStep {
	step_id: string;
	content: { type: string; text?: string };
	options: { label: string; value: string }[];
	allow_free_text: boolean;
}

interface Started {
	session_id: string;
	first_step: ApiStep;
}

/** Start a case, perhaps with a log, uploaded screenshots, for a client company. */
export async function startWith(
	context: BrowserContext,
	text: string,
	{ client_id, ...more }: { log_content?: string; image_urls?: string[]; client_id?: string } = {},
): Promise<Started> {
	const intake_type = Object.keys(more).length > 0 ? "combined" : "free_text";
	return command(context, "ai-sessions", { intake_type, intake_content: { text, ...more }, client_id });
}

/** Answer a step in the way it takes, by its option of that number where it has any; the next one. */
export async function respond(
	context: BrowserContext,
	session: string,
	step: ApiStep,
	words: string,
	option?: number,
): Promise<ApiStep> {
	const body = { step_id: step.step_id, ...answerTo(step, words, option) };
	return (await command(context, `ai-sessions/${session}/respond`, body)).next_step;
}

function answerTo(step: ApiStep, words: string, option: number | undefined): object {
	const { type } = step.content;
	if (type === "resolution_suggestion") return { action_result: { success: false, details: words } };
	if (type === "action") return { action_result: { success: true, details: words } };
	const offered = step.options[option ?? -1] ?? step.options.at(-1);
	const writes = step.allow_free_text && (option === undefined || step.options.length === 0);
	return writes ? { free_text_input: words } : { selected_option: offered?.value };
}
