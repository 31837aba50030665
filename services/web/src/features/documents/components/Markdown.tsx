import { Fragment, type ReactNode } from "react";
import { type Block, readMarkdown, type Span } from "@/features/documents/markdown";

/** A closing document to be read. Nothing in it is live: no link, no picture, no markup of its own. */
export function Markdown({ text, level }: { text: string; level: 2 | 3 | 4 }) {
	return (
		<div className="grid gap-3 break-words leading-relaxed">
			{readMarkdown(text).map((block, at) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: blocks have no name; the whole is drawn anew
				<Fragment key={at}>{draw(block, level)}</Fragment>
			))}
		</div>
	);
}

function draw(block: Block, level: 2 | 3 | 4): ReactNode {
	switch (block.kind) {
		case "heading": {
			const Heading = `h${level}` as const;
			return <Heading className="mt-2 font-semibold first:mt-0">{spans(block.text)}</Heading>;
		}
		case "paragraph":
			return <p className="whitespace-pre-line">{spans(block.text)}</p>;
		case "code":
			return (
				<pre className="overflow-x-auto rounded-lg bg-muted p-3 font-mono text-sm">
					<code>{block.text}</code>
				</pre>
			);
		case "list": {
			const List = block.ordered ? "ol" : "ul";
			return (
				<List className={`grid gap-1.5 pl-5 ${block.ordered ? "list-decimal" : "list-disc"}`}>
					{block.items.map((item, at) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: items have no name; the whole is drawn anew
						<li key={at} className="whitespace-pre-line">
							{spans(item)}
						</li>
					))}
				</List>
			);
		}
	}
}

function spans(all: Span[]): ReactNode {
	return all.map(({ text, look }, at) => {
		const key = `${at}`;
		if (look === "code")
			return (
				<code key={key} className="rounded bg-muted px-1 py-0.5 font-mono text-[0.9em]">
					{text}
				</code>
			);
		return look === "strong" ? <strong key={key}>{text}</strong> : <Fragment key={key}>{text}</Fragment>;
	});
}
