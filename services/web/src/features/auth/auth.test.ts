import { expect, test } from "vitest";
import { mayAct } from "@/features/auth/api";
import { ownAddress } from "@/features/auth/route";

test.each(["/pilot/1?at=3", "/"])("given the address %s, when signed in, then it goes on there", (address) => {
	expect(ownAddress(address)).toBe(address);
});

test.each(["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", 7, undefined])(
	"given %s to go on to, when signed in, then it is left out",
	(address) => {
		expect(ownAddress(address)).toBeUndefined();
	},
);

test("given the roles, when compared, then each may what those below may, and operators stand beside", () => {
	expect(mayAct("account_admin", "engineer")).toBe(true);
	expect(mayAct("viewer", "engineer")).toBe(false);
	expect(mayAct("operator", "viewer")).toBe(false);
	expect(mayAct("operator", "operator")).toBe(true);
});
