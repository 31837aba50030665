import { lazy, Suspense } from "react";
import { Dialog } from "@/components/ui/dialog";
import { CaseMaterial } from "@/features/case/components/CaseMaterial";
import type { WantedScript } from "@/features/case/hooks/useGenerateScript";
import type { Rights } from "@/features/case/model/rights";
import type { CaseDetail } from "@/features/case/types";
import { useLater } from "@/lib/later";
import { strings } from "@/lib/strings";

const loadResolve = () => import("@/features/case/components/ResolveDialog");
const EscalateDialog = lazy(() => import("@/features/escalations/components/EscalateDialog"));
const GenerateScript = lazy(() => import("@/features/scripts/components/GenerateScript"));
const LinkTicketDialog = lazy(() => import("@/features/tickets/components/LinkTicketDialog"));
const SuggestFixDialog = lazy(() => import("@/features/fixes/components/SuggestFixDialog"));

/** What is open over the page of a case. */
export type Opened =
	| { name: "resolve"; confirms: boolean }
	| { name: "escalate" }
	| { name: "suggest" }
	| { name: "linkTicket" }
	| { name: "material"; adding: boolean }
	| { name: "script"; wanted: WantedScript };

/** The one dialog that is open over the page of a case. */
export function CaseDialogs(props: {
	opened: Opened | null;
	found: CaseDetail;
	rights: Rights;
	onOpen: (next: Opened | null) => void;
}) {
	const { opened, found } = props;
	const close = () => props.onOpen(null);
	const ResolveDialog = useLater(loadResolve, opened?.name === "resolve");
	return (
		<Suspense>
			{opened?.name === "resolve" && ResolveDialog && (
				<ResolveDialog found={found} confirms={opened.confirms} onClose={close} />
			)}
			{opened?.name === "escalate" && <EscalateDialog found={found} onClose={close} />}
			{opened?.name === "suggest" && <SuggestFixDialog found={found} onClose={close} />}
			{opened?.name === "linkTicket" && <LinkTicketDialog found={found} onClose={close} />}
			{opened?.name === "script" && (
				<GenerateScript
					sessionId={found.id}
					suggestion={suggestionOf(opened.wanted)}
					fixId={opened.wanted.fix_id}
					onClose={close}
				/>
			)}
			{opened?.name === "material" && (
				<Dialog open onOpenChange={close} title={strings.case.material} className="gap-5">
					<CaseMaterial
						found={found}
						rights={props.rights}
						adding={opened.adding}
						onSuggest={() => props.onOpen({ name: "suggest" })}
					/>
				</Dialog>
			)}
		</Suspense>
	);
}

function suggestionOf({ template_id, parameters }: WantedScript) {
	return template_id === null ? undefined : { templateId: template_id, preFilled: parameters };
}
