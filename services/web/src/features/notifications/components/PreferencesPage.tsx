import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useMe } from "@/app/shell/session";
import { Page } from "@/components/page";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { preferencesQuery } from "@/features/notifications/api";
import { PreferencesForm } from "@/features/notifications/components/PreferencesForm";
import { kindsFor } from "@/features/notifications/model";
import { notificationStrings as text } from "@/features/notifications/strings";

/** What I am told of, and how. */
export function PreferencesPage() {
	const kinds = kindsFor(useMe());
	const preferences = useQuery(preferencesQuery);
	return (
		<Page title={text.preferencesTitle} className="max-w-4xl content-start">
			<Link
				to="/notifications"
				className="-mt-4 inline-flex items-center gap-1.5 justify-self-start text-muted-foreground text-sm hover:text-foreground"
			>
				<ArrowLeft aria-hidden="true" className="size-4" />
				{text.back}
			</Link>
			<p className="-mt-2 text-muted-foreground">{kinds.length > 0 ? text.preferencesHint : text.noKinds}</p>
			{preferences.isPending && <Skeleton className="h-96" />}
			{preferences.isError && <ProblemNote error={preferences.error} onRetry={() => void preferences.refetch()} />}
			{preferences.data && kinds.length > 0 && <PreferencesForm saved={preferences.data} kinds={kinds} />}
		</Page>
	);
}
