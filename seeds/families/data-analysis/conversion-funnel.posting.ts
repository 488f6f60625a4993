/** What the employers of the family `conversion-funnel` ask for. */

import type { Piece } from '../study-family.ts';
import { type SettingsOf, tellerOf } from '../study-parts.ts';

export const FUNNEL_DIALS = {
  path: ['in order', 'any order', 'strict', 'latest start'],
  report: ['counts', 'losses', 'waiting'],
  window: ['none', 'from the first step', 'from step to step'],
  split: ['all', 'by channel'],
} as const;
export type FunnelSettings = SettingsOf<typeof FUNNEL_DIALS>;

export interface FunnelNames {
  readonly site: string;
  readonly entry: string;
  readonly who: string;
  readonly channel: string;
}

function pathPiece({ path }: FunnelSettings, { who }: FunnelNames, index: number): Piece {
  const tell = tellerOf(index);
  return {
    'in order': tell.need(
      [
        `A ${who} reaches the first step with its first event of that name; each further step with the first event of its name that comes after the event which reached the step before. Other events in between do not matter.`,
        `The order matters but not what happens in between: take the first time somebody does step one, after that the first time of step two, and so on, whatever else they do meanwhile.`,
        `Matching: earliest event of step 1, then the earliest event of step 2 later in the list, etc. Unrelated events between them are allowed.`,
      ],
      'steps out of order',
      'other events between',
      'starts twice',
    ),
    'any order': tell.need(
      [
        `The order of a ${who}'s events does not matter: step k is reached by whoever has at least one event of each of the first k steps. The first event of a name is the one that counts.`,
        `We do not care in which order people do things. Somebody has reached step k once they have done each of the steps up to k at least one time, and the first time is what counts.`,
        `Matching: order-free. Step k is reached if steps 1..k all occur among the events; use the first occurrence of each.`,
      ],
      'steps out of order',
      'other events between',
      'starts twice',
    ),
    strict: tell.need(
      [
        `The steps must follow one another directly: the first step is reached with the ${who}'s first event of that name, and each further step only if the very next event of the same ${who} has its name. Any other event in between ends the path.`,
        `We are strict: begin with the first time somebody does step one, and then the very next thing the same ${who} does must be step two, the next step three and so on; as soon as something else comes, they have left.`,
        `Matching: first event of step 1, from there on consecutive events of the same ${who} must be steps 2, 3, ...; anything else in between stops the path.`,
      ],
      'steps out of order',
      'other events between',
      'starts twice',
    ),
    'latest start': tell.need(
      [
        `Every event of the first step starts a new try: from it each further step is the first event of its name after the event that reached the step before. A ${who} counts with the try that got furthest; if several got equally far, with the last of them.`,
        `People come back, so each time they do step one is a new try, and from there I look for the first step two after it, then step three and so on. For every ${who} use the try that came furthest, and if some came equally far the most recent of these.`,
        `Matching: each occurrence of step 1 opens an attempt (then the earliest later step 2, earliest later step 3, ...). Per ${who} the attempt with most steps counts; tie: the latest attempt.`,
      ],
      'steps out of order',
      'other events between',
      'starts twice',
    ),
  }[path];
}

function windowPieces({ window, path }: FunnelSettings, index: number): Piece[] {
  const tell = tellerOf(index);
  const dropped = path === 'any order' ? 'it and the steps behind it are not reached' : 'the path ends before it';
  const between = path === 'any order' ? ' (earlier or later)' : '';
  if (window === 'none') return [];
  return [
    window === 'from the first step'
      ? tell.need(
          [
            `A step counts only if its event is at most \`minutes\` minutes away${between} from the event of the first step; otherwise ${dropped}.`,
            `There is a time limit, the argument minutes, counted from the first step: a step whose event lies more than that away${between} does not count and ${dropped}. Exactly that long is still fine.`,
            `Time limit: |time of the step - time of step 1| <= minutes${between}; beyond it ${dropped}.`,
          ],
          'time limit',
          'exactly on the limit',
        )
      : tell.need(
          [
            `A step counts only if its event is at most \`minutes\` minutes away${between} from the event of the step before; otherwise ${dropped}.`,
            `There is a time limit, the argument minutes, from each step to the next: if the event of a step lies more than that away${between} from that of the step before, it does not count and ${dropped}. Exactly that long is fine.`,
            `Time limit: |time of the step - time of the previous step| <= minutes${between}; beyond it ${dropped}.`,
          ],
          'time limit',
          'exactly on the limit',
        ),
  ];
}

function reportPiece({ report }: FunnelSettings, { who }: FunnelNames, index: number): Piece {
  const tell = tellerOf(index);
  return {
    counts: tell.need(
      [
        `Per step one object { step, count, rate }: count is the number of ${who}s that reached it, rate is count divided by the count of the first step, as a number between 0 and 1 (0 if nobody reached the first).`,
        `For each step I want { step, count, rate }, count being how many ${who}s got there and rate that number divided by the one of the first step, 1 being everybody; 0 if nobody did the first.`,
        `Objects { step, count, rate }: ${who}s who reached the step; that number / number of step 1 (0 when step 1 has none).`,
      ],
      'a few events',
      'nobody starts',
      'one step',
    ),
    losses: tell.need(
      [
        `Per step one object { step, count, lost, loss }: count is the number of ${who}s that reached it, lost how many of them did not reach the next step (0 for the last), loss is lost divided by count as a number between 0 and 1 (0 where count is 0).`,
        `For each step I want { step, count, lost, loss }: how many ${who}s got there, how many of these never made it to the next step, and the second divided by the first. After the last step nobody can get lost, so 0 there, and loss is 0 as well if nobody got there.`,
        `Objects { step, count, lost, loss }: ${who}s who reached the step; those of them who stopped there (last step: 0); lost / count (0 when count is 0).`,
      ],
      'a few events',
      'nobody starts',
      'one step',
    ),
    waiting: tell.need(
      [
        `Per step one object { step, count, median }: count is the number of ${who}s that reached it; median is the median of the minutes between the event of the step before and its own over these ${who}s, always positive or 0 (mean of the two in the middle for an even number), null for the first step and where count is 0.`,
        `For each step I want { step, count, median }: how many ${who}s got there and the median of the minutes they took from the step before (if the events are the other way round take the time between them without sign). With an even number take the mean of the middle two; null for the first step, and null if nobody got there.`,
        `Objects { step, count, median }: ${who}s who reached the step; median of |time of this step - time of the previous step| in minutes (even number: mean of the two middle values); null for step 1 and for count 0.`,
      ],
      'a few events',
      'nobody starts',
      'one step',
    ),
  }[report];
}

export function posting(settings: FunnelSettings, names: FunnelNames, index: number): Piece[] {
  const tell = tellerOf(index);
  const { split, window } = settings;
  const { site, entry, who, channel } = names;
  const call = `${entry}(events, steps${window === 'none' ? '' : ', minutes'})`;
  const extra = split === 'all' ? '' : `, ${channel}`;
  return [
    tell.say(
      `Funnel report for ${site} in plain JavaScript.\n\nsolution.js: function ${call}\n- events: list of { ${who}, name, at${extra} }, in the order in which they happened. at is a whole number of minutes, it never goes down along the list.\n- steps: list of event names, at least one, all different.`,
      `Hi! I run ${site} and would like to see where people drop out on the way to an order. Please write solution.js (plain JavaScript, no packages) with the function ${call}. events are objects { ${who}, name, at${extra} } sorted by time, where at is a time in whole minutes (two can have the same time, the list order tells which was first). steps lists the names of the events on the way, at least one and no name twice.`,
      `Subject: Fwd: Re: funnel\nFor ${site}. Deliver solution.js with ${call}, no dependencies.\nevents: { ${who}, name, at${extra} }, chronological, at in integer minutes (equal times possible; list order decides). steps: one or more different event names.`,
    ),
    pathPiece(settings, names, index),
    ...windowPieces(settings, index),
    reportPiece(settings, names, index),
    split === 'all'
      ? tell.need(
          [
            'Return the list of these objects in the order of steps. No events: the list with zeros.',
            'The function returns the list of them in the order of steps, also when there are no events at all.',
            'Return value: list in the order of steps, complete even for an empty list of events.',
          ],
          'no events',
          'drawn events',
          'large log',
        )
      : tell.need(
          [
            `Return an object with one such list (in the order of steps) for every ${channel} that occurs. A ${who} belongs to the ${channel} of its very first event in the list, whatever that event is. No events: {}.`,
            `Split it by ${channel}: I want an object whose keys are the ${channel}s that people came by and whose values are these lists in the order of steps. What counts is the ${channel} of the first event of a ${who} in the list, any event, later ones do not move them. With no events it is an empty object.`,
            `Return value: object, ${channel} -> list in the order of steps. Each ${who} is counted under the ${channel} of their first event of any name. Empty events: {}.`,
          ],
          'no events',
          'two channels',
          'drawn events',
          'large log',
        ),
    tell.say(
      '\n- Numbers are compared with a tolerance of 1e-9; do not round.',
      'No rounding please, I format it myself.',
      '\nNo rounding (tolerance 1e-9).',
    ),
  ];
}
