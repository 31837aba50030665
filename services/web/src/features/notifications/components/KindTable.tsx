import { NativeSelect } from "@/components/ui/field";
import type { EmailMode, Kind, Preferences } from "@/features/notifications/api";
import { notificationStrings as text } from "@/features/notifications/strings";

type Choice = NonNullable<Preferences["kinds"][Kind]>;

const NONE: Choice = { in_app: false, email: "off" };

const MODES = Object.keys(text.emails) as EmailMode[];

/** Each kind with how it is told. */
export function KindTable(props: {
	kinds: readonly Kind[];
	chosen: Preferences["kinds"];
	onChange: (kind: Kind, choice: Choice) => void;
}) {
	return (
		<table className="w-full text-sm">
			<caption className="sr-only">{text.table}</caption>
			<thead>
				<tr className="text-left text-muted-foreground">
					<th scope="col" className="pb-2 font-medium">
						{text.kind}
					</th>
					<th scope="col" className="px-2 pb-2 text-center font-medium">
						{text.inApp}
					</th>
					<th scope="col" className="pb-2 font-medium">
						{text.email}
					</th>
				</tr>
			</thead>
			<tbody>
				{props.kinds.map((kind) => (
					<Row
						key={kind}
						kind={kind}
						choice={props.chosen[kind] ?? NONE}
						onChange={(choice) => props.onChange(kind, choice)}
					/>
				))}
			</tbody>
		</table>
	);
}

function Row({ kind, choice, onChange }: { kind: Kind; choice: Choice; onChange: (choice: Choice) => void }) {
	const { word, hint } = text.kinds[kind];
	return (
		<tr className="border-border border-t">
			<th scope="row" className="py-3 pr-2 text-left font-normal">
				<span className="block font-medium">{word}</span>
				<span className="text-muted-foreground max-sm:sr-only">{hint}</span>
			</th>
			<td className="px-2 text-center">
				<label className="inline-grid size-10 cursor-pointer place-items-center">
					<span className="sr-only">{text.inAppOf(word)}</span>
					<input
						type="checkbox"
						className="size-4.5 accent-primary"
						checked={choice.in_app}
						onChange={(event) => onChange({ ...choice, in_app: event.target.checked })}
					/>
				</label>
			</td>
			<td className="w-36">
				<NativeSelect
					aria-label={text.emailOf(word)}
					value={choice.email}
					onChange={(event) =>
						onChange({ ...choice, email: MODES.find((mode) => mode === event.target.value) ?? choice.email })
					}
				>
					{MODES.map((mode) => (
						<option key={mode} value={mode}>
							{text.emails[mode]}
						</option>
					))}
				</NativeSelect>
			</td>
		</tr>
	);
}
