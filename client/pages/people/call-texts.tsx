/** What one call said: every turn as the text that it is, whatever it looks like. */

import { useQuery } from '@tanstack/react-query';
import type { ModelCall } from '../../../server/protocol/sdk/model-calls.ts';
import { faultText } from '../../app/trouble.tsx';
import { modelCallQuery } from '../../data/model-calls.ts';
import { Loading } from '../../parts/state.tsx';
import { callWords } from '../../text/call-words.ts';
import { count, decimal } from '../../text/format.ts';

/** What was said stands in its order for ever: its place is its name. */
const placed = <T extends object>(things: readonly T[]): readonly (T & { readonly place: number })[] =>
  things.map((thing, place) => ({ ...thing, place }));

type Told = Extract<ModelCall, { texts: 'told' }>;

function Turn({ turn, label }: { readonly turn: Told['turns'][number]; readonly label: string }) {
  const { calls: text } = callWords;
  return (
    <div className="call-turn" data-role={turn.role}>
      <h3 className="field-label">{label}</h3>
      {turn.text === '' && turn.tools.length > 0 ? null : (
        <pre className="call-text">{turn.text === '' ? text.empty : turn.text}</pre>
      )}
      {placed(turn.tools).map((tool) => (
        <div key={tool.place}>
          <p className="soft">{text.tool(tool.name)}</p>
          <pre className="call-text">{tool.input}</pre>
        </div>
      ))}
    </div>
  );
}

function Texts({ call }: { readonly call: Told }) {
  const { calls: text } = callWords;
  const { model, temperature, maxTokens, offered, schema, turns } = call;
  return (
    <>
      <p className="soft">
        {text.asked(model, decimal(temperature, 1), count(maxTokens))}
        {schema === null ? null : <> · {text.form(schema)}</>}
        {offered.length === 0 ? null : <> · {text.offered(offered.join(', '))}</>}
      </p>
      {placed(turns).map((turn) => (
        <Turn key={turn.place} turn={turn} label={text.roles[turn.role] ?? turn.role} />
      ))}
    </>
  );
}

export function CallTexts({ market, number }: { readonly market: string; readonly number: number }) {
  const { calls: text } = callWords;
  const { data, error } = useQuery(modelCallQuery(market, number));
  if (error !== null) {
    return (
      <p className="field-error" role="alert">
        {faultText(error) ?? String(error)}
      </p>
    );
  }
  if (data === undefined) return <Loading />;
  return data.texts === 'told' ? <Texts call={data} /> : <p className="soft">{text[data.texts]}</p>;
}
