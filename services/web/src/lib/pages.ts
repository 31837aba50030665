/** The items of all pages. What moved from one page to the next while they were read is there once. */
export function onceEach<T extends { id: string }>(pages: readonly (readonly T[])[] = []): T[] {
	return [...new Map(pages.flat().map((item) => [item.id, item])).values()];
}
