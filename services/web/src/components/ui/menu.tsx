import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

/** A menu that opens from its trigger. */
export function Menu({ trigger, children }: { trigger: ReactNode; children: ReactNode }) {
	return (
		<Radix.Root>
			<Radix.Trigger asChild>{trigger}</Radix.Trigger>
			<Radix.Portal>
				<Radix.Content
					sideOffset={6}
					className="z-50 min-w-56 rounded-xl border border-border bg-popover p-1.5 text-popover-foreground shadow-xl"
				>
					{children}
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	);
}

export function MenuItem({ className, ...rest }: ComponentProps<typeof Radix.Item>) {
	return (
		<Radix.Item
			className={cn(
				"flex cursor-pointer items-center gap-2.5 rounded-lg px-3 py-2 text-sm outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-accent [&_svg]:size-4",
				className,
			)}
			{...rest}
		/>
	);
}

export function MenuLabel({ className, ...rest }: ComponentProps<typeof Radix.Label>) {
	return <Radix.Label className={cn("px-3 py-2 text-muted-foreground text-sm", className)} {...rest} />;
}

export function MenuSeparator() {
	return <Radix.Separator className="my-1 h-px bg-border" />;
}
