import { useEffect, useRef, useState } from "react";
import { announcementOf } from "@/features/case/model/announce";
import type { CaseDetail } from "@/features/case/types";

/** Tells a screen reader of each finished step, once; nothing of what was there when the page opened. */
export function Announcer({ found }: { found: CaseDetail }) {
	const before = useRef(found);
	const [said, setSaid] = useState("");
	useEffect(() => {
		const words = announcementOf(before.current, found);
		before.current = found;
		if (words) setSaid(words);
	}, [found]);
	return (
		<p aria-live="polite" data-testid="announcer" className="sr-only">
			{said}
		</p>
	);
}
