import type { ReactNode } from "react";

/** Around a table that may be wider than the screen: it is scrolled by itself, by keyboard too. */
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
		<section aria-label={label} tabIndex={0} className="max-h-[70vh] overflow-auto rounded-md">
			{children}
		</section>
	);
}

/** Of a table with numbers. */
export const TABLE =
	"w-full text-left text-sm tabular-nums [&_td]:border-border [&_td]:border-t [&_td]:py-2 [&_td:not(:last-child)]:pr-4 [&_th:not(:last-child)]:pr-4 [&_th]:py-2 [&_th]:font-medium [&_thead_th]:align-bottom [&_thead_th]:text-muted-foreground [&_th[scope=row]]:border-border [&_th[scope=row]]:border-t";
