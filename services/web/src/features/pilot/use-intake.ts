import { useCallback, useMemo, useState } from "react";
import { intakeTypeOf, isOver, LIMITS } from "@/features/pilot/intake";
import { joined, textIn } from "@/features/pilot/log-text";
import { type Log, useLog } from "@/features/pilot/use-log";
import { type Picture, type Pictures, usePictures } from "@/features/pilot/use-pictures";
import { type Chosen, readChosen } from "@/features/tickets/model";
import { type Draft, useDraft } from "@/lib/draft";
import { strings } from "@/lib/strings";

/** Why it cannot be started as it is. */
export type Obstacle = "empty" | "text-too-long" | "log-too-large" | "picture-failed";

export interface IntakeForm {
	text: Draft;
	log: Log;
	/** Whether the log's area is shown, empty or not. */
	logOpen: boolean;
	openLog: (open: boolean) => void;
	pictures: Pictures;
	client: Draft;
	/** The ticket that it is about. */
	ticket: Chosen | null;
	setTicket: (chosen: Chosen | null) => void;
	/** What was given last and not taken. */
	refused: string | null;
	addFiles: (files: readonly File[]) => void;
	addLog: (text: string) => void;
	obstacle: Obstacle | null;
	clear: () => void;
}

/** Everything that the engineer has given so far. */
export function useIntake(): IntakeForm {
	const text = useDraft("intake.text");
	const client = useDraft("intake.client");
	const ticketDraft = useDraft("intake.ticket");
	const ticket = useMemo(() => readChosen(ticketDraft.text), [ticketDraft.text]);
	const log = useLog();
	const pictures = usePictures();
	const [logOpen, openLog] = useState(false);
	const [refused, setRefused] = useState<string | null>(null);

	const addLog = useCallback(
		(more: string) => {
			log.set(joined(log.text, more));
			openLog(true);
		},
		[log.text, log.set],
	);
	const addPictures = pictures.add;
	const addFiles = useCallback(
		async (files: readonly File[]) => {
			setRefused(null);
			const images = files.filter(({ type }) => type.startsWith("image/"));
			if (images.length > 0) addPictures(images);
			let found = "";
			for (const file of files.filter((file) => !images.includes(file))) {
				const outcome = await readLog(file);
				if ("refused" in outcome) setRefused(outcome.refused);
				else found = joined(found, outcome.log, file.name);
			}
			if (found) addLog(found);
		},
		[addPictures, addLog],
	);
	const isLogOver = useMemo(() => isOver(log.text, LIMITS.logBytes), [log.text]);
	const obstacle = obstacleOf(text.text, log.text, isLogOver, pictures.list, ticket);
	const clear = () => {
		for (const part of [text, client, log, pictures, ticketDraft]) part.clear();
	};
	return {
		text,
		log,
		logOpen: logOpen || log.text !== "",
		openLog,
		pictures,
		client,
		ticket,
		setTicket: (chosen) => ticketDraft.set(chosen ? JSON.stringify(chosen) : ""),
		refused,
		addFiles: (files) => void addFiles(files),
		addLog,
		obstacle,
		clear,
	};
}

async function readLog(file: File): Promise<{ log: string } | { refused: string }> {
	if (file.size > LIMITS.logBytes) return { refused: strings.pilot.fileTooLarge(file.name) };
	const log = textIn(new Uint8Array(await file.arrayBuffer()));
	return log === null ? { refused: strings.pilot.notText(file.name) } : { log };
}

function obstacleOf(
	text: string,
	log: string,
	isLogOver: boolean,
	pictures: readonly Picture[],
	ticket: Chosen | null,
): Obstacle | null {
	if (isOver(text, LIMITS.textBytes)) return "text-too-long";
	if (isLogOver) return "log-too-large";
	if (pictures.some(({ state }) => state.kind === "failed")) return "picture-failed";
	return intakeTypeOf({ text, log, pictures: pictures.map(({ key }) => key), ticket }) === null ? "empty" : null;
}
