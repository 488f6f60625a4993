/** The hand that goes through a market: by event or by market time, step by step or playing. */

import { useEffect, useState } from 'react';
import type { Moment } from '../../../server/protocol/sdk/calls.ts';
import { Button } from '../../parts/button.tsx';
import { SelectField } from '../../parts/field.tsx';
import { Icon } from '../../parts/icon.tsx';
import { count, moment as written } from '../../text/format.ts';
import { resultWords } from '../../text/result-words.ts';
import { useSpan } from './use-moment.ts';

const PLAY_MS = 400;
/** However long a market is, it plays in about a minute. */
const PLAY_STEPS = 150;

interface ScrubberProps {
  readonly market: string;
  readonly moment: Moment;
  /** The event up to which the market is shown. */
  readonly seen: number;
  readonly last: number;
  readonly go: (moment: Moment) => void;
}

interface Scale {
  readonly by: 'cursor' | 'at';
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly step: number;
  readonly told: string;
  readonly momentOf: (value: number) => Moment;
}

function useScale({ market, moment, seen, last }: ScrubberProps): Scale {
  const { replay: text } = resultWords;
  const [from, to] = useSpan(market, last) ?? [0, 0];
  if ('at' in moment) {
    const value = Math.min(Math.max(moment.at, from), Math.max(from, to));
    const told = `${written(value)}, ${text.of(count(seen), count(last))}`;
    const step = Math.max(1, Math.round((to - from) / 1_000));
    return { by: 'at', from, to, value, step, told, momentOf: (at) => ({ at }) };
  }
  const { cursor: value } = moment;
  const told = text.of(count(value), count(last));
  return { by: 'cursor', from: 1, to: last, value, step: 1, told, momentOf: (cursor) => ({ cursor }) };
}

/** Goes on by itself while `playing`; `stop` at the end. */
function usePlaying(playing: boolean, scale: Scale, go: (moment: Moment) => void, stop: () => void): void {
  const { value, from, to, momentOf } = scale;
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setTimeout(() => {
      if (value >= to) stop();
      else go(momentOf(Math.min(to, value + Math.max(1, Math.round((to - from) / PLAY_STEPS)))));
    }, PLAY_MS);
    return () => clearTimeout(timer);
  }, [from, go, momentOf, playing, stop, to, value]);
}

function CopyLink() {
  const { replay: text } = resultWords;
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(window.location.href);
    setCopied(true);
  };
  return (
    <Button size="small" onClick={() => void copy()}>
      <Icon name={copied ? 'check' : 'link'} size={16} />
      {copied ? text.copied : text.link}
    </Button>
  );
}

export function Scrubber(props: ScrubberProps) {
  const { market, seen, last, go } = props;
  const { replay: text } = resultWords;
  const [playing, setPlaying] = useState(false);
  const scale = useScale(props);
  const span = useSpan(market, last);
  usePlaying(playing, scale, go, () => setPlaying(false));
  const { by, from, to, value, step, told, momentOf } = scale;
  // From one scale to the other, one stays where one is, as far as it is known.
  const change = (wanted: 'cursor' | 'at'): void => {
    if (wanted === 'cursor') go({ cursor: Math.max(1, seen) });
    else if (span !== undefined)
      go({ at: Math.round(span[0] + ((span[1] - span[0]) * (seen - 1)) / Math.max(1, last - 1)) });
  };
  return (
    <div className="card card-body scrubber">
      <div className="row">
        <Button shape="icon" aria-label={playing ? text.pause : text.play} onClick={() => setPlaying(!playing)}>
          <Icon name={playing ? 'pause' : 'play'} />
        </Button>
        <Button shape="icon" aria-label={text.back} disabled={seen <= 1} onClick={() => go({ cursor: seen - 1 })}>
          <Icon name="left" />
        </Button>
        <Button shape="icon" aria-label={text.forward} disabled={seen >= last} onClick={() => go({ cursor: seen + 1 })}>
          <Icon name="right" />
        </Button>
        <SelectField
          label={text.by}
          hiddenLabel
          size="small"
          value={by}
          onChoose={change}
          options={[
            ['cursor', text.bys.cursor],
            ['at', text.bys.at],
          ]}
        />
      </div>
      <label className="scrubber-label">
        <span className="for-readers">{by === 'at' ? text.bys.at : text.scrub}</span>
        <input
          type="range"
          min={from}
          max={to}
          step={step}
          value={value}
          aria-valuetext={told}
          onChange={({ target }) => go(momentOf(Number(target.value)))}
        />
        <span className="soft">{told}</span>
      </label>
      <CopyLink />
    </div>
  );
}
