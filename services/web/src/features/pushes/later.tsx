import { type ComponentProps, lazy, Suspense } from "react";

const Pushes = lazy(() => import("@/features/pushes/components/CasePushes"));
const Planned = lazy(() => import("@/features/pushes/components/PlannedPush"));

/** See `components/CasePushes`; loaded for a case that has any. */
export function CasePushes(props: ComponentProps<typeof Pushes>) {
	if (props.found.pushes.length === 0) return null;
	return (
		<Suspense>
			<Pushes {...props} />
		</Suspense>
	);
}

/** See `components/PlannedPush`. */
export function PlannedPush(props: ComponentProps<typeof Planned>) {
	return (
		<Suspense>
			<Planned {...props} />
		</Suspense>
	);
}
