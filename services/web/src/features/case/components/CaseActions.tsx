import { CheckCheck, ListChecks, TrendingUp } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CommandTip, Tooltip } from "@/components/ui/tooltip";
import type { Opened } from "@/features/case/components/CaseDialogs";
import { isLive, type Rights } from "@/features/case/model/rights";
import { caseStrings as text } from "@/features/case/strings";
import type { CaseDetail } from "@/features/case/types";
import { standing } from "@/features/facts/model";
import { factStrings } from "@/features/facts/strings";
import { cn } from "@/lib/cn";
import type { CommandId } from "@/lib/commands/catalogue";

/** Resolve and escalate: beside the title, on a narrow screen at its foot, with the way to what is known. */
export function CaseActions(props: {
	found: CaseDetail;
	rights: Rights;
	past: boolean;
	onOpen: (opened: Opened) => void;
}) {
	const { found, rights, onOpen } = props;
	const live = isLive(found);
	if (props.past) return null;
	const escalate = () => onOpen({ name: "escalate" });
	const resolve = () => onOpen({ name: "resolve", confirms: false });
	return (
		<div className="flex gap-2 max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-20 max-md:border-border max-md:border-t max-md:bg-background max-md:px-4 max-md:py-3">
			<MaterialButton found={found} brief={live} onClick={() => onOpen({ name: "material", adding: false })} />
			{live && (
				<>
					<ActTip
						command="case.resolve"
						enabled={rights.resolve}
						why={rights.owns ? text.resolveWaits : text.resolveOwner}
					>
						<Button
							variant="success"
							className="max-md:flex-1"
							aria-disabled={!rights.resolve}
							onClick={rights.resolve ? resolve : undefined}
						>
							<CheckCheck aria-hidden="true" />
							{text.resolve}
						</Button>
					</ActTip>
					<ActTip
						command="case.escalate"
						enabled={rights.escalate}
						why={rights.owns ? text.escalateWaits : text.escalateOwner}
					>
						<Button
							variant="warning"
							className="max-md:flex-1"
							aria-disabled={!rights.escalate}
							onClick={rights.escalate ? escalate : undefined}
						>
							<TrendingUp aria-hidden="true" />
							{text.escalate}
						</Button>
					</ActTip>
				</>
			)}
		</div>
	);
}

/** What the control does and its key, or why it does nothing now. */
function ActTip(props: { command: CommandId; enabled: boolean; why: string; children: ReactNode }) {
	if (props.enabled) return <CommandTip id={props.command}>{props.children}</CommandTip>;
	return <Tooltip text={props.why}>{props.children}</Tooltip>;
}

/** Where the columns do not fit side by side: the working material, over the page. `brief`: others need the room. */
function MaterialButton({ found, brief, onClick }: { found: CaseDetail; brief: boolean; onClick: () => void }) {
	const count = standing(found.facts).length;
	return (
		<Button
			className={cn("lg:hidden", brief ? "max-md:px-3" : "max-md:flex-1")}
			aria-label={`${text.showMaterial}, ${factStrings.count(count)}`}
			onClick={onClick}
		>
			<ListChecks aria-hidden="true" className="text-primary" />
			<span className={brief ? "max-md:hidden" : undefined}>{text.showMaterial}</span>
			<span className="font-mono text-muted-foreground text-xs">{count}</span>
		</Button>
	);
}
