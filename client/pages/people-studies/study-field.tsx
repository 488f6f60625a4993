/** One setting of a study in the form: shows what the file says at its place, and writes there. */

import type { FormField } from '../../data/people-studies/form-fields.ts';
import { placeOf, type Trouble, valueAt, written } from '../../data/people-studies/study-file.ts';
import { issueText } from '../../data/people-studies/trouble-text.ts';
import { AreaField } from '../../parts/area-field.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { peopleStudiesWords } from '../../text/people-studies-words.ts';

export interface FormProps {
  readonly text: string;
  readonly value: unknown;
  /** Null: nobody has asked yet, so nothing is called wrong. */
  readonly troubles: readonly Trouble[] | null;
  readonly write: (text: string) => void;
}

function shown(value: unknown, kind: FormField['kind']): string {
  if (value === undefined || value === null) return '';
  if (kind === 'lines' && Array.isArray(value)) return value.map(String).join('\n');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What a typed text means to the file; undefined: nothing is said. */
function meant(typed: string, { kind, required = false }: FormField): unknown {
  if (kind === 'lines') return typed === '' && !required ? undefined : typed.split('\n');
  if (typed === '' && !required) return undefined;
  if (kind !== 'number') return typed;
  if (typed === '') return null;
  // Other texts stay as they were typed, and are told to be no numbers.
  return /^\d{1,9}(\.\d{1,6})?$/.test(typed) && String(Number(typed)) === typed ? Number(typed) : typed;
}

/** The first thing that is wrong at a place or in what stands there. */
export function wrongAt(path: string, { troubles, value }: FormProps, deep = true): string | null {
  const found = troubles?.find(({ place }) => place === path || (deep && place.startsWith(`${path}.`)));
  return found === undefined ? null : issueText(found, valueAt(value, placeOf(found.place)));
}

function Choice({ field, path, label, props }: ShownField) {
  const { form } = peopleStudiesWords;
  const { text, value, write } = props;
  const place = placeOf(path);
  const words: Readonly<Record<string, string>> = form.choices[field.path as keyof typeof form.choices];
  const now = shown(valueAt(value, place), 'choice');
  const choose = (word: string): void => {
    // Another kind of the same thing has other settings beside it.
    if (place.at(-1) !== 'kind') write(written(text, place, word === '' ? undefined : word));
    else write(written(text, place.slice(0, -1), word === '' ? undefined : { kind: word }));
  };
  const known = now in words || now === '' ? [] : [[now, now] as const];
  const options = [['', form.asUsual] as const, ...Object.entries(words), ...known];
  return <SelectField label={label} value={now} options={options} onChoose={choose} />;
}

interface ShownField {
  readonly field: FormField;
  readonly path: string;
  readonly label: string;
  readonly props: FormProps;
}

/** `at`: the place of the list's member that the field is of. */
export function StudyField({ field, at, props }: { field: FormField; at?: string; props: FormProps }) {
  const { form } = peopleStudiesWords;
  const path = at === undefined ? field.path : field.path.replace('*', at);
  const { text, value, write } = props;
  const place = placeOf(path);
  const label = form.labels[field.path];
  if (field.when !== undefined && valueAt(value, placeOf(field.when[0])) !== field.when[1]) return null;
  if (field.kind === 'choice') return <Choice field={field} path={path} label={label} props={props} />;
  const hints: Readonly<Record<string, string>> = form.hints;
  const hint = hints[field.path];
  const common = {
    label,
    error: wrongAt(path, props),
    value: shown(valueAt(value, place), field.kind),
    ...(hint === undefined ? {} : { hint }),
    ...(field.usual === undefined ? {} : { placeholder: field.usual }),
  };
  const change = (typed: string): void => write(written(text, place, meant(typed, field)));
  if (field.kind === 'long' || field.kind === 'lines') {
    const rows = field.kind === 'long' ? 5 : 3;
    return <AreaField {...common} rows={rows} onChange={({ target }) => change(target.value)} />;
  }
  return (
    <TextField
      {...common}
      {...(field.kind === 'number' ? { inputMode: 'decimal' as const } : {})}
      onValueChange={(typed) => change(String(typed))}
    />
  );
}
