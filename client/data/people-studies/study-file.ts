/**
 * The file of a study, which is what is sent, and the form as a view of it: a field shows what the file says at one
 * place and writes there, so that comments and whatever the form does not know stay as they are.
 */

import { type Document, isCollection, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { peopleStudySpecSchema, STUDY_TEXT_MAX } from '../../../server/protocol/arena/people-study.ts';
import { form } from '../../text/en/people-study-form.ts';
import { count } from '../../text/format.ts';

export type Place = readonly (string | number)[];

export interface Trouble {
  /** Where in the study, as `pay.baseCents`; empty: the file as a whole. */
  readonly place: string;
  /** Of the file, from 1; null where it names no line. */
  readonly line: number | null;
  readonly issue: z.core.$ZodIssue | null;
  /** What the reader of YAML or the schema says. */
  readonly message: string;
}

export interface StudyFile {
  readonly text: string;
  /** What the text says; null: nothing that settings could stand in. */
  readonly value: unknown;
  readonly troubles: readonly Trouble[];
}

/** As `conditions.0.name`. */
export const placeOf = (path: string): Place =>
  path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));

export function valueAt(value: unknown, place: Place): unknown {
  let found = value;
  for (const part of place) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Readonly<Record<string | number, unknown>>)[part];
  }
  return found;
}

/** The line of the nearest thing that is there: what is missing belongs to what it is missing in. */
function lineOf(document: Document, lines: LineCounter, place: readonly PropertyKey[]): number | null {
  for (let length = place.length; length > 0; length -= 1) {
    const node = document.getIn(place.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}

/** What a text says. Too many aliases are no value: a few lines could grow into gigabytes. */
function saidBy(document: Document): { readonly value: unknown; readonly why: string | null } {
  try {
    return { value: document.toJS() as unknown, why: null };
  } catch (thrown) {
    return { value: null, why: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

/** Where one of several forms would do, what is wrong with the one that comes closest. */
function meantIn(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const [closest] = issue.errors.toSorted((one, other) => one.length - other.length);
  if (closest === undefined) return [issue];
  return closest.flatMap((inner) => meantIn({ ...inner, path: [...issue.path, ...inner.path] }));
}

export function readStudyFile(text: string): StudyFile {
  if (text.length > STUDY_TEXT_MAX) {
    // The server refuses it whatever it says, and reading it at every key would hold the page up.
    const message = form.issues.tooLong(count(text.length), count(STUDY_TEXT_MAX));
    return { text, value: null, troubles: [{ place: '', line: null, issue: null, message }] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) {
    const message = error.message.split('\n')[0] ?? error.message;
    return {
      text,
      value: null,
      troubles: [{ place: '', line: lines.linePos(error.pos[0]).line, issue: null, message }],
    };
  }
  const { value, why } = saidBy(document);
  if (why !== null) return { text, value: null, troubles: [{ place: '', line: null, issue: null, message: why }] };
  const read = peopleStudySpecSchema.safeParse(value);
  if (read.success) return { text, value, troubles: [] };
  const troubles = read.error.issues.flatMap(meantIn).map((issue) => ({
    place: issue.path.join('.'),
    line: lineOf(document, lines, issue.path),
    issue,
    message: issue.message,
  }));
  return { text, value: isMap(document.contents) ? value : null, troubles };
}

/** Takes away what is said at a place, and the map that it leaves empty. */
function removeAt(document: Document, place: Place): void {
  document.deleteIn(place);
  const around = place.slice(0, -1);
  if (around.length === 0) return;
  const left = document.getIn(around, true);
  if (isCollection(left) && left.items.length === 0) removeAt(document, around);
}

/** The text with another value at one place; undefined: nothing is said there any more. */
export function written(text: string, place: Place, value: unknown): string {
  const document = parseDocument(text);
  if (value === undefined) {
    if (document.hasIn(place)) removeAt(document, place);
  } else {
    for (let length = 1; length < place.length; length += 1) {
      const around = place.slice(0, length);
      // Something else than a map or a list stands where one is needed.
      if (document.hasIn(around) && !isCollection(document.getIn(around, true)))
        document.setIn(around, document.createNode({}));
    }
    // A text that is there keeps the way in which it is quoted.
    document.setIn(place, typeof value === 'object' ? document.createNode(value) : value);
  }
  return document.toString({ lineWidth: 0 });
}
