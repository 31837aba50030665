import type { RefObject } from "react";
import { Card, CardTitle } from "@/components/ui/card";
import { Field, Input, Textarea } from "@/components/ui/field";
import { faultOf, type Placed } from "@/features/flows/model/faults";
import type { Edited } from "@/features/review/model/edited";
import { reviewStrings as text } from "@/features/review/strings";

/** What a new flow is called, when it is used, and by which words it is found. */
export function EditedWords(props: {
	ref: RefObject<HTMLDivElement | null>;
	edited: Edited;
	placed: readonly Placed[];
	writable: boolean;
	change: (changes: Partial<Edited>, about: string) => void;
}) {
	const { edited, placed, change } = props;
	return (
		<Card ref={props.ref} className="grid gap-4">
			<CardTitle>{text.words}</CardTitle>
			<Field label={text.name} error={faultOf(placed, "name")}>
				{(ids) => (
					<Input
						{...ids}
						name="name"
						readOnly={!props.writable}
						maxLength={200}
						value={edited.name}
						onChange={(event) => change({ name: event.target.value }, "name")}
					/>
				)}
			</Field>
			<Field label={text.whenToUse} error={faultOf(placed, "description")}>
				{(ids) => (
					<Textarea
						{...ids}
						name="description"
						readOnly={!props.writable}
						rows={3}
						maxLength={5000}
						value={edited.description}
						onChange={(event) => change({ description: event.target.value }, "description")}
					/>
				)}
			</Field>
			<Field label={text.keywords} hint={text.keywordsEditHint} error={faultOf(placed, "match_keywords")}>
				{(ids) => (
					<Textarea
						{...ids}
						name="match_keywords"
						readOnly={!props.writable}
						rows={6}
						className="font-mono"
						value={edited.keywords}
						onChange={(event) => change({ keywords: event.target.value }, "keywords")}
					/>
				)}
			</Field>
		</Card>
	);
}
