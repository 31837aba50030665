import { useEffect, useRef } from "react";

/** The value; where there is none any more, the last one that was. */
export function useKept<T>(value: T | null): T | null {
	const last = useRef(value);
	useEffect(() => {
		if (value !== null) last.current = value;
	});
	return value ?? last.current;
}
