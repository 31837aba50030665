import { memo, type ReactNode } from "react";
import { everyOf } from "@/features/analytics/model/plot";
import { cn } from "@/lib/cn";

/** The frame of a chart: round numbers at the left, names below, lines across. What is drawn in it lies over the lines. */
export function Plot(props: {
	ticks: readonly number[];
	words: (tick: number) => string;
	/** Of each column, from left to right. */
	labels: readonly string[];
	/** How many names have room below it; on a narrow screen half of them. */
	room: number;
	/** How high it is, as a class. */
	height: string;
	/** The column that stands out. */
	at: number | null;
	children: ReactNode;
}) {
	const { ticks, labels, height, at } = props;
	const most = ticks.at(-1) || 1;
	return (
		<div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 pt-2 text-muted-foreground text-xs tabular-nums">
			<div aria-hidden="true" className={cn("relative grid", height)}>
				{ticks.map((tick) => (
					<span key={tick} className="invisible col-start-1 row-start-1">
						{props.words(tick)}
					</span>
				))}
				{ticks.map((tick) => (
					<span key={tick} className="absolute right-0 translate-y-1/2" style={{ bottom: `${(tick / most) * 100}%` }}>
						{props.words(tick)}
					</span>
				))}
			</div>
			<div className={cn("relative", height)}>
				{ticks.map((tick) => (
					<div
						key={tick}
						aria-hidden="true"
						className="absolute inset-x-0 border-border border-t"
						style={{ bottom: `${(tick / most) * 100}%` }}
					/>
				))}
				{at !== null && (
					<div
						aria-hidden="true"
						className="absolute inset-y-0 rounded-sm bg-primary/15"
						style={{ left: `${(at / labels.length) * 100}%`, width: `${100 / labels.length}%` }}
					/>
				)}
				{props.children}
			</div>
			<Labels labels={labels} room={props.room} />
		</div>
	);
}

const Labels = memo(function Labels({ labels, room }: { labels: readonly string[]; room: number }) {
	const every = everyOf(labels.length, room);
	const places = Array.from({ length: Math.ceil(labels.length / every) }, (_, at) => at * every);
	return (
		<div aria-hidden="true" className="relative col-start-2 mt-1.5 h-4">
			{places.map((at) => (
				<span
					key={at}
					className={cn("-translate-x-1/2 absolute whitespace-nowrap", at % (2 * every) !== 0 && "max-lg:hidden")}
					style={{ left: `${((at + 0.5) / labels.length) * 100}%` }}
				>
					{labels[at]}
				</span>
			))}
		</div>
	);
});
