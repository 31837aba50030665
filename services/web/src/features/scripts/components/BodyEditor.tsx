import { type Ref, useMemo, useRef } from "react";
import { Field } from "@/components/ui/field";
import type { Fault } from "@/features/scripts/api";
import { scriptStrings as text } from "@/features/scripts/strings";
import { cn } from "@/lib/cn";

const ROWS_MIN = 14;
const ROWS_MAX = 40;

/** The template's body, its lines numbered; those with something wrong are marked. Tab leaves it, as everywhere. */
export function BodyEditor(props: {
	ref: Ref<HTMLTextAreaElement>;
	body: string;
	faults: readonly Fault[];
	onChange: (body: string) => void;
}) {
	const gutter = useRef<HTMLOListElement>(null);
	const count = props.body.split("\n").length;
	const wrong = useMemo(
		() => new Set(props.faults.filter(({ where }) => where === "body").map(({ line }) => line)),
		[props.faults],
	);
	return (
		<Field label={text.body} hint={text.bodyHint}>
			{(ids) => (
				<div className="grid grid-cols-[3rem_minmax(0,1fr)] overflow-hidden rounded-lg border border-input bg-background/60 focus-within:outline-2 focus-within:outline-ring">
					<ol
						ref={gutter}
						aria-hidden="true"
						className="select-none overflow-hidden border-border border-r bg-muted/60 py-2 pr-2 text-right font-mono text-muted-foreground text-sm leading-6"
					>
						{Array.from({ length: count }, (_, index) => (
							// biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
							<li key={index} className={cn(wrong.has(index + 1) && "font-semibold text-danger")}>
								{index + 1}
							</li>
						))}
					</ol>
					<textarea
						{...ids}
						ref={props.ref}
						value={props.body}
						aria-invalid={wrong.size > 0 || undefined}
						rows={Math.min(Math.max(count + 1, ROWS_MIN), ROWS_MAX)}
						wrap="off"
						spellCheck={false}
						autoCapitalize="off"
						autoCorrect="off"
						className="resize-none overflow-auto bg-transparent px-3 py-2 font-mono text-base leading-6 outline-none sm:text-sm sm:leading-6"
						onChange={(event) => props.onChange(event.target.value)}
						onScroll={(event) => gutter.current?.scrollTo({ top: event.currentTarget.scrollTop })}
					/>
				</div>
			)}
		</Field>
	);
}
