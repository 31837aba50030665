import { memo } from "react";
import { cn } from "@/lib/cn";

/** For what would else be told apart by its colour alone: drawn in the colour of the words. */
export const HATCHED =
	"border border-current bg-[repeating-linear-gradient(45deg,currentColor_0_1px,transparent_1px_6px)]";

/** One kind of what a column is stacked of, from below. */
export interface Layer {
	key: string;
	name: string;
	/** Its colour and pattern, as classes. */
	fill: string;
	values: readonly number[];
}

/** Stacked columns over a plot. */
export const Columns = memo(function Columns({ layers, most }: { layers: readonly Layer[]; most: number }) {
	const count = layers[0]?.values.length ?? 0;
	return (
		<div aria-hidden="true" className="pointer-events-none absolute inset-0 flex items-end">
			{Array.from({ length: count }, (_, at) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
				<div key={at} className="flex h-full min-w-0 flex-1 flex-col-reverse items-center">
					{layers
						.filter(({ values }) => values[at])
						.map(({ key, fill, values }) => (
							<div
								key={key}
								className={cn("w-4/5 max-w-10 last:rounded-t-sm", fill)}
								style={{ height: `${((values[at] ?? 0) / most) * 100}%` }}
							/>
						))}
				</div>
			))}
		</div>
	);
});

/** What the colours and patterns mean. */
export function Legend({ layers }: { layers: readonly Layer[] }) {
	return (
		<ul className="flex flex-wrap gap-x-4 gap-y-1 text-muted-foreground text-xs">
			{layers.map(({ key, name, fill }) => (
				<li key={key} className="flex items-center gap-1.5">
					<span aria-hidden="true" className={cn("size-3 rounded-sm", fill)} />
					{name}
				</li>
			))}
		</ul>
	);
}
