import { type CSSProperties, useCallback, useMemo, useRef, useState } from "react";
import { useMe } from "@/app/shell/session";
import { About } from "@/features/case/components/About";
import { Announcer } from "@/features/case/components/Announcer";
import { CaseDialogs, type Opened } from "@/features/case/components/CaseDialogs";
import { CaseHeader } from "@/features/case/components/CaseHeader";
import { CaseMaterial } from "@/features/case/components/CaseMaterial";
import { Conversation } from "@/features/case/components/Conversation";
import { Story } from "@/features/case/components/Story";
import { TimeSlider } from "@/features/case/components/TimeSlider";
import { UnusedWords } from "@/features/case/components/UnusedWords";
import { ViewSwitch } from "@/features/case/components/ViewSwitch";
import { ScriptContext, type WantedScript } from "@/features/case/hooks/useGenerateScript";
import { useHeight } from "@/features/case/hooks/useHeight";
import { useMedia, WIDE } from "@/features/case/hooks/useMedia";
import { SpotlightContext } from "@/features/case/hooks/useShowStep";
import { isClosed, isLive, NO_RIGHTS, type Rights, rightsOf } from "@/features/case/model/rights";
import { caseRoute } from "@/features/case/route";
import { caseStrings as text } from "@/features/case/strings";
import type { CaseDetail } from "@/features/case/types";
import { WaitingBanner } from "@/features/escalations/components/WaitingBanner";
import { FixBanner } from "@/features/fixes/components/FixBanner";
import { activeFix, isUndecided } from "@/features/fixes/model";
import { CasePushes } from "@/features/pushes/later";
import { useWhyNoTickets } from "@/features/tickets/use-why-not";
import { useCommand } from "@/lib/commands/react";
import { strings } from "@/lib/strings";

/** The page around a case. `found` is what is shown, `now` the case as it is; they differ where `at` is a revision. */
export function CaseView({ found, at, now }: { found: CaseDetail; at: number | null; now: CaseDetail }) {
	const me = useMe();
	const { view } = caseRoute.useSearch();
	const navigate = caseRoute.useNavigate();
	const header = useRef<HTMLElement>(null);
	const head = useHeight(header);
	const wide = useMedia(WIDE);
	const [opened, open] = useState<Opened | null>(null);
	const past = at !== null;
	const rights = past ? NO_RIGHTS : rightsOf(found, me);
	const title = found.problem_summary ?? found.title ?? text.unnamed;
	const asStory = !past && isClosed(found) && view !== "steps";
	const suggest = () => open({ name: "suggest" });

	const travel = (to: number | null) =>
		void navigate({
			search: (old) => ({ ...old, at: to ?? undefined }),
			replace: past && to !== null,
			resetScroll: false,
		});
	const showSteps = useCallback(
		() => void navigate({ search: (old) => ({ ...old, view: "steps" as const }), resetScroll: false }),
		[navigate],
	);
	const wanted = useRef<string | null>(null);
	const spotlight = useMemo(() => ({ wanted, open: showSteps }), [showSteps]);
	const mayLink = useWhyNoTickets() === null && rights.linkTicket;
	const link = () => open({ name: "linkTicket" });
	useCaseCommands(rights, open);
	useCommand("case.linkTicket", link, { enabled: mayLink });
	useCommand("case.timeTravel", () => travel(past ? null : now.revision));

	return (
		<SpotlightContext value={spotlight}>
			<ScriptContext value={useScripts(rights, open)}>
				<div className="w-full" style={{ "--head": `${head}px` } as CSSProperties}>
					{!past && <Announcer found={found} />}
					<title>{`${title} · ${strings.common.productName}`}</title>
					<CaseHeader
						ref={header}
						found={found}
						title={title}
						rights={rights}
						past={past}
						onOpen={open}
						onTravel={() => travel(past ? null : now.revision)}
					>
						{past && <TimeSlider id={found.id} at={at} count={now.revision} onTravel={travel} />}
					</CaseHeader>
					<div className="mx-auto grid w-full max-w-[88rem] items-start gap-6 px-4 pt-5 pb-28 sm:px-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-10 lg:pt-7 lg:pb-12 2xl:grid-cols-[minmax(0,1fr)_23rem] 2xl:gap-14 print:block print:p-0">
						<div className="grid min-w-0 gap-6 max-lg:order-2">
							{!past && isClosed(found) && <Closed found={found} rights={rights} />}
							{found.status === "requesting_escalation" && (
								<WaitingBanner found={found} rights={rights} past={past} title={title} />
							)}
							{!past && !asStory && <CasePushes found={found} mayRetry={rights.push} unsettledOnly={isLive(found)} />}
							{asStory ? (
								<Story found={found} rights={rights} />
							) : (
								<Conversation
									found={found}
									past={past}
									rights={rights}
									onResolve={() => open({ name: "resolve", confirms: true })}
								/>
							)}
						</div>
						<About found={found} rights={rights} past={past} onLink={mayLink ? link : undefined}>
							{(wide || past) && <CaseMaterial found={found} rights={rights} onSuggest={suggest} />}
						</About>
					</div>
					{!wide && <AddFactKey enabled={rights.facts} onAdd={() => open({ name: "material", adding: true })} />}
					<CaseDialogs opened={opened} found={found} rights={rights} onOpen={open} />
				</div>
			</ScriptContext>
		</SpotlightContext>
	);
}

type Open = (next: Opened | null) => void;

/** What opens over the page by its key. */
function useCaseCommands(rights: Rights, open: Open): void {
	useCommand("case.resolve", () => open({ name: "resolve", confirms: false }), { enabled: rights.resolve });
	useCommand("case.escalate", () => open({ name: "escalate" }), { enabled: rights.escalate });
	useCommand("case.suggestFix", () => open({ name: "suggest" }), { enabled: rights.suggest });
}

/** Where what is known is not beside the conversation, the key for a fact opens it over the page. */
function AddFactKey({ enabled, onAdd }: { enabled: boolean; onAdd: () => void }) {
	useCommand("case.addFact", onAdd, { enabled });
	return null;
}

/** Opens the dialog that makes a script; null where nobody may. */
function useScripts(rights: Rights, open: Open): ((wanted: WantedScript) => void) | null {
	const make = useCallback((wanted: WantedScript) => open({ name: "script", wanted }), [open]);
	useCommand("case.script", () => make({ template_id: null, parameters: {}, fix_id: null }), {
		enabled: rights.suggest,
	});
	return rights.suggest ? make : null;
}

/** Above a closed case: words that were left over, its fix that still waits, and how to look at it. */
function Closed({ found, rights }: { found: CaseDetail; rights: Rights }) {
	const fix = activeFix(found.suggested_fixes);
	const waits = fix !== null && isUndecided(fix) && fix.status !== "proposed";
	return (
		<>
			<UnusedWords found={found} />
			{waits && <FixBanner key={fix.id} found={found} fix={fix} past={false} asked={false} rights={rights} />}
			<ViewSwitch />
		</>
	);
}
