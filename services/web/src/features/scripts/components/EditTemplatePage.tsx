import { useQuery } from "@tanstack/react-query";
import { Page } from "@/components/page";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { templateQuery } from "@/features/scripts/api";
import { TemplateEditor } from "@/features/scripts/components/TemplateEditor";
import { draftOf } from "@/features/scripts/draft";
import { editTemplateRoute } from "@/features/scripts/route";
import { scriptStrings as text } from "@/features/scripts/strings";

/** A template, to be rewritten. What others save meanwhile does not overwrite what is being typed. */
export function EditTemplatePage() {
	const { templateId } = editTemplateRoute.useParams();
	const template = useQuery(templateQuery(templateId));
	return (
		<Page
			title={template.data ? text.editTitle(template.data.name) : text.title}
			className="max-w-[88rem] content-start"
		>
			{template.isPending && <Skeleton className="h-96" />}
			{template.isError && <ProblemNote error={template.error} onRetry={() => void template.refetch()} />}
			{template.data && (
				<TemplateEditor key={templateId} template={template.data} first={draftOf(template.data)} kept={templateId} />
			)}
		</Page>
	);
}
