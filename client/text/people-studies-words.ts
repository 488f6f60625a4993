/** The words of the pages below /people-studies, which come with them. */

import { studies } from './en/people-studies.ts';
import { form } from './en/people-study-form.ts';

export const peopleStudiesWords = { studies, form } as const;
