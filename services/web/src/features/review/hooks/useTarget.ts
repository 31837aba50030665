import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { treeOf } from "@/features/flow-canvas/tree";
import { flowQuery, versionQuery } from "@/features/flows/api";
import type { Target } from "@/features/review/model/target";

/** The flow that a proposal is about, as it reads now; kept fresh. Null without an id. */
export function useTarget(id: string | null) {
	const flow = useQuery({ ...flowQuery(id ?? ""), enabled: id !== null });
	const version = flow.data?.flow_version ?? 0;
	const published = useQuery({
		...versionQuery(id ?? "", version),
		enabled: version > 0,
		placeholderData: keepPreviousData,
	});
	const target: Target | null =
		flow.data && published.data
			? { flow: flow.data, published: { ...published.data, tree: treeOf(published.data.tree_structure) } }
			: null;
	return {
		target,
		error: target ? null : (flow.error ?? published.error),
		retry: () => void Promise.all([flow.refetch(), published.refetch()]),
	};
}
