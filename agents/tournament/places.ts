/** Who has which number in the markets of a tournament. */

/** Participants' numbers, by the order of registration. */
export const EMPLOYER = 1;
export const REVIEWER = 2;
export const FIRST_FREELANCER = 3;
