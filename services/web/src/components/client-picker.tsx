import { useQuery } from "@tanstack/react-query";
import { Building2, ChevronsUpDown } from "lucide-react";
import { useEffect, useRef } from "react";
import { allClientsQuery } from "@/lib/clients";
import { cn } from "@/lib/cn";
import { useLater } from "@/lib/later";

const loadList = () => import("@/components/client-list");

interface Picking {
	label: string;
	/** The entry for none of them. */
	nobody: string;
	searchLabel: string;
	nothing: string;
	value: string | null;
	onChange: (id: string | null) => void;
	open: boolean;
	onOpenChange: (open: boolean) => void;
}

/** Chooses a client company by typing a part of its name. What opens is loaded after the page. */
export function ClientPicker({ className, ...picking }: Picking & { className?: string }) {
	const { data: clients } = useQuery(allClientsQuery);
	const List = useLater(loadList, picking.open);
	const button = useRef<HTMLButtonElement>(null);
	const focused = useRef(false);
	const hadFocus = focused.current && !picking.open;
	useEffect(() => {
		if (List && hadFocus) button.current?.focus(); // the list brings a button of its own into this one's place
	}, [List, hadFocus]);
	const chosen = clients?.find(({ id }) => id === picking.value);
	const trigger = (
		<button
			ref={button}
			type="button"
			aria-haspopup="dialog"
			aria-expanded={picking.open}
			aria-label={`${picking.label}: ${chosen?.name ?? picking.nobody}`}
			onFocus={() => {
				focused.current = true;
			}}
			onBlur={() => {
				focused.current = false;
			}}
			onClick={List ? undefined : () => picking.onOpenChange(true)}
			className={cn(
				"flex h-10 min-w-0 items-center gap-2 rounded-lg border border-input bg-background/60 px-3 text-left text-sm hover:bg-accent/60",
				className,
			)}
		>
			<Building2 aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
			<span className={cn("grow truncate", !chosen && "text-muted-foreground")}>{chosen?.name ?? picking.nobody}</span>
			<ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
		</button>
	);
	return List ? <List {...picking} trigger={trigger} /> : trigger;
}
