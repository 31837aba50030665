/** Apart from the pages' other words: every page knows these. */
export const connectionNames = {
	group: "PSA connections",
	create: "Add a connection",
	test: "Test the connection",
	edit: "Edit name and address",
	rotate: "Rotate the keys",
	pause: "Pause or resume the connection",
	match: "Match people by e-mail",
	people: "Search people",
} as const;
