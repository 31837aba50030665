import { CircleCheck, TriangleAlert } from "lucide-react";
import type { Checked } from "@/features/scripts/hooks/useFaults";
import { scriptStrings as text } from "@/features/scripts/strings";

/** What is wrong with the draft; one with a line leads there. */
export function FaultList({ faults, checking, onLine }: Checked & { onLine: (line: number) => void }) {
	const fine = faults.length === 0;
	const Icon = fine ? CircleCheck : TriangleAlert;
	return (
		<div className="grid gap-2 text-sm">
			<p role="status" className="flex items-center gap-2 font-medium">
				<Icon aria-hidden="true" className={fine ? "size-4 text-success" : "size-4 text-warning"} />
				{checking ? text.checking : fine ? text.valid : text.faults(faults.length)}
			</p>
			<ul className="grid max-h-64 gap-1 overflow-y-auto empty:hidden">
				{faults.map(({ code, where, line, message }) => (
					<li key={`${code} ${where} ${line} ${message}`}>
						{line === null ? (
							<p className="px-2 py-1 text-muted-foreground">
								{message} <span className="text-xs">({placeOf(where)})</span>
							</p>
						) : (
							<button
								type="button"
								aria-label={text.goToLine(line, message)}
								className="w-full rounded-lg px-2 py-1 text-left text-muted-foreground hover:bg-accent hover:text-foreground"
								onClick={() => onLine(line)}
							>
								<span className="mr-2 font-medium text-danger tabular-nums">{text.line(line)}</span>
								{message}
							</button>
						)}
					</li>
				))}
			</ul>
		</div>
	);
}

/** `parameters.2.key` as people count: "Parameter 3". */
function placeOf(where: string): string {
	const [first = "", index] = where.split(".");
	return first === "parameters" && index !== undefined ? text.parameter(Number(index) + 1) : (NAMES[first] ?? first);
}

const NAMES: Readonly<Record<string, string>> = {
	name: text.name,
	category: text.category,
	description: text.description,
	slug: text.facts.slug,
	body: text.body,
	parameters: text.parameters,
};
