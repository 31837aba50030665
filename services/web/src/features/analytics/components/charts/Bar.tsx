/** As long as a share of the longest; the number stands beside it. */
export function Bar({ share }: { share: number }) {
	return (
		<span aria-hidden="true" className="my-1 block h-1.5 w-full rounded-full bg-accent">
			<span className="block h-full rounded-full bg-primary" style={{ width: `${share * 100}%` }} />
		</span>
	);
}
