import { EllipsisVertical } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { CommandTip } from "@/components/ui/tooltip";
import type { Fix } from "@/features/case/types";
import { fixLook, outcomeCommand } from "@/features/fixes/look";
import { type Outcome, offeredFor } from "@/features/fixes/model";
import { fixStrings as text } from "@/features/fixes/strings";
import { useCommand } from "@/lib/commands/react";

const VARIANTS = {
	applied_success: "success",
	applied_failed: "secondary",
	applied_partial: "secondary",
	applied_pending: "secondary",
	dismissed: "ghost",
} as const;

/** Every way the fix may have turned out, by a click or its key. */
export function OutcomeButtons(props: { fix: Fix; asked: boolean; onChoose: (outcome: Outcome) => void }) {
	const { fix, onChoose } = props;
	const { first, more } = offeredFor(fix, props.asked);
	const offers = (outcome: Outcome) => ({ enabled: first.includes(outcome) || more.includes(outcome) });
	useCommand("case.fixWorked", () => onChoose("applied_success"), offers("applied_success"));
	useCommand("case.fixFailed", () => onChoose("applied_failed"), offers("applied_failed"));
	useCommand("case.fixPartial", () => onChoose("applied_partial"), offers("applied_partial"));
	useCommand("case.fixPending", () => onChoose("applied_pending"), offers("applied_pending"));
	useCommand("case.fixDismiss", () => onChoose("dismissed"), offers("dismissed"));
	return (
		<div className="flex flex-wrap items-center gap-2">
			{first.map((outcome) => (
				<OutcomeButton key={outcome} fix={fix} outcome={outcome} onChoose={onChoose} />
			))}
			{more.length > 0 && (
				<Menu
					trigger={
						<Button variant="ghost" size="icon" aria-label={text.moreOutcomes} className="size-8">
							<EllipsisVertical aria-hidden="true" />
						</Button>
					}
				>
					{({ MenuItem }) =>
						more.map((outcome) => {
							const { icon: Icon } = fixLook[outcome];
							return (
								<MenuItem key={outcome} onSelect={() => setTimeout(() => onChoose(outcome))}>
									<Icon aria-hidden="true" />
									{text.outcomes[outcome]}
								</MenuItem>
							);
						})
					}
				</Menu>
			)}
		</div>
	);
}

function OutcomeButton({ fix, outcome, onChoose }: { fix: Fix; outcome: Outcome; onChoose: (o: Outcome) => void }) {
	const { icon: Icon } = fixLook[outcome];
	return (
		<CommandTip id={outcomeCommand[outcome]}>
			<Button size="sm" variant={VARIANTS[outcome]} onClick={() => onChoose(outcome)}>
				<Icon aria-hidden="true" />
				{wordOf(fix, outcome)}
			</Button>
		</CommandTip>
	);
}

/** Of the outcome that it has already, only the words are changed. */
function wordOf({ status }: Fix, outcome: Outcome): string {
	if (status !== outcome) return text.outcomes[outcome];
	return outcome === "applied_pending" ? text.updateReason : text.updateOpen;
}
