import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { ConfidenceBadge } from "@/features/case/components/ConfidenceBadge";
import { openCasesQuery } from "@/features/pilot/api";
import { formatAgo, formatDateTime } from "@/lib/dates";
import { strings } from "@/lib/strings";

const text = strings.pilot;

/** The cases that I was working on last; nothing where there are none, or they cannot be read now. */
export function OpenCases() {
	const { data } = useQuery(openCasesQuery);
	if (!data || data.length === 0) return null;
	return (
		<section aria-labelledby="open-cases" className="mt-4 grid gap-3">
			<div className="flex items-baseline justify-between gap-3">
				<h2 id="open-cases" className="font-medium text-muted-foreground text-sm">
					{text.openCases}
				</h2>
				<Link to="/cases" className="flex items-center gap-1 text-primary text-sm hover:underline">
					{text.allCases}
					<ArrowRight aria-hidden="true" className="size-3.5" />
				</Link>
			</div>
			<ul className="grid gap-3 sm:grid-cols-3">
				{data.map((item) => (
					<li key={item.id}>
						<Link
							to="/pilot/$sessionId"
							params={{ sessionId: item.id }}
							className="glass flex h-full flex-col justify-between gap-3 p-4 hover:border-primary/50"
						>
							<span className="line-clamp-2 text-sm">{item.title ?? text.untitled}</span>
							<span className="flex items-center justify-between gap-2">
								<ConfidenceBadge tier={item.confidence_tier} />
								<time
									dateTime={item.updated_at}
									title={formatDateTime(item.updated_at)}
									className="ml-auto text-muted-foreground text-xs"
								>
									{formatAgo(item.updated_at)}
								</time>
							</span>
						</Link>
					</li>
				))}
			</ul>
		</section>
	);
}
