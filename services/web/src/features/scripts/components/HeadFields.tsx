import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useMe } from "@/app/shell/session";
import { Field, Input, NativeSelect, Textarea } from "@/components/ui/field";
import { categoriesQuery } from "@/features/scripts/api";
import type { TemplateDraft } from "@/features/scripts/draft";
import { SHELLS } from "@/features/scripts/filters";
import { scriptStrings as text } from "@/features/scripts/strings";
import { teamsQuery } from "@/lib/teams";

/** What a template is called, what it is for and for whom. */
export function HeadFields(props: {
	draft: TemplateDraft;
	faultAt: (where: string) => string | undefined;
	onChange: (changes: Partial<TemplateDraft>) => void;
}) {
	const { draft, onChange } = props;
	const categories = useQuery(categoriesQuery).data ?? [];
	const known = useId();
	/** What is not begun yet is not wrong yet. */
	const fault = (where: keyof TemplateDraft) => (draft[where] === "" ? undefined : props.faultAt(where));
	return (
		<div className="grid gap-4 sm:grid-cols-2">
			<Field label={text.name} error={fault("name")} className="content-start">
				{(ids) => (
					<Input
						{...ids}
						value={draft.name}
						maxLength={200}
						onChange={(event) => onChange({ name: event.target.value })}
					/>
				)}
			</Field>
			<Field label={text.category} hint={text.categoryHint} error={fault("category")}>
				{(ids) => (
					<>
						<Input
							{...ids}
							list={known}
							value={draft.category}
							maxLength={60}
							onChange={(event) => onChange({ category: event.target.value })}
						/>
						<datalist id={known}>
							{categories.map((category) => (
								<option key={category} value={category} />
							))}
						</datalist>
					</>
				)}
			</Field>
			<Field
				label={text.description}
				hint={text.descriptionHint}
				error={fault("description")}
				className="sm:col-span-2"
			>
				{(ids) => (
					<Textarea
						{...ids}
						rows={2}
						className="min-h-16"
						value={draft.description}
						maxLength={2000}
						onChange={(event) => onChange({ description: event.target.value })}
					/>
				)}
			</Field>
			<Field label={text.shell}>
				{(ids) => (
					<NativeSelect
						{...ids}
						value={draft.shell}
						onChange={(event) => onChange({ shell: SHELLS.find((shell) => shell === event.target.value) })}
					>
						{SHELLS.map((shell) => (
							<option key={shell} value={shell}>
								{text.shells[shell]}
							</option>
						))}
					</NativeSelect>
				)}
			</Field>
			<Whose teamId={draft.teamId} onChange={(teamId) => onChange({ teamId })} />
			<Field label={text.facts.slug} hint={text.slugHint} error={fault("slug")}>
				{(ids) => (
					<Input
						{...ids}
						value={draft.slug}
						maxLength={80}
						className="font-mono"
						onChange={(event) => onChange({ slug: event.target.value })}
					/>
				)}
			</Field>
		</div>
	);
}

function Whose({ teamId, onChange }: { teamId: string; onChange: (teamId: string) => void }) {
	const me = useMe();
	const teams = useQuery(teamsQuery).data ?? [];
	const offered = teams.filter(({ id }) => me.role === "account_admin" || id === me.team_id || id === teamId);
	return (
		<Field label={text.whose}>
			{(ids) => (
				<NativeSelect {...ids} value={teamId} onChange={(event) => onChange(event.target.value)}>
					<option value="">{text.everybody}</option>
					{offered.map(({ id, name }) => (
						<option key={id} value={id}>
							{name}
						</option>
					))}
				</NativeSelect>
			)}
		</Field>
	);
}
