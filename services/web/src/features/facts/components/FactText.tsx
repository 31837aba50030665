import { useState } from "react";
import { questionAndAnswer } from "@/features/case/model/answer";
import type { Fact } from "@/features/case/types";
import { factStrings as text } from "@/features/facts/strings";
import { cn } from "@/lib/cn";

const LONG = 200;

/** A fact's words. Of a question with its answer the answer stands out; what is long is cut until it is asked for. */
export function FactText({ fact, words, struck }: { fact: Fact; words: string; struck: boolean }) {
	const [whole, setWhole] = useState(false);
	const [question, answer] = fact.step_id ? questionAndAnswer(words) : [null, words];
	const long = words.length > LONG;
	return (
		<div className={cn("text-sm leading-snug", struck && "text-muted-foreground line-through")}>
			{question && (
				<p className={cn("break-words text-muted-foreground", !whole && "line-clamp-2")}>
					{question}
					<span className="sr-only"> — </span>
				</p>
			)}
			<p className={cn("whitespace-pre-wrap break-words", question && "font-medium", !whole && "line-clamp-4")}>
				{answer}
			</p>
			{long && (
				<button
					type="button"
					aria-expanded={whole}
					onClick={() => setWhole(!whole)}
					className="mt-0.5 rounded-sm text-primary text-xs hover:underline"
				>
					{whole ? text.less : text.more}
				</button>
			)}
		</div>
	);
}
