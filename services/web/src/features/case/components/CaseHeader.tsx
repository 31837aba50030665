import type { ReactNode, Ref } from "react";
import { AlsoHere } from "@/features/case/components/AlsoHere";
import { CaseActions } from "@/features/case/components/CaseActions";
import type { Opened } from "@/features/case/components/CaseDialogs";
import { CaseMenu } from "@/features/case/components/CaseMenu";
import { ConfidenceBadge } from "@/features/case/components/ConfidenceBadge";
import { StatusBadge } from "@/features/case/components/StatusBadge";
import type { Rights } from "@/features/case/model/rights";
import { caseStrings as text } from "@/features/case/strings";
import type { CaseDetail } from "@/features/case/types";
import { formatAgo, formatDateTime } from "@/lib/dates";

/** What the case is about and where it stands, with what can be done. It stays in sight on a wide screen. */
export function CaseHeader(props: {
	ref: Ref<HTMLElement>;
	found: CaseDetail;
	title: string;
	rights: Rights;
	past: boolean;
	onOpen: (opened: Opened) => void;
	onTravel: () => void;
	children?: ReactNode;
}) {
	const { found, title } = props;
	return (
		<header
			ref={props.ref}
			className="z-10 border-border border-b md:sticky md:top-(--banner) md:bg-background print:static"
		>
			<div className="mx-auto grid w-full max-w-[88rem] gap-4 px-4 pt-5 pb-4 sm:px-8 print:px-0">
				<div className="flex items-start justify-between gap-x-3 md:gap-x-6">
					<div className="grid min-w-0 flex-1 gap-2">
						<h1 className="line-clamp-2 text-balance font-semibold text-xl leading-snug sm:text-2xl" title={title}>
							{title}
						</h1>
						<div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-muted-foreground text-sm">
							<StatusBadge status={found.status} />
							<ConfidenceBadge tier={found.confidence_tier} />
							<span>{found.user_name ?? text.someEngineer}</span>
							<time dateTime={found.created_at} title={formatDateTime(found.created_at)}>
								{formatAgo(found.created_at)}
							</time>
							<AlsoHere id={found.id} />
						</div>
					</div>
					<div data-print="hidden" className="flex flex-wrap items-center justify-end gap-2 max-md:max-w-28">
						<CaseActions found={found} rights={props.rights} past={props.past} onOpen={props.onOpen} />
						<CaseMenu
							found={found}
							rights={props.rights}
							past={props.past}
							onOpen={props.onOpen}
							onTravel={props.onTravel}
						/>
					</div>
				</div>
				{props.children}
			</div>
		</header>
	);
}
