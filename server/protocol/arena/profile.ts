/** What a participant says about itself, as a document in the content store. */

export const PROFILE_MEDIA_TYPE = 'application/vnd.freelance-arena.profile+json';
