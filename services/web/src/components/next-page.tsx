import type { ReactNode } from "react";
import { ProblemNote } from "@/components/ui/problem-note";
import type { More } from "@/components/window-rows";
import { strings } from "@/lib/strings";

/** Below a long list: that more is read, or why it was not and how to try again; else what `children` says. */
export function NextPage({ more, children }: { more: More; children?: ReactNode }) {
	const failed = more.isFetchNextPageError && !more.isFetchingNextPage;
	return (
		<>
			<p role="status" className="py-2 text-center text-muted-foreground text-sm empty:hidden">
				{more.isFetchingNextPage ? strings.common.loadingMore : children}
			</p>
			{failed && <ProblemNote error={more.error} onRetry={() => void more.fetchNextPage()} />}
		</>
	);
}
