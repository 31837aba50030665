import { Badge } from "@/components/ui/badge";
import { confidenceLook } from "@/features/review/model/confidence";
import { reviewStrings as text } from "@/features/review/strings";
import { percent } from "@/lib/percent";

/** How sure a proposal is: word, icon, percent and colour. */
export function ConfidenceMark({ score }: { score: number }) {
	const { word, tone, icon: Icon } = confidenceLook(score);
	const share = percent(score);
	return (
		<Badge tone={tone}>
			<Icon aria-hidden="true" />
			<span aria-hidden="true">
				{word} {share}
			</span>
			<span className="sr-only">{text.confidenceOf(word, share)}</span>
		</Badge>
	);
}
