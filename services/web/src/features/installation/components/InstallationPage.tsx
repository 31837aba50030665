import { useQuery } from "@tanstack/react-query";
import { Page } from "@/components/page";
import { versionQuery } from "@/features/installation/api";
import { Consumers } from "@/features/installation/components/Consumers";
import { DeadLetters } from "@/features/installation/components/DeadLetters";
import { Figures } from "@/features/installation/components/Figures";
import { ReadModels } from "@/features/installation/components/ReadModels";
import { installationStrings as text } from "@/features/installation/strings";

/** How the installation is, for who runs it: figures and envelopes, never what a case says. */
export function InstallationPage() {
	const { data } = useQuery(versionQuery);
	return (
		<Page
			title={text.title}
			className="max-w-[88rem] content-start"
			actions={<p className="text-muted-foreground text-sm">{data?.version && text.version(data.version)}</p>}
		>
			<Figures />
			<div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
				<Consumers />
				<ReadModels />
			</div>
			<DeadLetters />
		</Page>
	);
}
