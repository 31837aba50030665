// Runs before the app is there.
(() => {
	// Before the first paint, so that a light screen never flashes dark. The app's own side: src/lib/theme.ts
	let choice = "dark";
	try {
		choice = localStorage.getItem("rf.theme") ?? "dark";
	} catch {}
	const light = choice === "light" || (choice === "system" && matchMedia("(prefers-color-scheme: light)").matches);
	document.documentElement.classList.toggle("dark", !light);

	// What the app will ask for first is on its way while the app itself is: its own request takes over what has come.
	if (!document.cookie.includes("rf_csrf=")) return;
	const session = location.pathname.match(/^\/pilot\/([0-9a-f-]{36})$/)?.[1];
	for (const path of session ? ["auth/me", `ai-sessions/${session}`] : ["auth/me"]) {
		const link = document.createElement("link");
		link.rel = "preload";
		link.as = "fetch";
		link.crossOrigin = "";
		link.href = `/api/v1/${path}`;
		document.head.append(link);
	}
})();
