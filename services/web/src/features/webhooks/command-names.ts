/** Apart from the pages' other words: every page knows these. */
export const webhookNames = {
	group: "Webhooks",
	create: "Add an endpoint",
	test: "Send a test event",
	edit: "Edit the endpoint",
	replay: "Replay a period",
} as const;
