import { Star } from "lucide-react";
import { useId } from "react";
import { caseStrings as text } from "@/features/case/strings";
import { cn } from "@/lib/cn";

const ALL = [1, 2, 3, 4, 5];

/** A rating of 1 to 5: radio buttons that look like stars. */
export function Stars({ value, onChange }: { value: number | null; onChange: (value: number) => void }) {
	const name = useId();
	return (
		<fieldset className="grid gap-1.5">
			<legend className="mb-1.5 font-medium text-sm">{text.rating}</legend>
			<div className="flex items-center gap-1">
				{ALL.map((stars) => (
					<label
						key={stars}
						className="cursor-pointer rounded-md p-1 has-focus-visible:outline-2 has-focus-visible:outline-ring"
					>
						<input
							type="radio"
							name={name}
							value={stars}
							checked={value === stars}
							onChange={() => onChange(stars)}
							className="sr-only"
						/>
						<span className="sr-only">{`${text.ratingOf(stars)}, ${text.ratingWords[stars]}`}</span>
						<Star
							aria-hidden="true"
							className={cn("size-6", stars <= (value ?? 0) ? "fill-star text-star" : "text-input")}
						/>
					</label>
				))}
				<span className="ml-2 text-muted-foreground text-sm">{text.ratingWords[value ?? 0]}</span>
			</div>
		</fieldset>
	);
}
