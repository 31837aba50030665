import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Toaster } from "sonner";
import { makeRouter } from "@/app/router";
import { TooltipProvider } from "@/components/ui/tooltip";
import { CommandKeys } from "@/lib/commands/react";
import { makeQueryClient } from "@/lib/queries";
import { useIsDark } from "@/lib/theme";

const queryClient = makeQueryClient();
const router = makeRouter(queryClient);

/** The whole app. */
export function App() {
	return (
		<QueryClientProvider client={queryClient}>
			<TooltipProvider delayDuration={400}>
				<CommandKeys />
				<RouterProvider router={router} />
				<Toaster theme={useIsDark() ? "dark" : "light"} position="bottom-right" richColors closeButton />
			</TooltipProvider>
		</QueryClientProvider>
	);
}
