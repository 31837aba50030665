/** Apart from the other words: every page knows these. */
export const pushNames = { group: "Ticket", retry: "Try to write to the ticket now" } as const;
