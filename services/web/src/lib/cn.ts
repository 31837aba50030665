import { type ClassValue, clsx } from "clsx";
import { twMerge } from "tailwind-merge";

/** Class names joined; of two that contradict each other the later wins. */
export function cn(...names: ClassValue[]): string {
	return twMerge(clsx(names));
}
