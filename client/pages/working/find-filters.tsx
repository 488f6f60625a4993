/** The filters beside the list of projects. They stand in the address, so that a search can be kept and sent on. */

import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Skill } from '../../../server/protocol/sdk/work.ts';
import { Button } from '../../parts/button.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { amountText, typedNumber } from '../../text/typed.ts';
import { workingWords } from '../../text/working-words.ts';
import { type FindSearch, readSearch, SORTS, STATES, TYPES } from './find-search.ts';

interface FiltersProps {
  readonly market: string;
  readonly search: FindSearch;
  readonly skills: readonly Skill[];
}

function options<T extends string>(values: readonly T[], texts: Readonly<Record<T, string>>) {
  return values.map((value) => [value, texts[value]] as const);
}

const typedAgain = (dollars: number | undefined): string =>
  dollars === undefined ? '' : amountText(Math.round(dollars * 100));

/** What is typed; it is searched for when it is sent. */
function Words({
  search,
  onSubmit,
}: {
  readonly search: FindSearch;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}) {
  const { find } = workingWords.working;
  return (
    <form className="stack" onSubmit={onSubmit}>
      <TextField
        label={find.query}
        hint={find.queryHint}
        name="q"
        type="search"
        defaultValue={search.q ?? ''}
        maxLength={200}
      />
      <div className="find-budget">
        <TextField label={find.budgetFrom} name="min" inputMode="decimal" defaultValue={typedAgain(search.min)} />
        <TextField label={find.budgetTo} name="max" inputMode="decimal" defaultValue={typedAgain(search.max)} />
      </div>
      <Button type="submit" kind="primary">
        {find.apply}
      </Button>
    </form>
  );
}

interface SkillsProps {
  readonly skills: readonly Skill[];
  readonly chosen: readonly string[];
  readonly onToggle: (name: string) => void;
}

function Skills({ skills, chosen, onToggle }: SkillsProps) {
  const { find } = workingWords.working;
  return (
    <fieldset>
      <legend className="field-label">{find.skills}</legend>
      {skills.length === 0 ? <p className="soft">{find.noSkills}</p> : null}
      <div className="find-skills">
        {skills.map(({ id, name }) => (
          <label key={id} className="find-skill">
            <input type="checkbox" checked={chosen.includes(name)} onChange={() => onToggle(name)} /> {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function FindFilters({ market, search, skills }: FiltersProps) {
  const { find } = workingWords.working;
  const navigate = useNavigate();
  // On a phone what was found comes first.
  const [isWide] = useState(() => matchMedia('(min-width: 62rem)').matches);
  const go = (change: Partial<FindSearch>): void => {
    const { page: _first, ...now } = search;
    void navigate({ to: '/working/$market', params: { market }, search: readSearch({ ...now, ...change }) });
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const { q: _q, min: _min, max: _max, ...others } = search;
    const given = {
      q: form.get('q'),
      min: typedNumber(String(form.get('min'))),
      max: typedNumber(String(form.get('max'))),
    };
    const { page: _first, ...now } = others;
    void navigate({ to: '/working/$market', params: { market }, search: readSearch({ ...now, ...given }) });
  };
  const toggle = (name: string): void => {
    const chosen = search.skills ?? [];
    go({ skills: chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name] });
  };
  return (
    <section className="card card-body find-filters" aria-label={find.filters}>
      {/* Made anew where another address is opened, so that the fields show what it says. */}
      <Words key={JSON.stringify([search.q, search.min, search.max])} search={search} onSubmit={submit} />
      <details className="find-more" open={isWide}>
        <summary>{find.more}</summary>
        <div className="stack">
          <SelectField
            label={find.type}
            value={search.type ?? 'any'}
            options={options(TYPES, find.types)}
            onChoose={(type) => go({ type })}
          />
          <SelectField
            label={find.state}
            value={search.state ?? 'open'}
            options={options(STATES, find.states)}
            onChoose={(state) => go({ state })}
          />
          <SelectField
            label={find.sort}
            value={search.sort ?? 'newest'}
            options={options(SORTS, find.sorts)}
            onChoose={(sort) => go({ sort })}
          />
          <Skills skills={skills} chosen={search.skills ?? []} onToggle={toggle} />
        </div>
      </details>
      <Button kind="quiet" onClick={() => void navigate({ to: '/working/$market', params: { market }, search: {} })}>
        {find.clear}
      </Button>
    </section>
  );
}
