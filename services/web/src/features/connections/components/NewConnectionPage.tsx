import { Link, useNavigate } from "@tanstack/react-router";
import { PlugZap } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { Page } from "@/components/page";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ProblemNote } from "@/components/ui/problem-note";
import { RadioCard } from "@/components/ui/radio-card";
import { Spinner } from "@/components/ui/spinner";
import { type Provider, send } from "@/features/connections/api";
import { BackLink } from "@/features/connections/components/BackLink";
import { KeyFields } from "@/features/connections/components/KeyFields";
import { PlaceFields } from "@/features/connections/components/PlaceFields";
import { type Draft, EMPTY, faultsOf, newOf } from "@/features/connections/draft";
import { PROVIDERS } from "@/features/connections/providers";
import { connectionStrings as text } from "@/features/connections/strings";
import { newKey } from "@/lib/api";
import { keys } from "@/lib/queries";
import { strings } from "@/lib/strings";
import { toast } from "@/lib/toast";
import { useSend } from "@/lib/use-send";

/** A new connection; once it is there it is tried. */
export function NewConnectionPage() {
	return (
		<Page title={text.newTitle} className="max-w-3xl content-start">
			<BackLink />
			<NewConnection />
		</Page>
	);
}

/** The form of a new connection. Nothing of it is kept in the tab: it holds keys. */
export function NewConnection() {
	const navigate = useNavigate();
	const [draft, setDraft] = useState(EMPTY);
	const [tried, setTried] = useState(false);
	const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes });
	const found = faultsOf(draft, true);
	const add = useSend(addAndTest, {
		old: [keys.connections],
		quiet: true,
		secret: true,
		onDone: ({ id, name, works }) => {
			if (works) toast.success(text.added(name));
			else toast.error(text.addedNotWorking(name));
			void navigate({ to: "/settings/psa/$connectionId", params: { connectionId: id }, replace: true });
		},
	});
	const submit = (event: FormEvent) => {
		event.preventDefault();
		setTried(true);
		if (Object.keys(found).length === 0 && !add.isPending) add.mutate(draft);
	};
	const faults = tried ? found : {};
	return (
		<form onSubmit={submit} noValidate autoComplete="off">
			<Card className="grid gap-6">
				<ProviderChoice value={draft.provider} onChange={(provider) => change({ provider, keys: {} })} />
				<PlaceFields draft={draft} faults={faults} onChange={change} />
				<KeyFields
					provider={draft.provider}
					keys={draft.keys}
					error={faults.keys}
					onChange={(typed) => change({ keys: typed })}
				/>
				{add.isError && <ProblemNote error={add.error} />}
				<div className="flex flex-wrap justify-end gap-2">
					<Button asChild>
						<Link to="/settings/psa">{strings.common.cancel}</Link>
					</Button>
					<Button type="submit" variant="primary" aria-disabled={add.isPending}>
						{add.isPending ? <Spinner /> : <PlugZap aria-hidden="true" />}
						{text.add}
					</Button>
				</div>
			</Card>
		</form>
	);
}

/** Whether it works is found out at once; where that cannot be said now, the page of the connection does it again. */
async function addAndTest(key: string, draft: Draft): Promise<{ id: string; name: string; works: boolean }> {
	const { id } = await send.add(newOf(draft), key);
	const tested = await send.test(id, newKey()).catch(() => null);
	return { id, name: draft.name.trim(), works: tested?.ok ?? false };
}

function ProviderChoice({ value, onChange }: { value: Provider; onChange: (provider: Provider) => void }) {
	const name = useId();
	return (
		<fieldset>
			<legend className="mb-2 font-medium text-sm">{text.provider}</legend>
			<div className="grid gap-2 sm:grid-cols-3">
				{PROVIDERS.map((provider) => (
					<RadioCard
						key={provider}
						name={name}
						label={text.providers[provider]}
						checked={provider === value}
						onChoose={() => onChange(provider)}
					/>
				))}
			</div>
		</fieldset>
	);
}
