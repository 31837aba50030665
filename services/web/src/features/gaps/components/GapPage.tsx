import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { Page } from "@/components/page";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { gapQuery } from "@/features/gaps/api";
import { GapView } from "@/features/gaps/components/GapView";
import { gapRoute } from "@/features/gaps/route";
import { gapStrings as text } from "@/features/gaps/strings";

/** One gap: what it is, on what evidence, and what is done about it. */
export function GapPage() {
	const { gapId } = gapRoute.useParams();
	const navigate = useNavigate();
	const gap = useQuery(gapQuery(gapId));
	const openFlow = (flowId: string) => void navigate({ to: "/flows/$flowId", params: { flowId } });
	return (
		<Page title={gap.data?.title ?? text.title} className="max-w-[88rem] content-start">
			<Link
				to="/knowledge-gaps"
				className="-mt-4 inline-flex items-center gap-1.5 justify-self-start text-muted-foreground text-sm hover:text-foreground"
			>
				<ArrowLeft aria-hidden="true" className="size-4" />
				{text.back}
			</Link>
			{gap.isPending && <Skeleton className="h-96" />}
			{gap.isError && <ProblemNote error={gap.error} onRetry={() => void gap.refetch()} />}
			{gap.data && <GapView key={gap.data.id} gap={gap.data} onDrafted={openFlow} />}
		</Page>
	);
}
