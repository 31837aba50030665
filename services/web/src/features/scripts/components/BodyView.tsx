import { useMemo } from "react";
import { cn } from "@/lib/cn";

const PLACEHOLDER = /(\{\{[ \t]*[A-Za-z_]\w*[ \t]*\}\})/;

/** A script or a template with its lines numbered; placeholders stand out. */
export function BodyView({ body, label, className }: { body: string; label: string; className?: string }) {
	const lines = useMemo(() => body.replace(/\n$/, "").split("\n"), [body]);
	return (
		<section
			aria-label={label}
			// biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
			tabIndex={0}
			className={cn("overflow-auto rounded-lg border border-border bg-muted/60 py-3 text-sm", className)}
		>
			<ol className="w-max min-w-full font-mono leading-relaxed">
				{lines.map((line, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
					<li key={index} className="grid grid-cols-[3.25rem_1fr] pr-4">
						<span aria-hidden="true" className="select-none pr-4 text-right text-muted-foreground tabular-nums">
							{index + 1}
						</span>
						<code className="whitespace-pre">{line ? line.split(PLACEHOLDER).map(part) : "\n"}</code>
					</li>
				))}
			</ol>
		</section>
	);
}

function part(words: string, index: number) {
	return index % 2 === 0 ? (
		words
	) : (
		<mark key={`${words}-${index}`} className="rounded bg-primary/15 px-0.5 font-medium text-primary">
			{words}
		</mark>
	);
}
