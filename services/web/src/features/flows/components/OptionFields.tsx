import { ArrowUp, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import type { FlowOption } from "@/features/flow-canvas/tree";
import { TargetSelect } from "@/features/flows/components/TargetSelect";
import { changeTelling } from "@/features/flows/hooks/change-telling";
import type { TreeEditor } from "@/features/flows/hooks/useEditor";
import { label, moveOption, type Place, removeOption } from "@/features/flows/model/edit";
import { flowStrings as text } from "@/features/flows/strings";

/** An answer of a question: what it says, where it leads. */
export function OptionFields(props: {
	editor: TreeEditor;
	place: Place & { option: number };
	option: FlowOption;
	onGo: (id: string) => void;
}) {
	const { editor, place, option } = props;
	const number = place.option + 1;
	const change = editor.changeTree;
	return (
		<div className="grid gap-1.5 rounded-lg border border-border p-2.5">
			<div className="flex items-center gap-1">
				<Input
					aria-label={text.option(number)}
					placeholder={text.option(number)}
					value={option.label ?? ""}
					maxLength={500}
					readOnly={!editor.writable}
					onChange={({ target }) => change((now) => label(now, place, target.value), `option ${place.id} ${number}`)}
				/>
				{editor.writable && (
					<>
						<Move
							label={text.moveUp(number)}
							disabled={number === 1}
							onClick={() => number > 1 && change((now) => moveOption(now, place, -1))}
						>
							<ArrowUp aria-hidden="true" />
						</Move>
						<Move
							label={text.removeOption(number)}
							onClick={() => changeTelling(editor, (now) => removeOption(now, place))}
						>
							<X aria-hidden="true" />
						</Move>
					</>
				)}
			</div>
			<TargetSelect
				editor={editor}
				place={place}
				label={text.leadsTo(number)}
				hidden
				none={text.nowhere}
				onGo={props.onGo}
			/>
		</div>
	);
}

function Move(props: { label: string; disabled?: boolean; onClick: () => void; children: React.ReactNode }) {
	return (
		<Button
			variant="ghost"
			size="icon"
			className="size-8"
			aria-label={props.label}
			aria-disabled={props.disabled} // it keeps the focus as its answer comes to be the first
			onClick={props.onClick}
		>
			{props.children}
		</Button>
	);
}
