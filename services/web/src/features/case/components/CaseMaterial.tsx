import { CaseScripts } from "@/features/case/components/CaseScripts";
import type { Rights } from "@/features/case/model/rights";
import type { CaseDetail } from "@/features/case/types";
import { KnownFacts } from "@/features/facts/components/KnownFacts";
import { FixList } from "@/features/fixes/components/FixList";

/** What is known, what was suggested and what was made: the working material of a case. */
export function CaseMaterial(props: { found: CaseDetail; rights: Rights; adding?: boolean; onSuggest: () => void }) {
	const { found, rights } = props;
	return (
		<>
			<KnownFacts found={found} mayChange={rights.facts} adding={props.adding} />
			<FixList found={found} onSuggest={rights.suggest ? props.onSuggest : undefined} />
			<CaseScripts found={found} mayRecord={rights.suggest} />
		</>
	);
}
