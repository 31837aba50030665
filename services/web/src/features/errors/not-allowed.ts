import type { Role } from "@/features/auth/api";

/** The page is for another role. */
export class NotAllowed extends Error {
	constructor(readonly needed: Role) {
		super("Not for this role.");
		this.name = "NotAllowed";
	}
}
