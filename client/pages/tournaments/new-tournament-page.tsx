/** A new tournament: a form that writes the file, and the file itself, which is what is sent. */

import './new-tournament.css';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { createTournament } from '../../../server/protocol/sdk/tournament-calls.ts';
import { useTitle } from '../../app/title.ts';
import { faultText } from '../../app/trouble.tsx';
import { newKey, session } from '../../data/session.ts';
import { AreaField } from '../../parts/area-field.tsx';
import { Button } from '../../parts/button.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { marketWords } from '../../text/market-words.ts';
import { tournamentWords } from '../../text/tournament-words.ts';
import { Costs, rosterIn } from './costs.tsx';
import { fileOf, type Settings } from './file.ts';

const MECHANISMS = ['fp_sealed', 'vickrey', 'english_rev', 'buyer_determined', 'posted', 'lottery'] as const;
const BEGIN: Settings = {
  name: 'my-auction',
  seed: 'seed-1',
  protocol: 'auction',
  mechanism: 'fp_sealed',
  limit: '20',
  biddingMinutes: '60',
  settlement: 'verdict',
};

interface FormProps {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
}

function Form({ settings, change }: FormProps) {
  const { form, protocols } = tournamentWords.tournaments;
  const { project } = marketWords;
  const auction = settings.protocol === 'auction';
  return (
    <div className="card-body stack">
      <TextField
        label={form.name}
        hint={form.nameHint}
        value={settings.name}
        onValueChange={(name) => change({ name })}
      />
      <TextField
        label={form.seed}
        hint={form.seedHint}
        value={settings.seed}
        onValueChange={(seed) => change({ seed })}
      />
      <SelectField
        label={form.protocol}
        value={settings.protocol}
        onChoose={(protocol) => change({ protocol })}
        options={[
          ['auction', protocols.auction],
          ['solo', protocols.solo],
        ]}
      />
      <TextField
        label={form.limit}
        hint={form.limitHint}
        inputMode="numeric"
        value={settings.limit}
        onValueChange={(limit) => change({ limit })}
      />
      {auction ? (
        <>
          <SelectField
            label={form.mechanism}
            value={settings.mechanism}
            onChoose={(mechanism) => change({ mechanism })}
            options={MECHANISMS.map((one) => [one, project.mechanisms[one] ?? one] as const)}
          />
          <TextField
            label={form.bidding}
            inputMode="numeric"
            value={settings.biddingMinutes}
            onValueChange={(biddingMinutes) => change({ biddingMinutes })}
          />
          <SelectField
            label={form.settlement}
            value={settings.settlement}
            onChoose={(settlement) => change({ settlement })}
            options={Object.entries(form.settlements) as ['verdict' | 'employer', string][]}
          />
        </>
      ) : null}
    </div>
  );
}

interface FileCardProps {
  readonly file: string;
  readonly setFile: (file: string) => void;
}

function FileHead({ file }: Pick<FileCardProps, 'file'>) {
  const { form } = tournamentWords.tournaments;
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(file);
    setCopied(file);
  };
  return (
    <div className="card-head">
      <h2 id="file-title">{form.file}</h2>
      <Button size="small" onClick={() => void copy()}>
        {copied === file ? form.copied : form.copy}
      </Button>
    </div>
  );
}

function RosterField(props: { readonly roster: string; readonly setRoster: (roster: string) => void }) {
  const { form } = tournamentWords.tournaments;
  const { roster, setRoster } = props;
  return (
    <AreaField
      label={form.roster}
      hint={form.rosterHint}
      code
      rows={5}
      value={roster}
      onChange={({ target }) => setRoster(target.value)}
    />
  );
}

function FileCard({ file, setFile }: FileCardProps) {
  const { form, failed } = tournamentWords.tournaments;
  const navigate = useNavigate();
  const [speed, setSpeed] = useState<string>('');
  const [roster, setRoster] = useState('');
  const creating = useMutation({
    mutationFn: (start: boolean) =>
      createTournament(
        session.http,
        { config: file, ...rosterIn(roster), speed: speed === '' ? null : Number(speed), start },
        newKey(),
      ),
    onSuccess: ({ tournament }) => navigate({ to: '/tournaments/$tournament', params: { tournament } }),
  });
  const problem = creating.isError ? failed(faultText(creating.error) ?? String(creating.error)) : null;
  return (
    <section className="card" aria-labelledby="file-title">
      <FileHead file={file} />
      <div className="card-body stack">
        <label className="field">
          <span className="field-hint">{form.fileHint}</span>
          <textarea
            className="input file-text"
            rows={14}
            spellCheck={false}
            value={file}
            onChange={({ target }) => setFile(target.value)}
          />
        </label>
        <SelectField
          label={form.speed}
          value={speed}
          onChoose={setSpeed}
          options={Object.entries(form.speeds) as [string, string][]}
        />
        <RosterField roster={roster} setRoster={setRoster} />
        <Costs file={file} roster={roster} />
        {problem === null ? null : (
          <p className="notice" data-tone="bad" role="alert">
            {problem}
          </p>
        )}
        <div className="row">
          <Button kind="primary" disabled={creating.isPending} onClick={() => creating.mutate(true)}>
            {form.start}
          </Button>
          <Button disabled={creating.isPending} onClick={() => creating.mutate(false)}>
            {form.later}
          </Button>
        </div>
      </div>
    </section>
  );
}

export function NewTournamentPage() {
  const { form, title } = tournamentWords.tournaments;
  const [settings, setSettings] = useState(BEGIN);
  const [file, setFile] = useState(() => fileOf(BEGIN));
  useTitle(form.title);
  const change = (part: Partial<Settings>): void => {
    const next = { ...settings, ...part };
    setSettings(next);
    setFile(fileOf(next));
  };
  return (
    <>
      <div className="page-head">
        <div>
          <Link className="soft" to="/tournaments">
            {title}
          </Link>
          <h1>{form.title}</h1>
          <p>{form.text}</p>
        </div>
      </div>
      <div className="two-columns">
        <section className="card" aria-labelledby="fields-title">
          <div className="card-head">
            <h2 id="fields-title">{form.fields}</h2>
          </div>
          <Form settings={settings} change={change} />
        </section>
        <FileCard file={file} setFile={setFile} />
      </div>
    </>
  );
}
