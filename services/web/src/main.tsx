import "@/index.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "@/app/App";
import { NotAllowed } from "@/features/errors/not-allowed";
import { Problem } from "@/lib/problem";
import { watchTheme } from "@/lib/theme";

/** What a page says to the engineer needs no word in the console. */
function tellUnexpected(error: unknown): void {
	if (!(error instanceof Problem || error instanceof NotAllowed)) reportError(error);
}

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
watchTheme();
createRoot(root, { onCaughtError: tellUnexpected }).render(
	<StrictMode>
		<App />
	</StrictMode>,
);
