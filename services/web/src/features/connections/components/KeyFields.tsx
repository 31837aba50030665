import { Field, Input } from "@/components/ui/field";
import type { Keys, Provider } from "@/features/connections/api";
import { KEYS } from "@/features/connections/providers";
import { connectionStrings as text } from "@/features/connections/strings";

const KEY_MAX = 1000;

/** The keys of a PSA, typed anew each time: what is there is never filled in, by us or by the browser. */
export function KeyFields(props: { provider: Provider; keys: Keys; error?: string; onChange: (keys: Keys) => void }) {
	const { provider, keys, onChange } = props;
	return (
		<fieldset className="grid gap-4">
			<legend className="mb-1 font-medium">{text.keysTitle}</legend>
			<p className="text-muted-foreground text-sm">{text.keysHint}</p>
			{KEYS[provider].map(({ name, label, secret, optional }) => (
				<Field
					key={name}
					label={optional ? `${label} ${text.optional}` : label}
					hint={optional}
					error={props.error && !optional && !keys[name]?.trim() ? props.error : undefined}
				>
					{(ids) => (
						<Input
							{...ids}
							type={secret ? "password" : "text"}
							autoComplete="off"
							autoCapitalize="none"
							spellCheck={false}
							data-1p-ignore
							data-lpignore="true"
							maxLength={KEY_MAX}
							className="font-mono"
							value={keys[name] ?? ""}
							onChange={(event) => onChange({ ...keys, [name]: event.target.value })}
						/>
					)}
				</Field>
			))}
		</fieldset>
	);
}
