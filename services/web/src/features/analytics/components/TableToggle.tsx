import { Table2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { analyticsStrings as text } from "@/features/analytics/strings";

/** Shows the numbers of a chart as a table, below it. */
export function TableToggle(props: { of: string; shown: boolean; onChange: (shown: boolean) => void }) {
	return (
		<Button
			size="sm"
			aria-label={text.tableOf(props.of)}
			aria-pressed={props.shown}
			onClick={() => props.onChange(!props.shown)}
			className="aria-pressed:border-primary aria-pressed:text-primary"
		>
			<Table2 aria-hidden="true" />
			{text.table}
		</Button>
	);
}
