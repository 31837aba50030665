import { screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { TemplateEditor } from "@/features/scripts/components/TemplateEditor";
import { draftOf, EMPTY } from "@/features/scripts/draft";
import { makeTemplate } from "@/features/scripts/test-kit";
import { type Answers, json, MAYA, makeServer, problem, renderAs } from "@/test/render";

const LEAD = { ...MAYA, role: "team_admin" as const };
const TEMPLATE = makeTemplate({ version: 4, template_version: 3 });

afterEach(() => void vi.unstubAllGlobals());

async function editor(answers: Answers = {}, template: typeof TEMPLATE | null = TEMPLATE) {
	const server = makeServer({
		"GET /script-templates/categories": ["Active Directory"],
		"GET /teams": [
			{ id: "team-1", name: "Service Desk" },
			{ id: "team-2", name: "Projects" },
		],
		"POST /script-templates/validate": { valid: true, faults: [] },
		...answers,
	});
	vi.stubGlobal("fetch", server.fetch);
	const first = template ? draftOf(template) : EMPTY;
	const { user, router } = await renderAs(LEAD, <TemplateEditor template={template} first={first} kept="test" />);
	const saved = () => server.sent.filter(({ path }) => !path.endsWith("/validate"));
	return { user, router, saved, sent: server.sent };
}

test("given a template, when it is typed, then the server is asked once the typing rests", async () => {
	const { user, sent } = await editor();
	await screen.findByText("Nothing is wrong with it.");
	const asked = sent.length;

	await user.type(screen.getByLabelText("Name"), " again");

	await waitFor(() => expect(sent.length).toBe(asked + 1), { timeout: 2000 });
	expect(sent.at(-1)?.body).toMatchObject({ name: "Reset a password again" });
});

test("given faults, when one has a line, then a click goes there", async () => {
	const faults = [{ code: "not_an_argument", where: "body", message: "Not there.", line: 2 }];
	const template = makeTemplate({ body: "first\nsecond {{ user }} {{ secret }}\nthird\n" });
	const { user } = await editor({ "POST /script-templates/validate": { valid: false, faults } }, template);

	await user.click(await screen.findByRole("button", { name: "Go to line 2: Not there." }));

	const area = screen.getByLabelText<HTMLTextAreaElement>("Template");
	expect(area).toHaveFocus();
	expect(area).toBeInvalid();
	expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe("second {{ user }} {{ secret }}");
});

test("given a fault of a field, when it is told, then it stands at the field", async () => {
	const faults = [{ code: "slug", where: "slug", message: "No slug.", line: null }];
	await editor({ "POST /script-templates/validate": { valid: false, faults } });

	await waitFor(() => expect(screen.getByLabelText("Slug")).toBeInvalid());
});

test("given a placeholder that is not declared, when it is added, then it is a parameter with a label", async () => {
	const { user } = await editor({}, makeTemplate({ body: "a {{ user }} {{ host_name }}" }));

	await user.click(screen.getByRole("button", { name: "Add host_name" }));

	expect(screen.getAllByLabelText("Key").map((field) => (field as HTMLInputElement).value)).toEqual([
		"user",
		"secret",
		"host_name",
	]);
	expect(screen.getAllByLabelText("Label").at(-1)).toHaveValue("Host name");
	await user.click(screen.getByRole("button", { name: "Move host_name up" }));
	await user.click(screen.getByRole("button", { name: "Remove secret" }));
	expect(screen.getAllByLabelText("Key").map((field) => (field as HTMLInputElement).value)).toEqual([
		"user",
		"host_name",
	]);
});

test("given a template, when it is saved, then as of the version that was read", async () => {
	const { user, saved, router } = await editor({ "PATCH /script-templates/template-1": { ...TEMPLATE, version: 5 } });
	await user.click(screen.getByRole("button", { name: "Save" }));

	await waitFor(() => expect(router.state.location.pathname).toBe("/script-templates/template-1"));
	expect(saved()).toHaveLength(1);
	expect(saved()[0]?.body).toMatchObject({ name: TEMPLATE.name, slug: TEMPLATE.slug });
	expect(sessionStorage.getItem("rf.draft.template.test")).toBeNull();
});

test("given that somebody else saved, when mine is saved, then it is kept and may go over theirs", async () => {
	let tries = 0;
	const answer = () =>
		++tries === 1 ? problem(412, "changed", "Somebody changed it.", { version: 9 }) : json(TEMPLATE);
	const { user, saved } = await editor({ "PATCH /script-templates/template-1": answer });
	await user.click(screen.getByRole("button", { name: "Save" }));
	await user.click(await screen.findByRole("button", { name: "Save mine over it" }));

	await waitFor(() => expect(saved()).toHaveLength(2));
	expect(saved()[0]?.key).not.toBe(saved()[1]?.key);
});

test("given a draft of before, when the page opens again, then it is back and can be discarded", async () => {
	sessionStorage.setItem("rf.draft.template.test", JSON.stringify({ ...draftOf(TEMPLATE), name: "Half written" }));
	const { user } = await editor();

	expect(screen.getByLabelText("Name")).toHaveValue("Half written");
	await user.click(screen.getByRole("button", { name: "Discard it" }));
	expect(screen.getByLabelText("Name")).toHaveValue(TEMPLATE.name);
});

test("given a team's lead, when it is chosen who may use a template, then only their team and everybody are offered", async () => {
	await editor();

	const whose = await screen.findByRole("option", { name: "Service Desk" });
	expect(whose).toBeInTheDocument();
	expect(screen.queryByRole("option", { name: "Projects" })).not.toBeInTheDocument();
});
