import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Card } from "@/components/ui/card";
import { Field, Input, NativeSelect, Textarea } from "@/components/ui/field";
import { DOMAINS } from "@/features/flows/filters";
import type { Editor } from "@/features/flows/hooks/useEditor";
import { type Content, linesOf } from "@/features/flows/model/content";
import { faultOf, type Placed } from "@/features/flows/model/faults";
import { flowStrings as text } from "@/features/flows/strings";
import { formatDateTime } from "@/lib/dates";
import { percent } from "@/lib/percent";
import { strings } from "@/lib/strings";

const link = "text-primary underline underline-offset-4";

/** What the flow says about itself, and what came of it. */
export function FactsPanel({ editor, placed }: { editor: Editor; placed: readonly Placed[] }) {
	const { content, change, writable } = editor;
	const wrong = (name: keyof Content) => faultOf(placed, name);
	return (
		<Card className="grid gap-4">
			<Field label={text.name} error={content.name.trim() ? wrong("name") : text.nameNeeded}>
				{(ids) => (
					<Input
						{...ids}
						data-first
						value={content.name}
						maxLength={200}
						readOnly={!writable}
						onChange={({ target }) => change({ name: target.value }, "name")}
					/>
				)}
			</Field>
			<Field label={text.whenToUse} error={wrong("description")}>
				{(ids) => (
					<Textarea
						{...ids}
						value={content.description}
						maxLength={5000}
						readOnly={!writable}
						onChange={({ target }) => change({ description: target.value }, "description")}
					/>
				)}
			</Field>
			<Field label={text.domain} error={wrong("problem_domain")}>
				{(ids) => (
					<NativeSelect
						{...ids}
						value={content.problem_domain}
						disabled={!writable}
						onChange={({ target }) => change({ problem_domain: target.value })}
					>
						{DOMAINS.map((domain) => (
							<option key={domain} value={domain}>
								{strings.common.domains[domain]}
							</option>
						))}
					</NativeSelect>
				)}
			</Field>
			<Field label={text.category} hint={text.categoryHint} error={wrong("category")}>
				{(ids) => (
					<Input
						{...ids}
						value={content.category}
						maxLength={100}
						readOnly={!writable}
						onChange={({ target }) => change({ category: target.value }, "category")}
					/>
				)}
			</Field>
			<Lines
				label={text.keywords}
				hint={text.keywordsHint}
				error={wrong("match_keywords")}
				lines={content.match_keywords}
				readOnly={!writable}
				onChange={(match_keywords) => change({ match_keywords }, "keywords")}
			/>
			<Lines
				label={text.tags}
				hint={text.tagsHint}
				error={wrong("tags")}
				lines={content.tags}
				readOnly={!writable}
				onChange={(tags) => change({ tags }, "tags")}
			/>
			<Facts editor={editor} />
		</Card>
	);
}

/** A list, one on each line. What is typed stays as it is typed. */
function Lines(props: {
	label: string;
	hint: string;
	error: string | undefined;
	lines: readonly string[];
	readOnly: boolean;
	onChange: (lines: readonly string[]) => void;
}) {
	const [typed, setTyped] = useState(props.lines.join("\n"));
	const shown = isSame(linesOf(typed), props.lines) ? typed : props.lines.join("\n");
	return (
		<Field label={props.label} hint={props.hint} error={props.error}>
			{(ids) => (
				<Textarea
					{...ids}
					value={shown}
					readOnly={props.readOnly}
					onChange={({ target }) => {
						setTyped(target.value);
						props.onChange(linesOf(target.value));
					}}
				/>
			)}
		</Field>
	);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
	return a.length === b.length && a.every((line, at) => line === b[at]);
}

function Facts({ editor: { flow } }: { editor: Editor }) {
	const facts: [string, string][] = [
		[text.facts.version, flow.flow_version > 0 ? text.version(flow.flow_version) : text.draftNote],
		[text.facts.success, flow.success_rate === null ? text.noRate : percent(flow.success_rate)],
		[text.facts.matched, flow.last_matched_at ? formatDateTime(flow.last_matched_at) : text.neverMatched],
		[text.facts.origin, text.origins[flow.origin]],
		[text.facts.changed, formatDateTime(flow.updated_at)],
	];
	return (
		<dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 border-border border-t pt-4 text-sm">
			{facts.map(([name, value]) => (
				<div key={name} className="contents">
					<dt className="text-muted-foreground">{name}</dt>
					<dd>{value}</dd>
				</div>
			))}
			{(flow.category || flow.tags.length > 0) && (
				<div className="contents">
					<dt className="text-muted-foreground">{text.facts.alike}</dt>
					<dd className="flex flex-wrap gap-x-3 gap-y-1 break-words">
						{flow.category && (
							<Link to="/flows" search={{ category: flow.category }} className={link}>
								{text.inCategory(flow.category)}
							</Link>
						)}
						{flow.tags.map((tag) => (
							<Link key={tag} to="/flows" search={{ tag }} className={link}>
								{text.tagged(tag)}
							</Link>
						))}
					</dd>
				</div>
			)}
			{flow.source_session_id && (
				<div className="contents">
					<dt className="text-muted-foreground">{text.facts.source}</dt>
					<dd>
						<Link to="/pilot/$sessionId" params={{ sessionId: flow.source_session_id }} className={link}>
							{text.sourceCase}
						</Link>
					</dd>
				</div>
			)}
		</dl>
	);
}
