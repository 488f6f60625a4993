/** What is wrong with a study, in words for people: the schema's finding, or the server's own message, by its place. */

import { ProblemFault } from '../../../server/protocol/sdk/http.ts';
import { faultText } from '../../app/trouble.tsx';
import { count } from '../../text/format.ts';
import { peopleStudiesWords } from '../../text/people-studies-words.ts';
import type { Trouble } from './study-file.ts';

type Issue = NonNullable<Trouble['issue']>;

function sizeText(issue: Issue & { readonly code: 'too_small' | 'too_big' }): string {
  const { issues } = peopleStudiesWords.form;
  const least = issue.code === 'too_small';
  const bound = count(Number(least ? issue.minimum : issue.maximum));
  if (issue.origin === 'string') {
    if (least && issue.minimum === 1) return issues.missing;
    return least ? issues.short(bound) : issues.long(bound);
  }
  if (issue.origin === 'array') return least ? issues.fewest(bound) : issues.many(bound);
  return least ? issues.least(bound) : issues.most(bound);
}

const missing = (input: unknown): boolean => input === undefined || input === null || input === '';

export function issueText({ issue, message, place }: Trouble, value: unknown): string {
  const { issues } = peopleStudiesWords.form;
  if (issue === null) return message;
  switch (issue.code) {
    case 'too_small':
    case 'too_big':
      return sizeText(issue);
    case 'unrecognized_keys':
      return issues.unknown(issue.keys.join(', '));
    case 'invalid_value':
      return issues.one(issue.values.map(String).join(', '));
    case 'invalid_union':
      return issues.choice;
    case 'invalid_type':
      if (place !== '' && missing(value)) return issues.missing;
      if (issue.expected === 'string') return issues.text;
      if (issue.expected === 'int') return issues.whole;
      if (issue.expected === 'number') return issues.number;
      if (issue.expected === 'array') return issues.list;
      return issue.expected === 'object' ? issues.map : message;
    default:
      return message;
  }
}

/** Troubles of one place that the server names: `practice.slug: there is no project x; quota: …`. */
export function serverTroubles(thrown: unknown): readonly Trouble[] {
  if (!(thrown instanceof ProblemFault) || thrown.problem.status !== 400) return [];
  return thrown.problem.message.split('; ').flatMap((part) => {
    const [, place, message] = /^([A-Za-z][\w.-]*): (.+)$/.exec(part) ?? [];
    return place === undefined || message === undefined ? [] : [{ place, line: null, issue: null, message }];
  });
}

/** Why something was not done: the server's own words where it said no to just this. */
export function reasonText(thrown: unknown): string {
  if (thrown instanceof ProblemFault && thrown.problem.errorCode.startsWith('PeopleStudy'))
    return thrown.problem.message;
  return faultText(thrown) ?? String(thrown);
}
