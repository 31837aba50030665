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
