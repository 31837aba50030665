import { Card, CardTitle } from "@/components/ui/card";
import { Field, Input, Textarea } from "@/components/ui/field";
import type { Edited } from "@/features/review/model/edited";
import { reviewStrings as text } from "@/features/review/strings";

/** What a new flow is called, when it is used, and by which words it is found. */
export function EditedWords(props: {
	edited: Edited;
	writable: boolean;
	change: (changes: Partial<Edited>, about: string) => void;
}) {
	const { edited, change } = props;
	return (
		<Card className="grid gap-4">
			<CardTitle>{text.words}</CardTitle>
			<Field label={text.name}>
				{(ids) => (
					<Input
						{...ids}
						readOnly={!props.writable}
						maxLength={200}
						value={edited.name}
						onChange={(event) => change({ name: event.target.value }, "name")}
					/>
				)}
			</Field>
			<Field label={text.whenToUse}>
				{(ids) => (
					<Textarea
						{...ids}
						readOnly={!props.writable}
						rows={3}
						maxLength={5000}
						value={edited.description}
						onChange={(event) => change({ description: event.target.value }, "description")}
					/>
				)}
			</Field>
			<Field label={text.keywords} hint={text.keywordsEditHint}>
				{(ids) => (
					<Textarea
						{...ids}
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
