import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { type Changes, type Connection, optionsQuery, send } from "@/features/connections/api";
import { OptionsProblem } from "@/features/connections/components/OptionsProblem";
import { SaveProblem } from "@/features/connections/components/SaveProblem";
import { connectionStrings as text } from "@/features/connections/strings";
import { keys } from "@/lib/queries";
import { useSend } from "@/lib/use-send";

/** The boards whose new tickets are offered as cases. */
export function BoardsCard({ connection }: { connection: Connection }) {
	const [watched, setWatched] = useState<readonly string[]>(connection.watched_boards);
	const options = useQuery(optionsQuery(connection.id));
	const save = useSend(
		(key, changes: Partial<Changes>) => send.change(connection.id, changes as Changes, connection.version, key),
		{ old: [keys.connections], done: () => text.saved, quiet: true },
	);
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (!save.isPending) save.mutate({ watched_boards: [...watched] });
	};
	const boards = [...new Set([...(options.data?.boards ?? []), ...connection.watched_boards])];
	const toggle = (board: string, on: boolean) =>
		setWatched(on ? [...watched, board] : watched.filter((other) => other !== board));
	return (
		<Card className="grid gap-4">
			<div className="grid gap-1">
				<CardTitle>{text.boards}</CardTitle>
				<p className="text-muted-foreground text-sm">
					{text.boardsHint} {!connection.callbacks.registered && text.boardsNeedCallbacks}
				</p>
			</div>
			{options.isPending && <Skeleton className="h-24" />}
			<OptionsProblem options={options} />
			{options.isSuccess && boards.length === 0 && <p className="text-sm">{text.boardsNone}</p>}
			{boards.length > 0 && (
				<form onSubmit={submit} className="grid gap-4">
					<fieldset className="grid max-h-72 gap-x-4 gap-y-2 overflow-y-auto sm:grid-cols-2">
						<legend className="sr-only">{text.boards}</legend>
						{boards.map((board) => (
							<label key={board} className="flex cursor-pointer items-start gap-3 text-sm">
								<input
									type="checkbox"
									className="mt-0.5 size-4 shrink-0 accent-primary"
									checked={watched.includes(board)}
									onChange={(event) => toggle(board, event.target.checked)}
								/>
								<span className="break-words">{board}</span>
							</label>
						))}
					</fieldset>
					{save.isError && <SaveProblem error={save.error} />}
					<Button type="submit" className="justify-self-end" aria-disabled={save.isPending}>
						{save.isPending && <Spinner />}
						{text.save}
					</Button>
				</form>
			)}
		</Card>
	);
}
