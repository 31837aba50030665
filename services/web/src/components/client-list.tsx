import { useQuery } from "@tanstack/react-query";
import { Command as Cmdk } from "cmdk";
import { Check } from "lucide-react";
import { Popover } from "radix-ui";
import type { ReactElement } from "react";
import { ProblemNote } from "@/components/ui/problem-note";
import { allClientsQuery } from "@/lib/clients";

/** The client companies, to be found by typing; it opens from its trigger. */
export default function ClientList(props: {
	trigger: ReactElement;
	label: string;
	nobody: string;
	searchLabel: string;
	nothing: string;
	value: string | null;
	onChange: (id: string | null) => void;
	open: boolean;
	onOpenChange: (open: boolean) => void;
}) {
	const { data: clients, error, refetch } = useQuery(allClientsQuery);
	const choose = (id: string | null) => {
		props.onChange(id);
		props.onOpenChange(false);
	};
	return (
		<Popover.Root open={props.open} onOpenChange={props.onOpenChange}>
			<Popover.Trigger asChild>{props.trigger}</Popover.Trigger>
			<Popover.Portal>
				<Popover.Content
					align="start"
					sideOffset={6}
					aria-label={props.label}
					className="z-50 w-[min(20rem,calc(100vw-2rem))] rounded-xl border border-border bg-popover p-2 text-popover-foreground shadow-xl"
				>
					<Cmdk label={props.label} loop className="grid gap-2">
						<Cmdk.Input
							placeholder={props.searchLabel}
							className="h-10 w-full rounded-lg border border-input bg-background/60 px-3 text-base sm:text-sm"
						/>
						<Cmdk.List className="max-h-72 overflow-y-auto">
							<Cmdk.Empty className="p-3 text-muted-foreground text-sm">{props.nothing}</Cmdk.Empty>
							<Choice value="" name={props.nobody} chosen={props.value === null} onChoose={() => choose(null)} />
							{clients?.map(({ id, name }) => (
								<Choice key={id} value={id} name={name} chosen={id === props.value} onChoose={() => choose(id)} />
							))}
						</Cmdk.List>
					</Cmdk>
					{error && !clients && <ProblemNote error={error} onRetry={() => void refetch()} className="mt-2" />}
				</Popover.Content>
			</Popover.Portal>
		</Popover.Root>
	);
}

function Choice(props: { value: string; name: string; chosen: boolean; onChoose: () => void }) {
	return (
		<Cmdk.Item
			value={`${props.name} ${props.value}`}
			onSelect={props.onChoose}
			className="flex cursor-pointer items-center gap-2 rounded-lg px-3 py-2 text-sm data-[selected=true]:bg-accent"
		>
			<span className="grow truncate">{props.name}</span>
			{props.chosen && <Check aria-hidden="true" className="size-4 text-primary" />}
		</Cmdk.Item>
	);
}
