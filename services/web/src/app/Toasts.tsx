import { useEffect } from "react";
import { Toaster, toast } from "sonner";
import { useIsDark } from "@/lib/theme";
import { drawToasts } from "@/lib/toast";

/** What is said in passing. */
export default function Toasts() {
	useEffect(() => drawToasts((kind, words) => void toast[kind](words)), []);
	return <Toaster theme={useIsDark() ? "dark" : "light"} position="bottom-right" richColors closeButton />;
}
