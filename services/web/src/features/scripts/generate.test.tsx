import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import GenerateScript from "@/features/scripts/components/GenerateScript";
import { makeGenerated, makeParameter, makeTemplate } from "@/features/scripts/test-kit";
import { MAYA, makeServer, problem, renderAs } from "@/test/render";

const SECRET = "Pl4nted-secret";
const RESET = makeTemplate();
const DISK = makeTemplate({
	id: "template-2",
	name: "Disk space",
	slug: "disk-space",
	shell: "bash",
	description: "What fills it.",
	parameters_schema: { parameters: [makeParameter("folder", { default: "/" })] },
});

afterEach(() => void vi.unstubAllGlobals());

async function dialog(
	answers: Record<string, unknown> = {},
	props: Partial<Parameters<typeof GenerateScript>[0]> = {},
) {
	const server = makeServer({
		"GET /script-templates": [RESET, DISK],
		"GET /script-templates/template-1": RESET,
		"GET /script-templates/template-2": DISK,
		"POST /ai-sessions/case-1/scripts": makeGenerated(RESET, `Set-It 'anna' '${SECRET}'\n`),
		...answers,
	});
	vi.stubGlobal("fetch", server.fetch);
	const onClose = vi.fn();
	const { user, client } = await renderAs(MAYA, <GenerateScript sessionId="case-1" onClose={onClose} {...props} />);
	return { user, client, sent: server.sent, onClose };
}

const suggestion = { templateId: "template-1", preFilled: { user: "anna", secret: "[redacted]" } };

test("given no suggestion, when a template is typed for, then Enter takes the one that matches", async () => {
	const { user } = await dialog();

	await user.type(await screen.findByRole("combobox"), "fills");
	expect(await screen.findAllByRole("option")).toHaveLength(1);
	await user.keyboard("{Enter}");

	expect(await screen.findByLabelText("Folder")).toHaveValue("/");
});

test("given templates, when the arrows are used, then the chosen one is told and taken", async () => {
	const { user } = await dialog();
	const field = await screen.findByRole("combobox");
	await screen.findAllByRole("option");

	await user.keyboard("{ArrowDown}");
	const second = screen.getByRole("option", { name: /Disk space/ });
	expect(second).toHaveAttribute("aria-selected", "true");
	expect(field).toHaveAttribute("aria-activedescendant", second.id);
	await user.keyboard("{Enter}");

	expect(await screen.findByLabelText("Folder")).toBeInTheDocument();
});

test("given FlowPilot's suggestion, when the form opens, then it is filled in but for the password", async () => {
	await dialog({}, { suggestion });

	expect(await screen.findByLabelText("User")).toHaveValue("anna");
	expect(screen.getByText("Filled in by FlowPilot; check it.")).toBeInTheDocument();
	const secret = screen.getByLabelText("Secret");
	expect(secret).toHaveValue("");
	expect(secret).toHaveAttribute("type", "password");
	expect(secret).toHaveAttribute("autocomplete", "new-password");
});

test("given a form with a gap, when it is sent, then the gap is named and nothing goes out", async () => {
	const { user, sent } = await dialog({}, { suggestion });
	await screen.findByLabelText("User");

	await user.click(screen.getByRole("button", { name: "Make the script" }));

	expect(await screen.findByText("Secret is needed.")).toBeInTheDocument();
	expect(screen.getByLabelText("Secret")).toBeInvalid();
	await waitFor(() => expect(screen.getByLabelText("Secret")).toHaveFocus());
	expect(sent).toEqual([]);
});

test("given a complete form, when it is sent, then the script is shown, and the password is kept nowhere", async () => {
	const { user, sent, client } = await dialog({}, { suggestion, fixId: "fix-1" });
	await user.type(await screen.findByLabelText("Secret"), SECRET);
	await user.click(screen.getByRole("button", { name: "Make the script" }));

	const script = await screen.findByRole("region", { name: "Script" });
	expect(script).toHaveTextContent(`Set-It 'anna' '${SECRET}'`);
	expect(screen.getByText(/holds a password in the clear/)).toBeInTheDocument();
	const [request] = sent;
	expect(request?.body).toEqual({
		template_id: "template-1",
		parameters: { user: "anna", secret: SECRET },
		fix_id: "fix-1",
	});
	expect(JSON.stringify({ ...localStorage, ...sessionStorage, at: location.href })).not.toContain(SECRET);
	await waitFor(() => expect(client.getMutationCache().getAll()).toEqual([]));
	expect(
		JSON.stringify(
			client
				.getQueryCache()
				.getAll()
				.map(({ state }) => state.data),
		),
	).not.toContain(SECRET);
});

test("given a refusal of a value, when it comes, then it stands at its field", async () => {
	const faults = [
		{ code: "too_short", where: "parameters.secret", message: "Secret takes at least 8 characters.", line: null },
	];
	const refuse = () => problem(422, "parameters_invalid", "Some parameters do not fit.", { faults });
	const { user, sent } = await dialog({ "POST /ai-sessions/case-1/scripts": refuse }, { suggestion });
	await user.type(await screen.findByLabelText("Secret"), "short");
	await user.click(screen.getByRole("button", { name: "Make the script" }));

	expect(await screen.findByText("Secret takes at least 8 characters.")).toBeInTheDocument();
	await user.type(screen.getByLabelText("Secret"), "-and-long");
	expect(screen.queryByText("Secret takes at least 8 characters.")).not.toBeInTheDocument();
	await user.click(screen.getByRole("button", { name: "Make the script" }));
	await waitFor(() => expect(sent).toHaveLength(2));
	expect(sent[0]?.key).not.toBe(sent[1]?.key);
});

test("given another refusal, when it comes, then it is told in the server's words", async () => {
	const refuse = () => problem(409, "wrong_status", "The session is resolved.");
	const { user } = await dialog({ "POST /ai-sessions/case-1/scripts": refuse }, { suggestion });
	await user.type(await screen.findByLabelText("Secret"), SECRET);
	await user.click(screen.getByRole("button", { name: "Make the script" }));

	expect(await screen.findByText("The session is resolved.")).toBeInTheDocument();
});

test("given a template that is gone, when it was suggested, then another can be chosen", async () => {
	const gone = () => problem(404, "unknown_template", "There is no such script template.");
	const { user } = await dialog({ "GET /script-templates/template-1": gone }, { suggestion });

	expect(await screen.findByText(/not there any more/)).toBeInTheDocument();
	await user.click(screen.getByRole("button", { name: "Another template" }));
	expect(await screen.findByRole("combobox")).toBeInTheDocument();
});

test("given a script that was made, when its result is recorded, then it goes to the case and the dialog closes", async () => {
	const { user, sent, onClose } = await dialog(
		{ "POST /ai-sessions/case-1/scripts/generation-1/result": makeGenerated(RESET, "").generation },
		{ suggestion },
	);
	await user.type(await screen.findByLabelText("Secret"), SECRET);
	await user.click(screen.getByRole("button", { name: "Make the script" }));
	await user.click(await screen.findByRole("button", { name: "Record the result" }));
	await user.type(screen.getByRole("textbox"), "It worked at once.");
	const form = screen.getByRole("dialog");
	await user.click(within(form).getAllByRole("button", { name: /work|succe/i })[0] as HTMLElement);

	await waitFor(() => expect(onClose).toHaveBeenCalled());
	expect(sent.at(-1)?.body).toEqual({ success: true, details: "It worked at once." });
});
