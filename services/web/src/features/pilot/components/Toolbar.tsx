import { ImagePlus, ScrollText } from "lucide-react";
import { useRef, useState } from "react";
import { ClientPicker } from "@/components/client-picker";
import { Button } from "@/components/ui/button";
import { CommandTip } from "@/components/ui/tooltip";
import { TicketButton } from "@/features/pilot/components/TicketButton";
import { LIMITS } from "@/features/pilot/intake";
import type { IntakeForm } from "@/features/pilot/use-intake";
import { useCommand } from "@/lib/commands/react";
import { strings } from "@/lib/strings";

const text = strings.pilot;

/** What else can be given, below the words. */
export function Toolbar({ form, onLog }: { form: IntakeForm; onLog: () => void }) {
	const [choosing, setChoosing] = useState(false);
	const file = useRef<HTMLInputElement>(null);
	const choosePictures = () => file.current?.click();
	useCommand("pilot.pictures", choosePictures);
	useCommand("pilot.client", () => setChoosing(true));
	const count = form.pictures.list.length;
	return (
		<div className="flex flex-wrap items-center gap-2 border-border border-t p-3">
			<input
				ref={file}
				type="file"
				multiple
				hidden
				accept="image/png,image/jpeg,image/webp,image/gif,text/*,.log"
				onChange={(event) => {
					form.addFiles([...(event.target.files ?? [])]);
					event.target.value = "";
				}}
			/>
			<CommandTip id="pilot.pictures">
				<Button variant="ghost" className="px-3" aria-label={text.addPictures} onClick={choosePictures}>
					<ImagePlus aria-hidden="true" />
					{text.pictures}
					{count > 0 && (
						<span className="text-muted-foreground text-xs tabular-nums">
							{text.picturesCount(count, LIMITS.pictures)}
						</span>
					)}
				</Button>
			</CommandTip>
			<CommandTip id="pilot.log">
				<Button variant="ghost" className="px-3" aria-label={text.addLog} onClick={onLog}>
					<ScrollText aria-hidden="true" />
					{text.log}
				</Button>
			</CommandTip>
			<TicketButton form={form} />
			<ClientPicker
				label={text.client}
				nobody={text.noClient}
				searchLabel={text.searchClient}
				nothing={text.noSuchClient}
				value={form.client.text || null}
				onChange={(id) => form.client.set(id ?? "")}
				open={choosing}
				onOpenChange={setChoosing}
				className="w-full sm:ml-auto sm:w-60"
			/>
		</div>
	);
}
