import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { strings } from "@/lib/strings";

/** A page inside the shell: the window's title, the one `h1`, what can be done, the content. */
export function Page(props: { title: string; actions?: ReactNode; children?: ReactNode; className?: string }) {
	return (
		<div className={cn("mx-auto grid w-full max-w-6xl gap-6 px-4 py-6 sm:px-8 sm:py-8", props.className)}>
			<title>{`${props.title} · ${strings.common.productName}`}</title>
			<header className="flex flex-wrap items-center justify-between gap-3">
				<h1 className="font-semibold text-2xl sm:text-3xl">{props.title}</h1>
				{props.actions}
			</header>
			{props.children}
		</div>
	);
}
