import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { strings } from "@/lib/strings";

/** A whole page that says one thing. */
export function Notice(props: { icon: LucideIcon; title: string; hint: string; children?: ReactNode }) {
	const Icon = props.icon;
	return (
		<div className="grid min-h-[70vh] place-items-center p-6">
			<title>{`${props.title} · ${strings.common.productName}`}</title>
			<div className="glass grid max-w-lg justify-items-center gap-4 p-10 text-center">
				<Icon aria-hidden="true" className="size-10 text-primary" />
				<h1 className="font-semibold text-2xl">{props.title}</h1>
				<p className="text-muted-foreground">{props.hint}</p>
				{props.children}
			</div>
		</div>
	);
}
