const PAGE = 200;

/** The items of all pages. What moved from one page to the next while they were read is there once. */
export function onceEach<T extends { id: string }>(
	pages: readonly (readonly T[])[] = [],
	keyOf: (item: T) => string = ({ id }) => id,
): T[] {
	return [...new Map(pages.flat().map((item) => [keyOf(item), item])).values()];
}

/** A whole list, read page after page: the server gives no more than a page at a time. */
export async function readAll<T extends { id: string }>(
	read: (page: { skip: number; limit: number }) => Promise<T[]>,
): Promise<T[]> {
	const pages: T[][] = [];
	for (;;) {
		const page = await read({ skip: pages.length * PAGE, limit: PAGE });
		pages.push(page);
		if (page.length < PAGE) return onceEach(pages);
	}
}
