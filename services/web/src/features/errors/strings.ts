export const errorStrings = {
	notFoundTitle: "There is nothing here",
	notFoundHint: "The address may be mistyped, or what it named is not in your account.",
	notAllowedTitle: "Not for your role",
	notAllowedHint: (role: string) =>
		`You are signed in as ${role}. Somebody with more rights in your account can open this.`,
	offlineTitle: "You are offline",
	offlineHint: "This page has not been loaded yet. It opens by itself once the network is back.",
	goneTitle: "ResolutionFlow does not answer",
	goneHint: "The server may be restarting. This page tries again by itself.",
	failedTitle: "Something went wrong",
	failedHint: "It is not your doing. Try again; if it stays, tell your administrator the request id.",
	outdatedTitle: "A newer version is here",
	outdatedHint: "ResolutionFlow was updated while this tab was open. Reload to go on; what you typed is kept.",
	reload: "Reload",
	retry: "Try again",
	home: "Go to the start",
	requestId: (id: string) => `Request ${id}`,
	copyRequestId: "Copy request id",
	/** For refusals that say more to an engineer than the server's own words, by their code. */
	codes: {
		fix_limit: "This case holds as many fixes as it can. Say how the last one went, resolve it or escalate it.",
		edit_limit: "No further edit of this document is kept until the case goes on. Resolve or escalate it.",
		note_written: "The case was closed meanwhile, with this document. Open it anew to read what was written.",
		flow_behind: "It is done, but the library does not show it yet. Try again in a moment.",
		printer_busy: "Many PDFs are being made. Try again in a moment, or take the printable page.",
	},
} as const;
