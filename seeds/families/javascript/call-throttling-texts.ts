/** What the family `call-throttling` asks for, in three voices, with its dials and slips. */

import type { Slip, Told } from '../ruled-project.ts';

export const DIALS = {
  manner: ['trailing', 'forced', 'throttle', 'batch'],
  report: ['log', 'stats', 'slots'],
} as const;

export type Manner = (typeof DIALS)['manner'][number];
export type Report = (typeof DIALS)['report'][number];

interface Text {
  readonly title: string;
  readonly minutes: number;
  readonly told: Told;
  readonly slips: readonly Slip[];
}

export const MANNERS: Readonly<Record<Manner, Text>> = {
  trailing: {
    title: 'Debounced calls',
    minutes: 30,
    told: [
      'Rule: a call starts a burst; each further call of the key less than wait after the last one belongs to it. The burst runs once, wait after its last call. A call at exactly the moment of the run starts a new burst.',
      'The rule: nothing is done at once. Only when there was quiet for as long as wait since the last call do we run, one time for all the calls that had come up to then. If a call comes at exactly the moment when we run, it is too late for that run and begins a new burst.',
      'A burst is a maximal sequence of calls of a key, each less than wait after its predecessor. It is run once, at the time of its last call plus wait. (A call exactly wait after its predecessor therefore begins a new burst.)',
    ],
    slips: [
      ['exactly-belongs', 'A call at the moment of the run starts anew.', 'time < last + wait', 'time <= last + wait'],
      [
        'from-the-first',
        'The wait starts with the last call.',
        'last = time;',
        'if (last === null || time >= last + wait) last = time;',
      ],
    ],
  },
  forced: {
    title: 'Debounced calls with a longest delay',
    minutes: 40,
    told: [
      'Rule: a call starts a burst, which runs once, wait after its last call, but never later than 3 * wait after its first call. Calls before the moment of the run belong to the burst; a call at exactly that moment or later starts a new one.',
      'The rule: a run is put off until there was quiet for as long as wait since the last call, but not for ever: three times wait after the first call that was put off we run in any case. A run is for all calls that had come before that moment; one that comes at exactly this moment begins a new burst.',
      'A burst begins with a call and is run once, at the earlier of: the time of its last call plus wait; the time of its first call plus three times wait. Calls of the key preceding the time of the run belong to the burst; a call at that time or later begins a new one.',
    ],
    slips: [
      [
        'never-forced',
        'A run is at most three waits after the first call.',
        'Math.min(last + wait, first + 3 * wait)',
        'last + wait',
      ],
      ['exactly-belongs', 'A call at the moment of the run starts anew.', 'time >= due', 'time > due'],
    ],
  },
  throttle: {
    title: 'Throttled calls',
    minutes: 40,
    told: [
      'Rule: a call runs at once if the last run of the key is at least wait ago (or there was none). Otherwise it is kept, and all kept calls run together, once, exactly wait after the last run. A call at exactly that moment is not part of it but kept for the next; if nothing was kept it runs at once.',
      'The rule: between two runs of a key there must be at least wait. A call runs immediately if that is so, or if it is the first of all. If not, it has to wait together with others that come, and they run in one go as soon as wait has passed since the last run. A call that comes at exactly this moment is too late for it and waits for the next run; of course, if nobody was waiting it runs immediately.',
      'A call is run at once if no calls of its key are pending and the previous run of the key, if any, is at least wait earlier. Otherwise it is pending. All pending calls are run together exactly wait after the previous run; a call made at that very time is not included but pending anew.',
    ],
    slips: [
      [
        'too-late-included',
        'A call at exactly that moment waits for the next run.',
        'time < waiting.at',
        'time <= waiting.at',
      ],
      [
        'quiet-not-counted',
        'After a long quiet a call runs at once.',
        'Math.max(time, free)',
        'free > 0 ? free : time',
      ],
    ],
  },
  batch: {
    title: 'Calls in batches',
    minutes: 25,
    told: [
      'Rule: a call starts a batch, which runs once, exactly wait after this first call, with all calls of the key made before that moment. A call at exactly that moment or later starts a new batch.',
      'The rule: with the first call a batch is opened, and wait later it runs, with everything that has come in the meantime; later calls do not put it off. A call at exactly the moment of the run is too late for it and opens the next batch.',
      'A batch begins with a call and is run once, at the time of this call plus wait, comprising all calls of the key before that time. A call at that time or later begins a new batch.',
    ],
    slips: [
      [
        'exactly-belongs',
        'A call at the moment of the run starts anew.',
        'end <= batch.calls[0].time + wait - 1',
        'end <= batch.calls[0].time + wait',
      ],
      [
        'put-off',
        'Later calls do not put the batch off.',
        'end <= batch.calls[0].time + wait - 1',
        'end <= batch.calls.at(-1).time + wait - 1',
      ],
    ],
  },
};

export const REPORTS: Readonly<Record<Report, Text>> = {
  log: {
    title: 'log of runs',
    minutes: 5,
    told: [
      'Result: [time, key, values] per run, values = those of its calls in order; sorted by time, runs of the same time by key (character codes).',
      'I get back a list of the runs, in order of time, each as time, key and the list of the values of its calls in order. Runs at the same time are in ASCII order of their keys.',
      'The result is the list of [time, key, values] of all runs, values being those of the calls in order, sorted by time and then by key in code point order.',
    ],
    slips: [
      [
        'last-value-only',
        'All values of a run are given.',
        'calls.map(({ value }) => value)',
        '[calls[calls.length - 1].value]',
      ],
    ],
  },
  stats: {
    title: 'figures by key',
    minutes: 15,
    told: [
      'Result: [key, runs, most, longest] per key, sorted by key (character codes): number of runs, most calls in one run, longest time from the first call of a run to the run.',
      'I get back a list with four things for every key, in ASCII order of the keys: the key, how many runs there were, how many calls there were at most in one run, and the longest time that a first call had to wait for its run.',
      'The result is, for each key in code point order, [key, number of runs, maximum number of calls of a run, maximum of (time of the run minus time of its first call)].',
    ],
    slips: [
      [
        'waits-of-the-last',
        'The first call of a run is meant.',
        'run.at - run.calls[0].time',
        'run.at - run.calls[run.calls.length - 1].time',
      ],
    ],
  },
  slots: {
    title: 'load by time slot',
    minutes: 10,
    told: [
      'Result: [slot, runs, sum] for each slot of 100 with runs, in order: slot = 0, 100, 200 ... (a run at 100 is in slot 100), number of runs of all keys, sum of all values of their calls.',
      'I get back a list of the load by slots of one hundred, only those in which something ran, in order: the beginning of the slot (0, 100, 200; a run at exactly 100 belongs to the second), the number of runs of whatever key, and the sum of the values of all their calls.',
      'The result is the list of [slot, number of runs, sum of the values of their calls] for those intervals slot <= time < slot + 100, slot being a multiple of 100, which contain runs of any key, in ascending order.',
    ],
    slips: [['calls-counted', 'Runs are counted.', 'row[1] += 1;', 'row[1] += calls.length;']],
  },
};
