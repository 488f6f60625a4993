/** What a study says no with. */

import { WireError } from '../http/wire-error.ts';

const no = (status: number, name: string, message: string): WireError =>
  new WireError({ status, code: `PeopleStudyExceptionCodes.${name}`, message });

export const studyTrouble = {
  unknown: (study: string): WireError => no(404, 'NOT_FOUND', `Study ${study} not found`),
  taken: (study: string): WireError => no(409, 'EXISTS', `There is a study ${study} already: choose another name`),
  malformed: (message: string): WireError => no(400, 'MALFORMED', message),
  wrongLink: (): WireError => no(403, 'WRONG_LINK', 'This link is not one of the panel’s for this study'),
  twice: (): WireError => no(409, 'TAKEN_PART', 'You have taken part in this study already'),
  left: (): WireError => no(410, 'WITHDRAWN', 'You have left this study, and your data are gone'),
  closed: (): WireError => no(409, 'CLOSED', 'This study lets nobody in'),
  full: (): WireError => no(409, 'FULL', 'All places of this study are taken'),
  passed: (step: string): WireError => no(409, 'STEP_PASSED', `${step} was done before, and otherwise`),
  early: (step: string): WireError => no(409, 'STEP_TOO_EARLY', `${step} is not what is asked now`),
  otherConsent: (): WireError => no(409, 'CONSENT_CHANGED', 'The text is another one now: read it again'),
  answers: (): WireError => no(400, 'ANSWERS', 'answers: one for each question, by its place in the list'),
  guesses: (): WireError => no(400, 'GUESSES', 'guesses: each shown item at most once, and no other'),
  bidsComeIn: (): WireError => no(409, 'BIDS_COME_IN', 'Bids still come in: choose when all of them are there'),
  choices: (): WireError => no(400, 'CHOICES', 'choices: one for each project of the list, of the bids shown for it'),
  nothingDelivered: (): WireError => no(409, 'NOTHING_DELIVERED', 'Hand something in for practice first'),
  noTries: (study: string): WireError =>
    no(409, 'NO_TRIES', `Nobody’s tries in study ${study} are over yet, or everybody has left it`),
  state: (message: string): WireError => no(409, 'STATE', message),
} as const;
