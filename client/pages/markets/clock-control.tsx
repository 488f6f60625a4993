/** The hand on a market's clock: hold, let go, one step, faster or slower. For its owner. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Clock, changeClock, setSpeed } from '../../../server/protocol/sdk/market-calls.ts';
import { faultText } from '../../app/trouble.tsx';
import { inMarket, marketQuery } from '../../data/market.ts';
import { newKey } from '../../data/session.ts';
import { Button } from '../../parts/button.tsx';
import { SelectField } from '../../parts/field.tsx';
import { Icon } from '../../parts/icon.tsx';
import { words } from '../../text/words.ts';
import { speedText } from './clock.tsx';

type Change =
  | { readonly kind: 'pause' | 'resume' | 'step' }
  | { readonly kind: 'speed'; readonly speed: number | null };

const SPEEDS: readonly number[] = [1, 10, 60, 600, 3_600, 86_400];

function speedOptions(speed: number | null): readonly (readonly [string, string])[] {
  const known = speed === null || SPEEDS.includes(speed) ? SPEEDS : [...SPEEDS, speed].sort((a, b) => a - b);
  const fast = speed === null ? [['', words.markets.clock.fast] as const] : [];
  return [...fast, ...known.map((one) => [String(one), speedText(one)] as const)];
}

export function ClockControl({ market, clock }: { readonly market: string; readonly clock: Clock }) {
  const { clock: text } = words.markets;
  const client = useQueryClient();
  const changing = useMutation({
    mutationFn: (change: Change) => {
      const http = inMarket(market);
      return change.kind === 'speed'
        ? setSpeed(http, change.speed, newKey())
        : changeClock(http, change.kind, newKey());
    },
    onSettled: () => client.invalidateQueries({ queryKey: marketQuery(market).queryKey }),
  });
  const held = clock.paused;
  return (
    <fieldset className="row" aria-label={text.group(market)}>
      <Button
        size="small"
        shape="icon"
        aria-label={held ? text.resume : text.pause}
        title={held ? text.resume : text.pause}
        disabled={changing.isPending}
        onClick={() => changing.mutate({ kind: held ? 'resume' : 'pause' })}
      >
        <Icon name={held ? 'play' : 'pause'} size={16} />
      </Button>
      <Button
        size="small"
        shape="icon"
        aria-label={text.step}
        title={text.stepHint}
        disabled={changing.isPending}
        onClick={() => changing.mutate({ kind: 'step' })}
      >
        <Icon name="step" size={16} />
      </Button>
      <SelectField
        label={text.speedOf(market)}
        hiddenLabel
        size="small"
        disabled={changing.isPending}
        value={clock.speed === null ? '' : String(clock.speed)}
        options={speedOptions(clock.speed)}
        onChoose={(speed) => changing.mutate({ kind: 'speed', speed: speed === '' ? null : Number(speed) })}
      />
      {changing.isError ? (
        <span className="field-error" role="alert">
          {text.failed(faultText(changing.error) ?? String(changing.error))}
        </span>
      ) : null}
    </fieldset>
  );
}
