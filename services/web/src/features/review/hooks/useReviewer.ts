import { useMe } from "@/app/shell/session";
import { mayAct } from "@/features/auth/api";

/** Whether I may decide proposals. */
export function useReviewer(): boolean {
	return mayAct(useMe().role, "team_admin");
}
