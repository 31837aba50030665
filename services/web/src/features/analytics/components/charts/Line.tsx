import { memo } from "react";
import { linesOf } from "@/features/analytics/model/plot";
import { cn } from "@/lib/cn";

const MOST_DOTS = 31;

/** A line through the columns of a plot; it breaks where there is no value. */
export const Line = memo(function Line(props: { values: readonly (number | null)[]; most: number; ink: string }) {
	const lines = linesOf(props.values, props.most);
	const dots = lines.flatMap((line) => (line.length === 1 || props.values.length <= MOST_DOTS ? line : []));
	return (
		<div aria-hidden="true" className={cn("pointer-events-none absolute inset-0", props.ink)}>
			<svg
				aria-hidden="true"
				viewBox="0 0 1 1"
				preserveAspectRatio="none"
				className="absolute inset-0 size-full overflow-visible"
			>
				{lines.map((line) => (
					<polyline
						key={line[0]?.x}
						points={line.map(({ x, y }) => `${x},${1 - y}`).join(" ")}
						fill="none"
						stroke="currentColor"
						strokeWidth={2}
						strokeLinejoin="round"
						vectorEffect="non-scaling-stroke"
					/>
				))}
			</svg>
			{dots.map(({ x, y }) => (
				<span
					key={x}
					className="-translate-x-1/2 absolute size-1.5 translate-y-1/2 rounded-full bg-current"
					style={{ left: `${x * 100}%`, bottom: `${y * 100}%` }}
				/>
			))}
		</div>
	);
});
