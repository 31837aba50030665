import { type Me, mayAct } from "@/features/auth/api";

/** A team's lead edits what is their team's and everybody's, an administrator of the account all. */
export function mayEdit(me: Me, template: { team_id: string | null }): boolean {
	if (me.role === "account_admin") return true;
	return mayAct(me.role, "team_admin") && (template.team_id === null || template.team_id === me.team_id);
}
