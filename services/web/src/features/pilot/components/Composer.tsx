import { UploadCloud } from "lucide-react";
import { useEffect, useRef } from "react";
import { ChosenTicket } from "@/features/pilot/components/ChosenTicket";
import { Description } from "@/features/pilot/components/Description";
import { LogField } from "@/features/pilot/components/LogField";
import { OpenCases } from "@/features/pilot/components/OpenCases";
import { PictureList } from "@/features/pilot/components/PictureList";
import { StartBar } from "@/features/pilot/components/StartBar";
import { Toolbar } from "@/features/pilot/components/Toolbar";
import { useFilesAnywhere } from "@/features/pilot/use-drop";
import { useIntake } from "@/features/pilot/use-intake";
import { useStart } from "@/features/pilot/use-start";
import { NewFromBoard } from "@/features/tickets/components/NewFromBoard";
import { useCommand } from "@/lib/commands/react";
import { strings } from "@/lib/strings";

const text = strings.pilot;

/** Takes in what the engineer has: words, log, screenshots, the client company. */
export function Composer() {
	const form = useIntake();
	const start = useStart(form);
	const over = useFilesAnywhere(form.addFiles);
	const log = useRef<HTMLTextAreaElement>(null);
	const wantsLog = useRef(false);
	const openLog = () => {
		wantsLog.current = true;
		form.openLog(true);
		log.current?.focus();
	};
	useEffect(() => {
		if (form.logOpen && wantsLog.current) log.current?.focus();
		wantsLog.current = false;
	}, [form.logOpen]);
	useCommand("pilot.start", start.run, { enabled: start.ready });
	useCommand("pilot.log", openLog);
	return (
		<form
			className="grid gap-5"
			onSubmit={(event) => {
				event.preventDefault();
				start.run();
			}}
		>
			<div className="glass relative grid shadow-xl shadow-slate-950/10 focus-within:border-primary/60">
				<Description form={form} readOnly={start.isRunning} />
				<ChosenTicket form={form} />
				<PictureList pictures={form.pictures} />
				{form.logOpen && <LogField form={form} area={log} readOnly={start.isRunning} />}
				<Toolbar form={form} onLog={openLog} />
				{over && <DropNote />}
			</div>
			{form.refused && (
				<p role="alert" className="text-danger text-sm">
					{form.refused}
				</p>
			)}
			<StartBar form={form} start={start} />
			<NewFromBoard />
			<OpenCases />
		</form>
	);
}

function DropNote() {
	return (
		<div className="pointer-events-none absolute inset-0 z-10 grid place-items-center rounded-card border-2 border-primary border-dashed bg-background/85 font-medium">
			<span className="flex items-center gap-3">
				<UploadCloud aria-hidden="true" className="size-6 text-primary" />
				{text.dropHere}
			</span>
		</div>
	);
}
