import { useEffect, useRef, useState } from "react";
import { announcementOf } from "@/features/case/model/announce";
import type { CaseDetail } from "@/features/case/types";

/**
 * Tells a screen reader of each finished step, once; nothing of what was there when the page opened. What is said comes
 * as a new element: the same question again is said again.
 */
export function Announcer({ found }: { found: CaseDetail }) {
	const before = useRef(found);
	const [said, setSaid] = useState({ words: "", count: 0 });
	useEffect(() => {
		const words = announcementOf(before.current, found);
		before.current = found;
		if (words) setSaid(({ count }) => ({ words, count: count + 1 }));
	}, [found]);
	return (
		<p aria-live="polite" data-testid="announcer" className="sr-only">
			<span key={said.count}>{said.words}</span>
		</p>
	);
}
