import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleHelp, TriangleAlert } from "lucide-react";
import { Skeleton } from "@/components/ui/skeleton";
import { consumersQuery, deadLettersQuery, readinessQuery } from "@/features/installation/api";
import { installationStrings as text } from "@/features/installation/strings";
import { countBehind, countUndecided, logEnd } from "@/features/installation/summary";
import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/dates";

type Mood = "good" | "bad" | "unknown";
const MOODS = {
	good: { icon: CircleCheck, ink: "text-success" },
	bad: { icon: TriangleAlert, ink: "text-warning" },
	unknown: { icon: CircleHelp, ink: "text-muted-foreground" },
} as const;

/** The installation at a glance. */
export function Figures() {
	const ready = useQuery(readinessQuery);
	const consumers = useQuery(consumersQuery);
	const letters = useQuery(deadLettersQuery);
	return (
		<dl className="grid grid-cols-2 gap-3 sm:gap-4 xl:grid-cols-4">
			<Figure name={text.connections} query={ready} tell={tellReadiness} />
			<Figure
				name={text.log}
				query={consumers}
				tell={(found) => ["good", text.events(formatNumber(logEnd(found)))] as const}
			/>
			<Figure name={text.following} query={consumers} tell={(found) => tellBehind(countBehind(found))} />
			<Figure name={text.letters} query={letters} tell={(found) => tellLetters(countUndecided(found), found.length)} />
		</dl>
	);
}

type Told = readonly [Mood, string];

function tellReadiness(parts: Record<string, string>): Told {
	const names: Readonly<Record<string, string>> = text.parts;
	const away = Object.keys(parts).filter((part) => parts[part] !== "ok");
	return away.length === 0
		? ["good", text.allThere]
		: ["bad", text.away(away.map((part) => names[part] ?? part).join(", "))];
}

function tellBehind(count: number): Told {
	return count === 0 ? ["good", text.upToDate] : ["bad", text.someBehind(count)];
}

function tellLetters(undecided: number, all: number): Told {
	if (undecided > 0) return ["bad", text.undecided(undecided)];
	return all > 0 ? ["unknown", text.beingRetried] : ["good", text.noLetters];
}

function Figure<T>(props: {
	name: string;
	query: { data: T | undefined; isError: boolean };
	tell: (found: T) => Told;
}) {
	const { data, isError } = props.query;
	const told: Told | null = data !== undefined ? props.tell(data) : isError ? ["unknown", text.unread] : null;
	return (
		<div className="glass grid content-start gap-1.5 p-4 sm:p-5">
			<dt className="text-muted-foreground text-sm">{props.name}</dt>
			<dd className="font-medium">
				{told ? <Word mood={told[0]} words={told[1]} /> : <Skeleton className="h-6 w-32" />}
			</dd>
		</div>
	);
}

function Word({ mood, words }: { mood: Mood; words: string }) {
	const { icon: Icon, ink } = MOODS[mood];
	return (
		<span className="flex items-center gap-2">
			<Icon aria-hidden="true" className={cn("size-4 shrink-0", ink)} />
			{words}
		</span>
	);
}
