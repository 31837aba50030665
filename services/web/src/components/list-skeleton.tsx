import { Skeleton } from "@/components/ui/skeleton";
import { strings } from "@/lib/strings";

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** The list's shape while it is read for the first time. */
export function ListSkeleton() {
	return (
		<div className="grid gap-2 lg:pt-6">
			<p role="status" className="sr-only">
				{strings.common.loading}
			</p>
			{ROWS.map((row) => (
				<div key={row} className="glass flex h-27 items-center gap-6 px-5 backdrop-blur-none lg:h-17">
					<div className="grid flex-1 gap-2">
						<Skeleton className="h-4 w-3/5" />
						<Skeleton className="h-3 w-2/5" />
					</div>
					<Skeleton className="hidden h-6 w-24 rounded-full lg:block" />
					<Skeleton className="hidden h-6 w-24 rounded-full lg:block" />
					<Skeleton className="h-3 w-16" />
				</div>
			))}
		</div>
	);
}
