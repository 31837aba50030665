import { useQuery } from "@tanstack/react-query";
import { caseQuery, pastCaseQuery } from "@/features/case/api";
import { CaseSkeleton } from "@/features/case/components/CaseSkeleton";
import { CaseView } from "@/features/case/components/CaseView";
import { clampRevision } from "@/features/case/model/history";
import { caseRoute } from "@/features/case/route";
import { ErrorPage } from "@/features/errors/components/ErrorPage";

/** One case: as it is, or as it stood at the revision in the address. */
export function CasePage() {
	const { sessionId } = caseRoute.useParams();
	const search = caseRoute.useSearch();
	const live = useQuery(caseQuery(sessionId));
	const at = search.at === undefined ? null : clampRevision(search.at, live.data?.revision ?? search.at);
	const past = useQuery({
		...pastCaseQuery(sessionId, at ?? 1),
		enabled: at !== null && live.data !== undefined,
		placeholderData: (before) => before,
	});
	const found = at === null ? live : past;
	if (found.isError && !found.data) return <ErrorPage error={found.error} reset={() => void found.refetch()} />;
	if (!found.data || !live.data) return <CaseSkeleton />;
	return <CaseView key={sessionId} found={found.data} at={at} now={live.data} />;
}
