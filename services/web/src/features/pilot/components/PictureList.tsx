import { ImageOff, RotateCcw, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { LIMITS } from "@/features/pilot/intake";
import type { Picture, Pictures } from "@/features/pilot/use-pictures";
import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/dates";
import { strings } from "@/lib/strings";

const text = strings.pilot;

/** The screenshots with how far each is sent, and what is wrong with it. */
export function PictureList({ pictures }: { pictures: Pictures }) {
	if (pictures.list.length === 0) return null;
	return (
		<section aria-label={text.pictures} className="grid gap-3 px-5 pb-4">
			<ul className="flex flex-wrap gap-3">
				{pictures.list.map((picture) => (
					<PictureCard
						key={picture.key}
						picture={picture}
						onRemove={() => pictures.remove(picture.key)}
						onRetry={() => pictures.retry(picture.key)}
					/>
				))}
			</ul>
			{pictures.tooMany > 0 && (
				<p role="alert" className="text-danger text-sm">
					{text.picturesTooMany(pictures.tooMany, LIMITS.pictures)}
				</p>
			)}
		</section>
	);
}

function PictureCard(props: { picture: Picture; onRemove: () => void; onRetry: () => void }) {
	const { name, thumb, state } = props.picture;
	const failed = state.kind === "failed";
	return (
		<li className="w-36 text-sm">
			<div
				className={cn(
					"group relative grid h-24 place-items-center overflow-hidden rounded-lg border bg-muted",
					failed ? "border-danger" : "border-border",
				)}
			>
				{thumb ? (
					<img src={thumb} alt={name} className="size-full object-cover" />
				) : (
					<ImageOff aria-hidden="true" className="size-6 text-muted-foreground" />
				)}
				{state.kind === "sending" && <Progress name={name} share={state.share} />}
				<button
					type="button"
					aria-label={text.pictureRemove(name)}
					onClick={props.onRemove}
					className="absolute top-1 right-1 grid size-7 place-items-center rounded-full border border-border bg-popover text-foreground hover:bg-accent"
				>
					<X aria-hidden="true" className="size-4" />
				</button>
			</div>
			<p className="mt-1 truncate text-muted-foreground text-xs" title={name}>
				{name}
			</p>
			<div role="status">
				{state.kind === "ready" && <span className="sr-only">{text.pictureReady(name)}</span>}
				{failed && <p className="text-danger text-xs">{state.reason}</p>}
			</div>
			{failed && state.mayRetry && (
				<Button
					size="sm"
					variant="link"
					className="h-7 px-0"
					aria-label={text.pictureRetry(name)}
					onClick={props.onRetry}
				>
					<RotateCcw aria-hidden="true" />
					{text.retry}
				</Button>
			)}
		</li>
	);
}

function Progress({ name, share }: { name: string; share: number }) {
	const shown = formatNumber(share, { style: "percent" });
	return (
		<div
			role="progressbar"
			aria-label={text.pictureSending(name, shown)}
			aria-valuemin={0}
			aria-valuemax={100}
			aria-valuenow={Math.round(share * 100)}
			className="absolute inset-x-0 bottom-0 h-1.5 bg-slate-950/60"
		>
			<div className="h-full bg-primary transition-[width]" style={{ width: `${Math.max(4, share * 100)}%` }} />
		</div>
	);
}
