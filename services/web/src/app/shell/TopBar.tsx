import { Menu } from "lucide-react";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { BellSlot } from "@/app/shell/BellSlot";
import { Sidebar } from "@/app/shell/Sidebar";
import { Button } from "@/components/ui/button";
import { strings } from "@/lib/strings";

/** On a narrow screen: the sidebar behind a button. */
export function TopBar() {
	const [open, setOpen] = useState(false);
	return (
		<div
			data-print="hidden"
			className="sticky top-0 z-20 flex items-center gap-2 border-border border-b bg-background px-3 py-2 md:hidden"
		>
			<Dialog.Root open={open} onOpenChange={setOpen}>
				<Dialog.Trigger asChild>
					<Button variant="ghost" size="icon" aria-label={strings.shell.openMenu}>
						<Menu />
					</Button>
				</Dialog.Trigger>
				<Dialog.Portal>
					<Dialog.Overlay className="fixed inset-0 z-40 bg-slate-950/60" />
					<Dialog.Content
						aria-describedby={undefined}
						className="fixed inset-y-0 left-0 z-50 w-72 max-w-[85vw] border-border border-r bg-popover"
					>
						<Dialog.Title className="sr-only">{strings.shell.navigation}</Dialog.Title>
						<Sidebar onGo={() => setOpen(false)} />
					</Dialog.Content>
				</Dialog.Portal>
			</Dialog.Root>
			<img src="/mark.svg" alt="" width={22} height={22} />
			<span className="mr-auto font-display font-semibold">{strings.common.productName}</span>
			<BellSlot align="end" />
		</div>
	);
}
