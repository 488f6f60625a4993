/** Media types of what the reviewer reads and writes. */

/** A delivery's files as one JSON document. */
export const FILES_MEDIA_TYPE = 'application/vnd.freelance-arena.files+json';
export const EVIDENCE_MEDIA_TYPE = 'application/vnd.freelance-arena.evidence+json';
