type Kind = "success" | "error";
type Draw = (kind: Kind, words: string) => void;

const waiting: [Kind, string][] = [];
const wait: Draw = (kind, words) => void waiting.push([kind, words]);
let draw = wait;

/** Says something in passing, at the edge of the window. What is said before anything can draw it waits. */
export const toast = {
	success: (words: string) => draw("success", words),
	error: (words: string) => draw("error", words),
} as const;

/** From now on `how` draws it, beginning with what waited. Returns how to let it wait again. */
export function drawToasts(how: Draw): () => void {
	draw = how;
	for (const [kind, words] of waiting.splice(0)) how(kind, words);
	return () => {
		draw = wait;
	};
}
