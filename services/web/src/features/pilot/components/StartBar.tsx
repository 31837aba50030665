import { useQuery } from "@tanstack/react-query";
import { Play, ShieldCheck, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { ProblemNote } from "@/components/ui/problem-note";
import { Spinner } from "@/components/ui/spinner";
import { CommandTip } from "@/components/ui/tooltip";
import type { IntakeForm, Obstacle } from "@/features/pilot/use-intake";
import type { Start } from "@/features/pilot/use-start";
import { allClientsQuery } from "@/lib/clients";
import { commandOf } from "@/lib/commands/catalogue";
import { isProblem } from "@/lib/problem";
import { strings } from "@/lib/strings";

const text = strings.pilot;
const HINTS: Readonly<Record<Obstacle, string>> = {
	empty: text.needOne,
	"text-too-long": "",
	"log-too-large": "",
	"picture-failed": text.fixPictures,
};

/** Starts the case, and says what stands in its way. */
export function StartBar({ form, start }: { form: IntakeForm; start: Start }) {
	const sending = form.pictures.list.some(({ state }) => state.kind === "sending");
	const keys = commandOf("pilot.start").keys ?? "";
	return (
		<div className="grid gap-4">
			<PolicyNote client={form.client.text} />
			<Failure start={start} />
			<div className="flex flex-wrap items-center justify-between gap-4">
				<p id="start-hint" className="max-w-md text-muted-foreground text-sm">
					{form.obstacle ? HINTS[form.obstacle] : text.tips}
				</p>
				<CommandTip id="pilot.start">
					<Button
						type="submit"
						variant="primary"
						size="lg"
						aria-disabled={!start.ready}
						aria-describedby="start-hint"
						className="w-full sm:w-auto"
					>
						{start.isRunning ? <Spinner /> : <Play aria-hidden="true" />}
						{labelOf(start, sending)}
						<Kbd keys={keys} className="hidden sm:inline-flex [&_kbd]:border-transparent [&_kbd]:bg-background/80" />
					</Button>
				</CommandTip>
			</div>
		</div>
	);
}

function labelOf(start: Start, sending: boolean): string {
	if (start.isRunning) return sending ? text.waitingForPictures : text.starting;
	if (start.wait > 0) return text.startAgainIn(start.wait);
	return start.error ? text.startAgain : text.start;
}

function Failure({ start }: { start: Start }) {
	if (!start.error || start.isRunning) return null;
	if (isProblem(start.error) && start.error.status === 429) return <TooOften wait={start.wait} />;
	return (
		<div className="grid gap-2">
			<ProblemNote error={start.error} />
			<p className="text-muted-foreground text-sm">{text.nothingLost}</p>
		</div>
	);
}

/** The count is no live region: it would be read out every second. */
function TooOften({ wait }: { wait: number }) {
	return (
		<p className="flex items-center gap-3 rounded-xl border border-warning/50 p-4 text-sm">
			<TriangleAlert aria-hidden="true" className="size-4 shrink-0 text-warning" />
			<span>
				{wait > 0 ? text.tooOften(wait) : text.tooOftenNow} {text.nothingLost}
			</span>
			<span role="alert" className="sr-only">
				{text.nothingLost}
			</span>
		</p>
	);
}

function PolicyNote({ client }: { client: string }) {
	const { data } = useQuery(allClientsQuery);
	if (!data?.find(({ id }) => id === client)?.no_model) return null;
	return (
		<p className="flex items-center gap-3 text-muted-foreground text-sm">
			<ShieldCheck aria-hidden="true" className="size-4 shrink-0 text-success" />
			{text.clientNoModel}
		</p>
	);
}
