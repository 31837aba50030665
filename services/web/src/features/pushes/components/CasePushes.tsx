import type { CaseDetail } from "@/features/case/types";
import { PushCard } from "@/features/pushes/components/PushCard";
import { isUnsettled } from "@/features/pushes/model";

/**
 * What became of the closing documents in the ticket, the last first. `unsettledOnly`: those that are well are not
 * told of again while the case goes on.
 */
export default function CasePushes(props: { found: CaseDetail; mayRetry: boolean; unsettledOnly?: boolean }) {
	const { found } = props;
	const last = found.pushes.at(-1);
	const shown = found.pushes.filter((push) => !props.unsettledOnly || isUnsettled(push)).toReversed();
	return shown.map((push) => (
		<PushCard
			key={push.id}
			session={found.id}
			push={push}
			several={found.pushes.length > 1}
			latest={push === last}
			mayRetry={props.mayRetry}
		/>
	));
}
