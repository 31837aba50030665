import { Skeleton } from "@/components/ui/skeleton";
import { caseStrings as text } from "@/features/case/strings";
import { strings } from "@/lib/strings";

/** The case page in the shape that it will have. */
export function CaseSkeleton() {
	return (
		<div className="mx-auto grid w-full max-w-7xl gap-8 px-4 py-6 sm:px-8" role="status">
			<title>{`${text.title} · ${strings.common.productName}`}</title>
			<span className="sr-only">{text.loading}</span>
			<Skeleton className="h-9 w-2/3" />
			<div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
				<div className="grid content-start gap-5">
					<Skeleton className="h-16 w-4/5" />
					<Skeleton className="h-16 w-3/5" />
					<Skeleton className="h-72 rounded-card" />
				</div>
				<Skeleton className="hidden h-96 rounded-card lg:block" />
			</div>
		</div>
	);
}
