import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { cn } from "@/lib/cn";
import { CommandLayer } from "@/lib/commands/react";
import { strings } from "@/lib/strings";

export const DialogClose = Radix.Close;

/**
 * A modal dialog. While it is open the page's own commands are silent; Esc closes it unless it is `stubborn`. What had
 * the focus has it again afterwards.
 */
export function Dialog(props: {
	open: boolean;
	onOpenChange: (open: boolean) => void;
	title: ReactNode;
	description?: ReactNode;
	stubborn?: boolean;
	/** Called when it is gone and the focus is back where it was. */
	onClosed?: () => void;
	className?: string;
	children: ReactNode;
}) {
	const before = useRef<Element | null>(null);
	const hold = props.stubborn ? (event: Event) => event.preventDefault() : undefined;
	return (
		<Radix.Root open={props.open} onOpenChange={props.onOpenChange}>
			<Radix.Portal>
				<Radix.Overlay className="fixed inset-0 z-40 bg-slate-950/60 backdrop-blur-sm data-[state=open]:animate-in data-[state=open]:fade-in" />
				<Radix.Content
					onEscapeKeyDown={hold}
					onPointerDownOutside={hold}
					onOpenAutoFocus={() => {
						before.current = document.activeElement;
					}}
					onCloseAutoFocus={(event) => {
						event.preventDefault(); // Radix knows only a trigger, and ours are opened by commands too
						giveFocusTo(before.current);
						props.onClosed?.();
					}}
					{...(props.description ? {} : { "aria-describedby": undefined })}
					className={cn(
						"-translate-x-1/2 fixed top-[8vh] left-1/2 z-50 grid max-h-[84vh] w-[min(36rem,calc(100vw-2rem))] gap-4 overflow-y-auto rounded-card border border-border bg-popover p-6 text-popover-foreground shadow-2xl",
						props.className,
					)}
				>
					<CommandLayer>
						<header className="grid gap-1 pr-8">
							<Radix.Title className="font-semibold text-xl">{props.title}</Radix.Title>
							{props.description && (
								<Radix.Description className="text-muted-foreground text-sm">{props.description}</Radix.Description>
							)}
						</header>
						{props.children}
						{!props.stubborn && (
							<Radix.Close
								aria-label={strings.common.close}
								className="absolute top-4 right-4 rounded-md p-2 text-muted-foreground hover:bg-accent hover:text-foreground"
							>
								<X className="size-4" />
							</Radix.Close>
						)}
					</CommandLayer>
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	);
}

function giveFocusTo(element: Element | null): void {
	const target = element?.isConnected ? element : document.querySelector("main");
	if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}
