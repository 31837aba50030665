import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { addressOf, type Drill } from "@/features/analytics/model/drill";
import type { AnalyticsSearch } from "@/features/analytics/model/search";

/** Leads to the sessions that a number is made of; where it is made of none it is plain. */
export function DrillLink(props: {
	search: AnalyticsSearch;
	to: Drill;
	/** How many sessions it leads to. */
	count: number;
	label?: string;
	children: ReactNode;
}) {
	if (props.count === 0) return <span>{props.children}</span>;
	return (
		<Link
			to="/analytics/sessions"
			search={addressOf(props.search, props.to)}
			preload={false}
			aria-label={props.label}
			className="underline decoration-primary/60 underline-offset-4 hover:decoration-primary"
		>
			{props.children}
		</Link>
	);
}
