import { Button } from "@/components/ui/button";
import { DialogClose } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import { ActProblem } from "@/features/gaps/components/ActProblem";
import { strings } from "@/lib/strings";

/** The end of a dialog's form: why it was refused, the way out, the button that sends it. */
export function FormEnd(props: { label: string; busy: boolean; error: unknown }) {
	return (
		<>
			{props.error !== null && <ActProblem error={props.error} />}
			<div className="flex justify-end gap-2">
				<DialogClose asChild>
					<Button>{strings.common.cancel}</Button>
				</DialogClose>
				<Button type="submit" variant="primary" aria-disabled={props.busy}>
					{props.busy && <Spinner />}
					{props.label}
				</Button>
			</div>
		</>
	);
}
