import { useMe } from "@/app/shell/session";
import { mayAct } from "@/features/auth/api";
import { useLater } from "@/lib/later";

const loadBell = () => import("@/features/notifications/components/Bell");

/** The place of the bell, which comes after the page. Operators are told of nothing. */
export function BellSlot(props: { align: "start" | "end"; speaks?: boolean }) {
	const me = useMe();
	const Bell = useLater(loadBell);
	return <span className="size-9 shrink-0">{Bell && mayAct(me.role, "viewer") && <Bell {...props} />}</span>;
}
