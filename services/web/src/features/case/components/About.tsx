import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { type ReactNode, useState } from "react";
import { ConfidenceFact } from "@/features/case/components/ConfidenceFact";
import { Elapsed } from "@/features/case/components/Elapsed";
import { FlowFact } from "@/features/case/components/FlowFact";
import { countSteps } from "@/features/case/model/numbers";
import { isClosed, type Rights } from "@/features/case/model/rights";
import { caseStrings as text } from "@/features/case/strings";
import type { CaseDetail } from "@/features/case/types";
import { TicketPanel } from "@/features/tickets/components/TicketPanel";
import { allClientsQuery } from "@/lib/clients";
import { cn } from "@/lib/cn";
import { formatDateTime } from "@/lib/dates";
import { strings } from "@/lib/strings";

/** About the case, beside the conversation; on a narrow screen above it, folded. `children`: its working material. */
export function About(props: {
	found: CaseDetail;
	rights: Rights;
	past: boolean;
	onLink?: () => void;
	children?: ReactNode;
}) {
	const { found, rights, past, children } = props;
	const [open, setOpen] = useState(false);
	const fold = cn("grid-cols-1 gap-5", open ? "grid" : "hidden lg:grid");
	return (
		<aside
			aria-label={text.facts}
			data-print="hidden"
			className="glass grid grid-cols-1 gap-5 p-4 max-lg:order-1 sm:p-5 lg:sticky lg:top-[calc(var(--banner)+var(--head)+1.5rem)] lg:max-h-[calc(100dvh-var(--banner)-var(--head)-4.5rem)] lg:overflow-y-auto"
		>
			<ConfidenceFact found={found} />
			<button
				type="button"
				aria-expanded={open}
				onClick={() => setOpen(!open)}
				className="flex items-center justify-between text-muted-foreground text-sm lg:hidden"
			>
				{text.showFacts}
				<ChevronDown aria-hidden="true" className={cn("size-4 transition-transform", open && "rotate-180")} />
			</button>
			<div className={fold}>
				<TicketPanel found={found} rights={rights} past={past} onLink={props.onLink} />
				<dl className="grid grid-cols-2 gap-x-4 border-border border-t pt-4 text-sm">
					<Fact name={text.step}>{stepsOf(found)}</Fact>
					<Fact name={isClosed(found) ? text.took : text.elapsed}>
						<Elapsed found={found} stopped={past} />
					</Fact>
				</dl>
				{children && <div className="grid grid-cols-1 gap-5 border-border border-t pt-5">{children}</div>}
				<dl className="grid grid-cols-2 gap-x-4 gap-y-3.5 border-border border-t pt-5 text-sm">
					<Fact name={text.domain}>{wordOf(strings.common.domains, found.problem_domain)}</Fact>
					<Fact name={text.urgency}>{wordOf(text.urgencies, found.urgency)}</Fact>
					<Fact name={text.engine}>{wordOf(text.engines, found.steps.at(-1)?.engine ?? null)}</Fact>
					<Fact name={text.owner}>{found.user_name ?? text.someEngineer}</Fact>
					{found.client_id && <ClientFact id={found.client_id} />}
				</dl>
				<FlowFact found={found} />
				<p className="border-border border-t pt-4 text-muted-foreground text-xs">
					{text.started} <time dateTime={found.created_at}>{formatDateTime(found.created_at)}</time>
				</p>
			</div>
		</aside>
	);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
	return (
		<div className="grid min-w-0 content-start gap-0.5">
			<dt className="text-muted-foreground text-xs">{name}</dt>
			<dd className="break-words font-medium">{children}</dd>
		</div>
	);
}

function ClientFact({ id }: { id: string }) {
	const { data } = useQuery(allClientsQuery);
	const name = data?.find((client) => client.id === id)?.name;
	return name ? <Fact name={text.client}>{name}</Fact> : null;
}

function stepsOf(found: CaseDetail): string {
	return found.max_steps ? text.stepOf(countSteps(found), found.max_steps) : "—";
}

function wordOf(words: Readonly<Record<string, string>>, value: string | null): string {
	return value === null ? "—" : (words[value] ?? value);
}
