/** Parts of the pages of hiring that an address names. */

export const PROJECT_LISTS = ['open', 'work', 'past', 'draft'] as const;

export const PROJECT_TABS = ['proposals', 'deliveries', 'payments', 'messages', 'details'] as const;
export type ProjectTab = (typeof PROJECT_TABS)[number];
