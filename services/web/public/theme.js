// Runs before the first paint, so that a light screen never flashes dark. The app's own side: src/lib/theme.ts
(() => {
	let choice = "dark";
	try {
		choice = localStorage.getItem("rf.theme") ?? "dark";
	} catch {}
	const light = choice === "light" || (choice === "system" && matchMedia("(prefers-color-scheme: light)").matches);
	document.documentElement.classList.toggle("dark", !light);
})();
