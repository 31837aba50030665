import { useMutation } from "@tanstack/react-query";
import { FileDown } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { type Exported, readCsv } from "@/features/analytics/api";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { problemWords } from "@/lib/problem-words";
import { saveFile } from "@/lib/save-file";
import { toast } from "@/lib/toast";

/** A table as a file. Asked for by the page, so that a refusal is said here and not in a tab of its own. */
export function Csv({ of, asked }: { of: string; asked: Exported }) {
	const take = useMutation({
		mutationFn: () => readCsv(asked),
		onSuccess: ({ name, content }) => saveFile(name, content),
		onError: (error) => toast.error(problemWords(error)),
	});
	return (
		<Button
			size="sm"
			aria-label={text.downloadOf(of)}
			aria-disabled={take.isPending}
			onClick={() => take.isPending || take.mutate()}
		>
			{take.isPending ? <Spinner /> : <FileDown aria-hidden="true" />}
			{text.download}
		</Button>
	);
}
