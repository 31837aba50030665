import { useQuery } from "@tanstack/react-query";
import { Page } from "@/components/page";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { templateQuery } from "@/features/scripts/api";
import { TemplateEditor } from "@/features/scripts/components/TemplateEditor";
import { draftOf, EMPTY } from "@/features/scripts/draft";
import { newTemplateRoute } from "@/features/scripts/route";
import { scriptStrings as text } from "@/features/scripts/strings";

/** A new template, empty or as a copy of another. */
export function NewTemplatePage() {
	const { copy } = newTemplateRoute.useSearch();
	const original = useQuery({ ...templateQuery(copy ?? ""), enabled: copy !== undefined });
	const first = original.data && { ...draftOf(original.data), name: text.copyOf(original.data.name), slug: "" };
	return (
		<Page title={text.newTitle} className="max-w-[88rem] content-start">
			{original.isError && <ProblemNote error={original.error} onRetry={() => void original.refetch()} />}
			{copy && original.isPending && <Skeleton className="h-96" />}
			{(!copy || first) && (
				<TemplateEditor key={copy ?? "new"} template={null} first={first ?? EMPTY} kept={`new.${copy ?? ""}`} />
			)}
		</Page>
	);
}
