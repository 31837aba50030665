import { CheckCheck, TrendingUp } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CommandTip, Tooltip } from "@/components/ui/tooltip";
import { isLive, type Rights } from "@/features/case/model/rights";
import { caseStrings as text } from "@/features/case/strings";

/** Resolve and escalate: beside the title, on a narrow screen at its foot. */
export function CaseActions(props: { rights: Rights; past: boolean; status: string; onResolve: () => void }) {
	if (props.past || !isLive(props)) return null;
	return (
		<div className="flex gap-2 max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-20 max-md:border-border max-md:border-t max-md:bg-background max-md:px-4 max-md:py-3 max-md:[&>*]:flex-1">
			<ResolveTip enabled={props.rights.resolve} owns={props.rights.owns}>
				<Button
					variant="success"
					aria-disabled={!props.rights.resolve}
					onClick={props.rights.resolve ? props.onResolve : undefined}
				>
					<CheckCheck aria-hidden="true" />
					{text.resolve}
				</Button>
			</ResolveTip>
			<Tooltip text={text.escalateLater}>
				<Button variant="warning" aria-disabled="true">
					<TrendingUp aria-hidden="true" />
					{text.escalate}
				</Button>
			</Tooltip>
		</div>
	);
}

function ResolveTip({ enabled, owns, children }: { enabled: boolean; owns: boolean; children: ReactNode }) {
	if (enabled) return <CommandTip id="case.resolve">{children}</CommandTip>;
	return <Tooltip text={owns ? text.resolveWaits : text.resolveOwner}>{children}</Tooltip>;
}
