import { canvasStrings } from "@/features/flow-canvas/strings";
import { flatten, headOf } from "@/features/flow-canvas/tree";
import type { Proposal } from "@/features/review/api";
import type { Change } from "@/features/review/model/proposed";
import { reviewStrings as text } from "@/features/review/strings";
import { isProblem } from "@/lib/problem";
import { strings } from "@/lib/strings";

/** A proposal's domain, in words. */
export function domainWord(domain: string | null): string {
	const names: Readonly<Record<string, string>> = strings.common.domains;
	return names[domain ?? ""] ?? text.general;
}

/** Who decided, and how; null while nobody has. */
export function decidedWord(proposal: Pick<Proposal, "status">, name: string): string | null {
	const words: Readonly<Record<string, (name: string) => string>> = text.decided;
	return words[proposal.status]?.(name) ?? null;
}

/** Why the library refused, by its code. */
export function refusalWord(code: string): string {
	return text.codes[code] ?? text.unknownCode(code);
}

/** Whether the refusal says that somebody, or something, was quicker. */
export function wasLate(error: unknown): boolean {
	return isProblem(error, "already_decided", "changed");
}

/** What an enhancement adds, as sentences: answers first, then what they lead to. */
export function changeWords({ tree, enhancement, lost }: Change): {
	answers: string[];
	nodes: string[];
	lost: string[];
} {
	const nodes = new Map(flatten(tree).map((node) => [node.id, node]));
	const placed = enhancement.modified_options.filter(({ node_id }) => !lost.includes(node_id));
	return {
		answers: placed.map(({ node_id, add_option }) => {
			const place = nodes.get(node_id);
			return text.addsAnswer(add_option.label ?? "", place ? headOf(place) : node_id);
		}),
		nodes: enhancement.new_nodes.map((node) => text.addsNode(canvasStrings.types[node.type], headOf(node))),
		lost: enhancement.modified_options
			.filter(({ node_id }) => lost.includes(node_id))
			.map(({ add_option }) => text.placeGone(add_option.label ?? "")),
	};
}
