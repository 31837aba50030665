import { Field, Input } from "@/components/ui/field";
import type { Draft, Faults } from "@/features/connections/draft";
import { COMPANY } from "@/features/connections/providers";
import { connectionStrings as text } from "@/features/connections/strings";

/** What a connection is called and where it leads. */
export function PlaceFields(props: { draft: Draft; faults: Faults; onChange: (changes: Partial<Draft>) => void }) {
	const { draft, faults, onChange } = props;
	const company = COMPANY[draft.provider];
	return (
		<>
			<Field label={text.name} hint={text.nameHint} error={faults.name}>
				{(ids) => (
					<Input
						{...ids}
						autoComplete="off"
						maxLength={100}
						value={draft.name}
						onChange={(event) => onChange({ name: event.target.value })}
					/>
				)}
			</Field>
			<Field label={text.address} hint={text.addressHints[draft.provider]} error={faults.address}>
				{(ids) => (
					<Input
						{...ids}
						inputMode="url"
						autoComplete="off"
						autoCapitalize="none"
						spellCheck={false}
						maxLength={500}
						value={draft.address}
						onChange={(event) => onChange({ address: event.target.value })}
					/>
				)}
			</Field>
			{company !== "none" && (
				<Field
					label={company === "optional" ? `${text.company} ${text.optional}` : text.company}
					hint={text.companyHints[draft.provider]}
					error={faults.company}
				>
					{(ids) => (
						<Input
							{...ids}
							autoComplete="off"
							autoCapitalize="none"
							spellCheck={false}
							maxLength={200}
							value={draft.company}
							onChange={(event) => onChange({ company: event.target.value })}
						/>
					)}
				</Field>
			)}
		</>
	);
}
