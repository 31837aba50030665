import { useMutation } from "@tanstack/react-query";
import { FileDown } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { exportFlows, type FileFormat } from "@/features/flows/api";
import { flowStrings as text } from "@/features/flows/strings";
import { useCommand } from "@/lib/commands/react";
import { problemWords } from "@/lib/problem-words";
import { saveFile } from "@/lib/save-file";
import { toast } from "@/lib/toast";

const FORMATS = ["yaml", "json"] as const;

/** The library as a file. */
export function ExportMenu() {
	const trigger = useRef<HTMLButtonElement>(null);
	const save = useMutation({
		mutationFn: async ({ format, published }: { format: FileFormat; published: boolean }) =>
			saveFile(`flows.${format}`, await exportFlows(format, published)),
		onSuccess: () => toast.success(text.exported),
		onError: (error) => toast.error(problemWords(error)),
	});
	useCommand("flows.export", () => {
		trigger.current?.focus();
		trigger.current?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
	});
	return (
		<Menu
			align="end"
			trigger={
				<Button ref={trigger} aria-disabled={save.isPending}>
					<FileDown aria-hidden="true" />
					{text.exportIt}
				</Button>
			}
		>
			{({ MenuItem, MenuSeparator }) => (
				<>
					{FORMATS.map((format) => (
						<MenuItem key={format} onSelect={() => save.mutate({ format, published: true })}>
							{text.exportPublished[format]}
						</MenuItem>
					))}
					<MenuSeparator />
					{FORMATS.map((format) => (
						<MenuItem key={format} onSelect={() => save.mutate({ format, published: false })}>
							{text.exportAll[format]}
						</MenuItem>
					))}
				</>
			)}
		</Menu>
	);
}
