import { ChevronRight, Wrench } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { useShowStep } from "@/features/case/hooks/useShowStep";
import { numberOf } from "@/features/case/model/numbers";
import type { CaseDetail, Fix } from "@/features/case/types";
import { fixLook } from "@/features/fixes/look";
import { activeFix, earlierFixes, notesOf } from "@/features/fixes/model";
import { fixStrings as text } from "@/features/fixes/strings";
import { cn } from "@/lib/cn";
import { commandOf } from "@/lib/commands/catalogue";
import { formatDateTime } from "@/lib/dates";

/** Every fix that was suggested in the case, the one that counts first. */
export function FixList({ found, onSuggest }: { found: CaseDetail; onSuggest?: () => void }) {
	const title = useId();
	const active = activeFix(found.suggested_fixes);
	const fixes = [...(active ? [active] : []), ...earlierFixes(found.suggested_fixes)];
	if (fixes.length === 0 && !onSuggest) return null;
	return (
		<section aria-labelledby={title} className="grid grid-cols-1 gap-2.5 border-border border-t pt-5">
			<h2 id={title} className="font-semibold">
				{text.title}
			</h2>
			<ul className="grid gap-1 empty:hidden">
				{fixes.map((fix) => (
					<li key={fix.id}>
						<FixEntry fix={fix} found={found} />
					</li>
				))}
			</ul>
			{onSuggest && (
				<Button size="sm" variant="ghost" className="-ml-2 justify-self-start px-2 text-primary" onClick={onSuggest}>
					<Wrench aria-hidden="true" />
					{text.suggest}
					<Kbd keys={commandOf("case.suggestFix").keys ?? ""} className="max-sm:hidden" />
				</Button>
			)}
		</section>
	);
}

function FixEntry({ fix, found }: { fix: Fix; found: CaseDetail }) {
	const showStep = useShowStep();
	const { icon: Icon, ink } = fixLook[fix.status];
	const gone = fix.superseded_at !== null;
	const notes = notesOf(fix);
	const number = numberOf(found.steps, fix.step_id);
	return (
		<details className="group/fix text-sm">
			<summary className="flex cursor-pointer list-none items-start gap-2.5 rounded-lg py-1.5 hover:text-foreground">
				<Icon aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", gone ? "text-muted-foreground" : ink)} />
				<span className="min-w-0 flex-1">
					<span className={cn("line-clamp-2 break-words leading-snug", gone && "text-muted-foreground")}>
						{fix.title}
					</span>
					<span className="mt-0.5 block text-muted-foreground text-xs">
						{[text.statuses[fix.status], fix.undone_at && text.undone, gone && text.superseded]
							.filter(Boolean)
							.join(" · ")}
					</span>
				</span>
				<ChevronRight
					aria-hidden="true"
					className="mt-0.5 size-4 shrink-0 text-muted-foreground transition-transform group-open/fix:rotate-90"
				/>
			</summary>
			<div className="grid gap-1.5 pb-2 pl-6.5 text-muted-foreground text-xs leading-relaxed">
				<p className="whitespace-pre-wrap break-words">{fix.description}</p>
				{notes && <p className="whitespace-pre-wrap break-words text-foreground">{notes}</p>}
				<p className="flex flex-wrap gap-x-1.5">
					<time dateTime={fix.created_at}>{formatDateTime(fix.created_at)}</time>
					{number !== null && fix.step_id && (
						<>
							<span aria-hidden="true">·</span>
							<button
								type="button"
								className="rounded-sm underline decoration-dotted underline-offset-2 hover:text-foreground"
								onClick={() => fix.step_id && showStep(fix.step_id)}
							>
								{text.fromStep(number)}
							</button>
						</>
					)}
				</p>
			</div>
		</details>
	);
}
