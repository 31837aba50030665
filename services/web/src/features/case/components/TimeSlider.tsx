import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, History } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { historyQuery } from "@/features/case/api";
import { clampRevision, eventWord, isMark } from "@/features/case/model/history";
import { caseStrings as text } from "@/features/case/strings";
import { formatDateTime } from "@/lib/dates";

/** The case as it stood at any of its events: by hand, by arrow keys, or by one event at a time. */
export function TimeSlider(props: { id: string; at: number; count: number; onTravel: (to: number | null) => void }) {
	const { count, onTravel } = props;
	const [wanted, setWanted] = useState<number | null>(null);
	const at = wanted ?? props.at; // the address follows a moment later
	useEffect(() => setWanted((now) => (now === props.at ? null : now)), [props.at]);
	const { data: history } = useQuery(historyQuery(props.id, count));
	const slider = useRef<HTMLInputElement>(null);
	useEffect(() => slider.current?.focus({ preventScroll: true }), []);
	const entry = history?.[at - 1];
	const words = entry ? `${eventWord(entry.type)}, ${formatDateTime(entry.at)}` : text.timeAt(at, count);
	const go = (to: number) => {
		const revision = clampRevision(to, count);
		setWanted(revision === props.at ? null : revision);
		onTravel(revision);
	};
	return (
		<section
			aria-label={text.timeSlider}
			data-print="hidden"
			className="grid gap-1.5 rounded-card border border-discovery/50 bg-popover px-4 py-3 shadow-lg max-md:fixed max-md:inset-x-2 max-md:bottom-2 max-md:z-20"
		>
			<div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
				<History aria-hidden="true" className="size-4 text-discovery" />
				<p className="font-medium">{words}</p>
				<p className="font-mono text-muted-foreground text-xs">{text.timeAt(at, count)}</p>
				<Button size="sm" variant="primary" className="ml-auto" onClick={() => onTravel(null)}>
					{text.timeNow}
				</Button>
			</div>
			<div className="flex items-center gap-2">
				<Button size="sm" variant="ghost" aria-label={text.timeBack} aria-disabled={at <= 1} onClick={() => go(at - 1)}>
					<ChevronLeft aria-hidden="true" />
				</Button>
				<input
					ref={slider}
					type="range"
					min={1}
					max={count}
					value={at}
					list="revisions"
					aria-label={text.timeSlider}
					aria-valuetext={words}
					onChange={(event) => go(event.target.valueAsNumber)}
					onKeyDown={(event) => event.key === "Escape" && onTravel(null)}
					className="h-6 w-full min-w-0 rounded-md accent-discovery"
				/>
				<datalist id="revisions">
					{history?.map((mark) => isMark(mark) && <option key={mark.revision} value={mark.revision} />)}
				</datalist>
				<Button
					size="sm"
					variant="ghost"
					aria-label={text.timeForward}
					aria-disabled={at >= count}
					onClick={() => go(at + 1)}
				>
					<ChevronRight aria-hidden="true" />
				</Button>
			</div>
			<p className="text-muted-foreground text-xs">{text.timeReadOnly}</p>
		</section>
	);
}
