import { type CSSProperties, useRef, useState } from "react";
import { useMe } from "@/app/shell/session";
import { CaseHeader } from "@/features/case/components/CaseHeader";
import { Conversation } from "@/features/case/components/Conversation";
import { Facts } from "@/features/case/components/Facts";
import { ResolveDialog } from "@/features/case/components/ResolveDialog";
import { Story } from "@/features/case/components/Story";
import { TimeSlider } from "@/features/case/components/TimeSlider";
import { ViewSwitch } from "@/features/case/components/ViewSwitch";
import { useHeight } from "@/features/case/hooks/useHeight";
import { isClosed, NO_RIGHTS, rightsOf } from "@/features/case/model/rights";
import { caseRoute } from "@/features/case/route";
import { caseStrings as text } from "@/features/case/strings";
import type { CaseDetail } from "@/features/case/types";
import { useCommand } from "@/lib/commands/react";
import { strings } from "@/lib/strings";

/** The page around a case. `found` is what is shown, `now` the case as it is; they differ where `at` is a revision. */
export function CaseView({ found, at, now }: { found: CaseDetail; at: number | null; now: CaseDetail }) {
	const me = useMe();
	const { view } = caseRoute.useSearch();
	const navigate = caseRoute.useNavigate();
	const header = useRef<HTMLElement>(null);
	const head = useHeight(header);
	const [resolving, setResolving] = useState<"plainly" | "as suggested" | null>(null);
	const rights = at === null ? rightsOf(found, me) : NO_RIGHTS;
	const title = found.problem_summary ?? found.title ?? text.unnamed;
	const asStory = at === null && isClosed(found) && view !== "steps";

	const travel = (to: number | null) =>
		void navigate({
			search: (old) => ({ ...old, at: to ?? undefined }),
			replace: at !== null && to !== null,
			resetScroll: false,
		});
	useCommand("case.resolve", () => setResolving("plainly"), { enabled: rights.resolve });
	useCommand("case.timeTravel", () => travel(at === null ? now.revision : null));

	return (
		<div className="w-full" style={{ "--head": `${head}px` } as CSSProperties}>
			<title>{`${title} · ${strings.common.productName}`}</title>
			<CaseHeader
				ref={header}
				found={found}
				title={title}
				rights={rights}
				past={at !== null}
				onResolve={() => setResolving("plainly")}
				onTravel={() => travel(at === null ? now.revision : null)}
			>
				{at !== null && <TimeSlider id={found.id} at={at} count={now.revision} onTravel={travel} />}
			</CaseHeader>
			<div className="mx-auto grid w-full max-w-[88rem] items-start gap-6 px-4 pt-5 pb-28 sm:px-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-10 lg:pt-7 lg:pb-12 2xl:grid-cols-[minmax(0,1fr)_23rem] 2xl:gap-14 print:block print:p-0">
				<div className="grid min-w-0 gap-6 max-lg:order-2">
					{at === null && isClosed(found) && <ViewSwitch />}
					{asStory ? (
						<Story found={found} rights={rights} />
					) : (
						<Conversation
							found={found}
							past={at !== null}
							rights={rights}
							onResolve={() => setResolving("as suggested")}
						/>
					)}
				</div>
				<Facts found={found} past={at !== null} />
			</div>
			{resolving && (
				<ResolveDialog found={found} confirms={resolving === "as suggested"} onClose={() => setResolving(null)} />
			)}
		</div>
	);
}
