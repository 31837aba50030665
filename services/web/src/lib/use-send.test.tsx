import { useQuery } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { Problem } from "@/lib/problem";
import { toast } from "@/lib/toast";
import { useSend } from "@/lib/use-send";
import { MAYA, renderAs } from "@/test/render";

/** A button whose command is refused when the test says so. */
function makeSending() {
	let refuse: (error: Problem) => void = () => undefined;
	const run = () => new Promise((_, reject) => (refuse = reject));
	function Sending() {
		const send = useSend(run, { old: [], quiet: true, about: "“Loom”" });
		return (
			<button type="button" onClick={() => send.mutate()}>
				{send.isError ? "refused" : "send"}
			</button>
		);
	}
	return { Sending, refuse: () => refuse(new Problem(409, "already_decided", "Decided", "It is approved.", null)) };
}

test("given a quiet command, when it is refused where it was sent, then that says so and nothing else does", async () => {
	const told = vi.spyOn(toast, "error");
	const { Sending, refuse } = makeSending();
	const { user } = await renderAs(MAYA, <Sending />);
	await user.click(screen.getByRole("button"));
	refuse();

	expect(await screen.findByText("refused")).toBeInTheDocument();
	expect(told).not.toHaveBeenCalled();
	told.mockRestore();
});

test("given a quiet command, when it is refused after its place is gone, then it is told in passing what and why", async () => {
	const told = vi.spyOn(toast, "error");
	const { Sending, refuse } = makeSending();
	const { user, show } = await renderAs(MAYA, <Sending />);
	await user.click(screen.getByRole("button"));
	await show(null);
	refuse();

	await waitFor(() => expect(told).toHaveBeenCalledExactlyOnceWith("“Loom”: It is approved."));
	told.mockRestore();
});

test("given a list that is being read for the first time, when a command is done, then it is read once more", async () => {
	const answers: ((words: string) => void)[] = [];
	const queryFn = () => new Promise<string>((resolve) => answers.push(resolve));
	function Listing() {
		const { data } = useQuery({ queryKey: ["list"], queryFn });
		const send = useSend(() => Promise.resolve(), { old: [["list"]] });
		return (
			<button type="button" onClick={() => send.mutate()}>
				{data ?? "being read"}
			</button>
		);
	}
	const { user } = await renderAs(MAYA, <Listing />);
	await user.click(screen.getByRole("button", { name: "being read" }));
	answers[0]?.("as it was");
	await waitFor(() => expect(answers).toHaveLength(2));
	answers[1]?.("as it is");

	expect(await screen.findByText("as it is")).toBeInTheDocument();
});
