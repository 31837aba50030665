import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { ArchiveDialog } from "@/features/flows/components/ArchiveDialog";
import { DuplicateDialog } from "@/features/flows/components/DuplicateDialog";
import { ImportDialog } from "@/features/flows/components/ImportDialog";
import { NewFlowDialog } from "@/features/flows/components/NewFlowDialog";
import { PublishDialog } from "@/features/flows/components/PublishDialog";
import { RestoreDialog } from "@/features/flows/components/RestoreDialog";
import type { Editor } from "@/features/flows/hooks/useEditor";
import { contentOf } from "@/features/flows/model/content";
import { makeFlow } from "@/features/flows/test-kit";
import { json, MAYA, makeServer, problem, renderAs } from "@/test/render";

type User = Awaited<ReturnType<typeof renderAs>>["user"];

const FINE = { placed: [], byNode: new Map<string, number>(), known: true, checking: false, failed: false };

/** What the test answers when it likes. */
function later<T>() {
	let resolve: (answer: T) => void = () => undefined;
	const promise = new Promise<T>((take) => {
		resolve = take;
	});
	return { promise, resolve };
}

/** An editor whose last save the test answers: with whether it was taken. */
function makeEditor() {
	const saved = later<boolean>();
	const flow = makeFlow({ flow_version: 0 });
	const take = vi.fn();
	const editor = { flow, content: contentOf(flow), version: () => 7, flush: () => saved.promise, take };
	return { editor: editor as unknown as Editor, take, save: saved.resolve };
}

const DIALOGS = [
	[
		"archive",
		"Archive it",
		(editor: Editor, onClose: () => void) => <ArchiveDialog editor={editor} onClose={onClose} />,
	],
	[
		"publish",
		"Publish it",
		(editor: Editor, onClose: () => void) => <PublishDialog editor={editor} checked={FINE} onClose={onClose} />,
	],
	[
		"restore",
		"Restore it",
		(editor: Editor, onClose: () => void) => (
			<RestoreDialog editor={editor} version={1} onClose={onClose} onRestored={() => undefined} />
		),
	],
] as const;

for (const [name, submit, draw] of DIALOGS) {
	const begin = async () => {
		const answer = later<Response>();
		const server = makeServer({ [`POST /flows/flow-1/${name}`]: () => answer.promise });
		const matches: (string | null)[] = [];
		vi.stubGlobal("fetch", (request: Request) => {
			matches.push(request.headers.get("if-match"));
			return server.fetch(request);
		});
		const made = makeEditor();
		const onClose = vi.fn();
		const { user, show } = await renderAs(MAYA, draw(made.editor, onClose));
		await user.click(screen.getByRole("button", { name: submit }));
		return { ...made, sent: server.sent, matches, answer: answer.resolve, onClose, user, show };
	};

	test(`given what cannot be saved, when asked to ${name}, then nothing is sent and it is said`, async () => {
		const { save, sent } = await begin();
		save(false);

		expect(await screen.findByRole("alert")).toHaveTextContent("could not be saved yet");
		expect(sent).toEqual([]);
	});

	test(`given a save under way, when ${name} is called off, then nothing is sent`, async () => {
		const { save, sent, onClose, user, show } = await begin();
		await user.click(screen.getByRole("button", { name: "Cancel" }));
		expect(onClose).toHaveBeenCalledOnce();
		await show(null);
		save(true);
		await new Promise((done) => setTimeout(done));

		expect(sent).toEqual([]);
	});

	test(`given all is saved, when asked to ${name}, then that version is meant, and it stays open until it is answered`, async () => {
		const { save, take, matches, answer, onClose, user } = await begin();
		save(true);
		await waitFor(() => expect(matches).toEqual(['"7"']));
		await user.keyboard("{Escape}");
		await user.click(screen.getByRole("button", { name: "Cancel" }));
		expect(onClose).not.toHaveBeenCalled();
		answer(json(makeFlow({ version: 8 })));

		await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
		expect(take).toHaveBeenCalledOnce();
	});
}

test("given a flow that was created, when it is sent again before its page is there, then it is created once", async () => {
	const { sent, fetch } = makeServer({ "POST /flows": makeFlow() });
	vi.stubGlobal("fetch", fetch);
	const { user } = await renderAs(MAYA, <NewFlowDialog onClose={() => undefined} />);
	await user.type(screen.getByLabelText("Name"), "Printer{Enter}");
	await waitFor(() =>
		expect(screen.getByRole("button", { name: "Create the draft" })).not.toHaveAttribute("aria-disabled", "true"),
	);
	await user.type(screen.getByLabelText("Name"), "{Enter}");

	expect(sent).toHaveLength(1);
});

const MADE = [
	[
		"create",
		"POST /flows",
		(onClose: () => void) => <NewFlowDialog onClose={onClose} />,
		(user: User) => user.type(screen.getByLabelText("Name"), "Printer{Enter}"),
	],
	[
		"duplicate",
		"POST /flows/flow-1/duplicate",
		(onClose: () => void) => <DuplicateDialog flow={makeFlow()} onClose={onClose} onMade={() => undefined} />,
		(user: User) => user.click(screen.getByRole("button", { name: "Make the copy" })),
	],
	[
		"import",
		"POST /flows/import",
		(onClose: () => void) => <ImportDialog onClose={onClose} />,
		async (user: User) => {
			await user.type(screen.getByLabelText("Or paste it here"), "flows");
			await user.click(screen.getByRole("button", { name: "Check it" }));
			await user.click(await screen.findByRole("button", { name: "Import 1 flow" }));
		},
	],
] as const;

for (const [name, path, draw, submit] of MADE)
	test(`given a flow under way, when the dialog to ${name} is called off, then it stays, and says how that ended`, async () => {
		const answer = later<Response>();
		const { fetch } = makeServer({
			"POST /flows/import/check": {
				flows: [{ index: 0, name: "Printer", status: "published", faults: [], ignored: [] }],
			},
			[path]: () => answer.promise,
		});
		vi.stubGlobal("fetch", fetch);
		const onClose = vi.fn();
		const { user } = await renderAs(MAYA, draw(onClose));
		await submit(user);
		await user.keyboard("{Escape}");
		await user.click(screen.getByRole("button", { name: "Cancel" }));
		expect(onClose).not.toHaveBeenCalled();
		answer.resolve(problem(503, "unavailable", "The library is away; try again."));
		expect(await screen.findByText("The library is away; try again.")).toBeInTheDocument();
		await user.click(screen.getByRole("button", { name: "Cancel" }));

		expect(onClose).toHaveBeenCalledOnce();
	});

test("given a file that was chosen, when it is changed and chosen again, then it is read again", async () => {
	vi.stubGlobal("fetch", makeServer({}).fetch);
	const { user } = await renderAs(MAYA, <ImportDialog onClose={() => undefined} />);
	const input = screen.getByLabelText<HTMLInputElement>("Choose a file");
	await user.upload(input, new File(["flows: []"], "flows.yaml"));

	await waitFor(() => expect(screen.getByLabelText("Or paste it here")).toHaveValue("flows: []"));
	expect(input.value).toBe("");
	expect(input.files).toHaveLength(0);
});
