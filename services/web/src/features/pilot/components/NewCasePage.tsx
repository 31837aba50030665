import { Page } from "@/components/page";
import { Analysis } from "@/features/pilot/components/Analysis";
import { Composer } from "@/features/pilot/components/Composer";
import { pilotRoute } from "@/features/pilot/route";
import { strings } from "@/lib/strings";

const text = strings.pilot;

/** Where a case begins: what is known goes in, then the stages of its analysis are shown. */
export function NewCasePage() {
	const { case: started } = pilotRoute.useSearch();
	return (
		<Page title={started ? text.analysing : text.title} className="max-w-4xl sm:py-12">
			{started ? <Analysis key={started} session={started} /> : <Composer />}
		</Page>
	);
}
