import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { loadPage, makeRouter } from "@/app/router";
import { CommandKeys } from "@/lib/commands/react";
import { useLater } from "@/lib/later";
import { makeQueryClient } from "@/lib/queries";

const queryClient = makeQueryClient();
const router = makeRouter(queryClient);
loadPage(router);
const loadToasts = () => import("@/app/Toasts");

/** The whole app. */
export function App() {
	const Toasts = useLater(loadToasts);
	return (
		<QueryClientProvider client={queryClient}>
			<CommandKeys />
			<RouterProvider router={router} />
			{Toasts && <Toasts />}
		</QueryClientProvider>
	);
}
