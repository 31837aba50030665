import { CornerDownLeft, Plus, ScrollText, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field, Input, NativeSelect, Textarea } from "@/components/ui/field";
import { CommandTip } from "@/components/ui/tooltip";
import { canvasStrings } from "@/features/flow-canvas/strings";
import { type FlowNode, type FlowOption, headOf, type NodeType } from "@/features/flow-canvas/tree";
import { OptionFields } from "@/features/flows/components/OptionFields";
import { TargetSelect } from "@/features/flows/components/TargetSelect";
import { changeTelling } from "@/features/flows/hooks/change-telling";
import type { TreeEditor } from "@/features/flows/hooks/useEditor";
import { addOption, hangingBelow, MAX_OPTIONS, nodeAt, placesTo, retype, write } from "@/features/flows/model/edit";
import type { Placed } from "@/features/flows/model/faults";
import { flowStrings as text } from "@/features/flows/strings";
import { useCommand } from "@/lib/commands/react";

interface Props {
	editor: TreeEditor;
	chosen: FlowNode | null;
	placed: readonly Placed[];
	onGo: (id: string) => void;
	onRemove: () => void;
}

const TYPES = ["decision", "action", "solution"] as const;

/** The chosen node, to be written. */
export function NodePanel({ editor, chosen, placed, onGo, onRemove }: Props) {
	const { tree } = editor.content;
	if (!chosen)
		return (
			<Card className="grid justify-items-start gap-3">
				<p className="text-muted-foreground text-sm">{text.nothingChosen}</p>
				<Button size="sm" data-first onClick={() => onGo(tree.id)}>
					{text.chooseFirst}
				</Button>
			</Card>
		);
	const faults = placed.filter(({ nodeId }) => nodeId === chosen.id);
	return (
		<Card className="grid gap-4">
			{faults.length > 0 && (
				<ul className="grid gap-1 rounded-lg border border-danger/40 p-3 text-danger text-sm">
					{faults.map(({ fault }) => (
						<li key={`${fault.code} ${fault.detail}`}>{fault.detail}</li>
					))}
				</ul>
			)}
			<Fields key={chosen.id} editor={editor} node={chosen} onGo={onGo} />
			<LedBy tree={tree} node={chosen} onGo={onGo} />
			{editor.writable && chosen.id !== tree.id && (
				<CommandTip id="flow.remove">
					<Button size="sm" variant="ghost" className="justify-self-start text-danger" onClick={onRemove}>
						<Trash2 aria-hidden="true" />
						{removeWords(hangingBelow(tree, chosen.id).length - 1)}
					</Button>
				</CommandTip>
			)}
		</Card>
	);
}

function removeWords(below: number): string {
	return below > 0 ? text.removeWithBelow(below) : text.remove;
}

function Fields({ editor, node, onGo }: { editor: TreeEditor; node: FlowNode; onGo: (id: string) => void }) {
	const { tree } = editor.content;
	const readOnly = !editor.writable;
	const say = (name: "title" | "question" | "help_text" | "description") => ({
		value: node[name] ?? "",
		readOnly,
		onChange: ({ target }: { target: { value: string } }) =>
			editor.changeTree((now) => write(now, node.id, name, target.value), `${name} ${node.id}`),
	});
	const script = node.script as { slug?: string } | null | undefined;
	return (
		<>
			{node.type === "decision" ? (
				<>
					<Field label={text.question} hint={text.questionHint}>
						{(ids) => <Textarea {...ids} {...say("question")} data-first maxLength={5000} className="min-h-20" />}
					</Field>
					<Field label={text.helpText}>
						{(ids) => <Textarea {...ids} {...say("help_text")} maxLength={5000} className="min-h-16" />}
					</Field>
					<Options editor={editor} node={node} onGo={onGo} />
				</>
			) : (
				<>
					<Field label={text.nodeTitle}>
						{(ids) => <Input {...ids} {...say("title")} data-first maxLength={500} />}
					</Field>
					<Field label={node.type === "action" ? text.description : text.solutionDescription}>
						{(ids) => <Textarea {...ids} {...say("description")} maxLength={5000} className="min-h-28" />}
					</Field>
					{node.type === "action" && (
						<TargetSelect
							editor={editor}
							place={{ id: node.id, option: null }}
							label={text.goesOnTo}
							none={text.theEnd}
							onGo={onGo}
						/>
					)}
				</>
			)}
			{script?.slug && (
				<p className="flex items-center gap-2 text-muted-foreground text-sm">
					<ScrollText aria-hidden="true" className="size-4" />
					{text.scriptNote(script.slug)}
				</p>
			)}
			<Field label={text.type} hint={node.id === tree.id ? text.rootType : undefined}>
				{(ids) => (
					<NativeSelect
						{...ids}
						value={node.type}
						disabled={readOnly || node.id === tree.id}
						onChange={({ target }) => changeTelling(editor, (now) => retype(now, node.id, target.value as NodeType))}
					>
						{TYPES.map((type) => (
							<option key={type} value={type}>
								{canvasStrings.types[type]}
							</option>
						))}
					</NativeSelect>
				)}
			</Field>
		</>
	);
}

function Options({ editor, node, onGo }: { editor: TreeEditor; node: FlowNode; onGo: (id: string) => void }) {
	const options = node.options ?? [];
	const add = () => editor.changeTree((now) => addOption(now, node.id));
	const mayAdd = editor.writable && options.length < MAX_OPTIONS;
	useCommand("flow.addOption", add, { enabled: mayAdd });
	return (
		<fieldset className="grid gap-3">
			<legend className="mb-2 font-medium text-sm">{text.options}</legend>
			{options.map((option, at) => (
				<OptionFields
					key={keyOf(options, at)}
					editor={editor}
					place={{ id: node.id, option: at }}
					option={option}
					onGo={onGo}
				/>
			))}
			{editor.writable &&
				(mayAdd ? (
					<CommandTip id="flow.addOption">
						<Button size="sm" className="justify-self-start" onClick={add}>
							<Plus aria-hidden="true" />
							{text.addOption}
						</Button>
					</CommandTip>
				) : (
					<p className="text-muted-foreground text-sm">{text.optionsFull}</p>
				))}
		</fieldset>
	);
}

function LedBy({ tree, node, onGo }: { tree: FlowNode; node: FlowNode; onGo: (id: string) => void }) {
	if (node.id === tree.id) return null;
	const places = placesTo(tree, node.id);
	return (
		<div className="grid gap-1 text-sm">
			<h3 className="font-medium">{text.ledBy}</h3>
			{places.length === 0 && <p className="text-warning">{text.ledByNone}</p>}
			<ul className="grid">
				{places.map(({ id, option }) => (
					<li key={`${id} ${option}`}>
						<button
							type="button"
							className="flex w-full items-start gap-2 rounded-lg px-2 py-1 text-left text-muted-foreground hover:bg-accent hover:text-foreground"
							onClick={() => onGo(id)}
						>
							<CornerDownLeft aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
							<span className="line-clamp-2">{placeWords(tree, id, option)}</span>
						</button>
					</li>
				))}
			</ul>
		</div>
	);
}

function placeWords(tree: FlowNode, id: string, option: number | null): string {
	const node = nodeAt(tree, id);
	const head = (node && headOf(node)) || canvasStrings.untitled.action;
	const answer = option === null ? null : node?.options?.[option]?.label?.trim();
	return answer ? text.byAnswer(head, answer) : head;
}

/** An answer keeps its field, and the focus in it, where it moves; one that shares its id is known by its place. */
function keyOf(options: readonly FlowOption[], at: number): string | number {
	const id = options[at]?.id;
	return id && options.filter((option) => option.id === id).length === 1 ? id : at;
}
