/** Task family: sessions out of clicks (visits, steps of a funnel, last pages). */

import type { Chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { between, someFirm } from '../drawn-words.ts';
import { functionProject, type Posting, PYTHON } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { voicedFamily } from '../three-voices.ts';
import { clickSessionsPieces } from './click-sessions.posting.ts';
import { sessionPrograms, sessionWrong } from './click-sessions.programs.ts';

const DIALS = {
  task: ['list', 'funnel', 'exits'],
  end: ['pause', 'midnight'],
  order: ['time', 'size'],
} as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>>;
type Click = [visitor: string, time: number, page: string];

/** Each click is asked whether it opens a session; the sessions follow from the openings. */
function sessionsOf({ end }: Settings, clicks: readonly Click[]): Click[][] {
  const ordered = clicks
    .map((click, at) => ({ click, at }))
    .toSorted((a, b) => a.click[1] - b.click[1] || a.at - b.at)
    .map(({ click }) => click);
  const opens = (click: Click, own: readonly Click[]) => {
    const before = own[own.indexOf(click) - 1];
    if (before === undefined || click[1] - before[1] > 1_800) return true;
    return end === 'midnight' && Math.floor(click[1] / 86_400) > Math.floor(before[1] / 86_400);
  };
  return [...Map.groupBy(ordered, ([visitor]) => visitor).values()].flatMap((own) => {
    const starts = own.flatMap((click, at) => (opens(click, own) ? [at] : []));
    return starts.map((start, at) => own.slice(start, starts[at + 1] ?? own.length));
  });
}

function answer(settings: Settings, clicks: readonly Click[], steps: readonly string[]): Json {
  const { task, order } = settings;
  const sessions = sessionsOf(settings, clicks);
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  if (task === 'list') {
    const rows = sessions.map((session) => ({
      visitor: session[0]?.[0] ?? '',
      start: session[0]?.[1] ?? 0,
      end: session.at(-1)?.[1] ?? 0,
      count: session.length,
    }));
    const sorted = rows.toSorted(
      (a, b) => (order === 'size' ? b.count - a.count : 0) || a.start - b.start || byText(a.visitor, b.visitor),
    );
    return sorted.map(({ visitor, start, end, count }) => [visitor, start, end - start, count]);
  }
  if (task === 'funnel') {
    const deep = sessions.map((session) =>
      session.reduce((done, [, , page]) => (page === steps[done] ? done + 1 : done), 0),
    );
    return steps.map((_, at) => {
      const count = deep.filter((done) => done > at).length;
      return order === 'time' ? count : Math.floor((100 * count) / Math.max(1, sessions.length));
    });
  }
  const pages = [...new Set(clicks.map(([, , page]) => page))];
  const rows = pages.map((page) => {
    const views = sessions.map((session) => session.filter(([, , other]) => other === page).length);
    return {
      page,
      views: views.reduce((sum, count) => sum + (order === 'time' ? count : Math.min(1, count)), 0),
      exits: sessions.filter((session) => session.at(-1)?.[2] === page).length,
    };
  });
  return rows
    .toSorted((a, b) => b.exits - a.exits || byText(a.page, b.page))
    .map(({ page, views, exits }) => [page, views, exits]);
}

const PAGES = ['home', 'search', 'item', 'cart', 'pay', 'thanks', 'help'] as const;
const STEPS = ['home', 'item', 'cart', 'pay'] as const;
const DAY = 86_400;

function looksOf(random: Chance): Record<'visible' | 'hidden', Record<string, Click[]>> {
  const some = (count: number, visitors: number, span: number): Click[] => {
    const times = new Set<number>();
    while (times.size < count) times.add(20_000 * DAY + between(random, 0, span));
    return random.shuffle([...times]).map((time): Click => [`v${random.below(visitors)}`, time, random.pick(PAGES)]);
  };
  const at = 20_100 * DAY + 36_000;
  const walk = (visitor: string, start: number, gap: number, ...pages: readonly string[]) =>
    pages.map((page, step): Click => [visitor, start + gap * step, page]);
  return {
    visible: {
      'one visitor': walk('ann', at, 60, 'home', 'item', 'cart'),
      'two visitors and a pause': [
        ...walk('ann', at, 100, 'home', 'item'),
        ...walk('bob', at + 50, 700, 'search', 'item', 'help'),
        ...walk('ann', at + 9_000, 20, 'home', 'cart', 'item', 'pay'),
      ],
    },
    hidden: {
      'no clicks': [],
      'half an hour exactly': [
        ...walk('ann', at, 1_800, 'home', 'item', 'cart'),
        ...walk('bob', at + 7, 1_801, 'home', 'item', 'cart'),
      ],
      'over midnight': [
        ...walk('ann', 20_101 * DAY - 600, 300, 'home', 'item', 'cart', 'pay'),
        ...walk('bob', 20_101 * DAY - 1, 1, 'home', 'help', 'item'),
      ],
      'in any order': random.shuffle([
        ...walk('cat', at, 400, 'home', 'item', 'home', 'cart', 'pay'),
        ...walk('ann', at + 3, 1_500, 'search', 'item', 'cart'),
      ]),
      'pages again and again': walk('ann', at, 30, 'home', 'home', 'item', 'home', 'item', 'help', 'help'),
      'steps out of order': [
        ...walk('ann', at, 30, 'cart', 'home', 'pay', 'item'),
        ...walk('bob', at + 1, 30, 'item', 'home', 'item', 'pay', 'cart'),
      ],
      'equal in size': [
        ...walk('bob', at, 10, 'home', 'item'),
        ...walk('ann', at, 10, 'help', 'item'),
        ...walk('cat', at - 500, 10, 'home', 'cart'),
        ...walk('dan', at + 5_000, 10, 'home'),
      ],
      'drawn 1': some(30, 4, 20_000),
      'drawn 2': some(60, 5, 90_000),
      'a large log': some(700, 12, 3 * DAY),
    },
  };
}

function build(settings: Settings, random: Chance, posting: Posting, reference: string) {
  type Call = [Click[]] | [Click[], string[]];
  const looks = looksOf(random);
  const each = (side: Record<string, Click[]>) =>
    Object.fromEntries(
      Object.entries(side).map(([name, clicks]): [string, Call] => [
        name,
        settings.task === 'funnel' ? [clicks, [...STEPS]] : [clicks],
      ]),
    );
  return functionProject<Call>(PYTHON, posting, {
    visible: each(looks.visible),
    hidden: each(looks.hidden),
    reference,
    wrong: sessionWrong(settings),
    entry: 'analyse',
    answer: (clicks, steps = []) => answer(settings, clicks, steps),
  });
}

const STORIES = [
  'sells shoes on the web',
  'has a portal for recipes',
  'lets holiday flats',
  'is a library with an online catalogue',
  'runs a ticket shop',
] as const;

export const clickSessions = voicedFamily({
  name: 'click-sessions',
  category: 'logs',
  dials: DIALS,
  variant: (settings, circumstances) => {
    const { tell, turn, random } = circumstances;
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    return {
      title: {
        list: tell(
          'Python: sessions from a list of clicks',
          'Turn our clicks into visits',
          'Formation of sessions from clicks',
        ),
        funnel: tell('Python: funnel of sessions', 'How far do our visitors get?', 'Conversion funnel over sessions'),
        exits: tell('Python: exit pages of sessions', 'On which pages do we lose people?', 'Exit pages of sessions'),
      }[settings.task],
      opening: tell(
        `${story}. Python function over raw clicks wanted.`,
        `${story}. The clicks of our visitors are stored one by one, which says nothing until they are put together.`,
        `${story}. A Python function shall evaluate its recorded clicks by session.`,
      ),
      pieces: clickSessionsPieces(circumstances, settings),
      skills: ['Python', 'Web Analytics'],
      minutes: { list: 25, funnel: 35, exits: 30 }[settings.task] + (settings.end === 'midnight' ? 5 : 0),
      programs: sessionPrograms(settings),
      build: (posting, reference) => build(settings, random, posting, reference),
    };
  },
});
