/** Study family: settings in home-made formats read and turned into variables, a branch or an overview, in JavaScript. */

import type { Chance } from '../../../server/kernel/prng.ts';
import { JAVASCRIPT, stagedFamily } from '../staged-family.ts';
import { formats } from './settings-files.formats.ts';
import type { Format, Setting, Use, Value } from './settings-files.stages.ts';
import { uses } from './settings-files.uses.ts';

interface Configuration {
  readonly settings: readonly Setting[];
  readonly name: string;
}

const KEYS = ['server', 'log', 'mail', 'cache', 'user', 'limits', 'page-1', 'door'];
const VALUES: readonly Value[] = [
  '/var/log',
  'main',
  'on the run',
  'a # b; c',
  "it's",
  '12',
  'yes',
  '',
  7,
  -40,
  3000,
  0,
  true,
  false,
  null,
  'x = y { z }',
  'say "no"',
];

const set = (path: string, value: Value): Setting => ({ path: path.split('.'), value });

/** Settings in groups: the direct ones of a group stand before those of its groups, and no path leads through a setting. */
function drawn(random: Chance, count: number): Setting[] {
  const groups = [
    '',
    ...KEYS.flatMap((key) => [
      key,
      ...random
        .shuffle(KEYS)
        .slice(0, 2)
        .map((below) => `${key}.${below}`),
    ]),
  ];
  const each = Math.max(1, Math.floor(count / groups.length));
  return groups
    .slice(0, count)
    .flatMap((group) =>
      Array.from({ length: each }, (_, at) =>
        set(`${group}${group === '' ? '' : '.'}${random.pick(['port', 'name', 'size'])}${at}`, random.pick(VALUES)),
      ),
    );
}

/** Settings files: four formats, three uses. */
export const settingsFiles = stagedFamily<Configuration, Format, Use>(
  {
    name: 'settings-files',
    category: 'conversion',
    skills: ['JavaScript', 'Node.js', 'Parsing'],
    firsts: formats,
    seconds: uses,
  },
  ({ first, second, place, random }) => {
    const firm = random.pick([
      'a hosting firm',
      'a game studio',
      'a printing house',
      'a lighthouse museum',
      'an observatory',
    ]);
    const of = (name: string, ...settings: Setting[]): Configuration => ({ settings, name });
    const some = [
      set('debug', true),
      set('server.port', 8080),
      set('server.host', 'main'),
      set('server.log.file', '/var/log'),
    ];
    const large = drawn(random, 200);
    return {
      titles: [
        `Settings in ${first.about} to ${second.about} (JavaScript)`,
        `Read our settings files (${first.about}) and make ${second.about}`,
        `Conversion of settings: ${first.about}, ${second.about}`,
      ],
      openings: [
        `For ${firm}: solution.js, plain JavaScript without packages, with a function settings(text, name). text is a settings file, which sets values at paths.`,
        `Hello, ${firm} here. Our settings are in a format that someone made up long ago, and now other programs need them. Please write solution.js, plain JavaScript, no packages. A setting has a path (the groups it is in, and its own key) and a value.`,
        `${firm} requires solution.js (JavaScript, no dependencies), which reads settings. A setting consists of a path, that is the keys of its groups followed by its own, and a value.`,
      ],
      endings: [
        'Keys consist of letters, digits and -. Texts have no line ends. A path is either a setting or a group, never both, and unless said otherwise no setting occurs twice. Files are well formed and may be empty. Order is the one of the text.',
        'Keys have letters, digits and the sign -. No text has a line end in it. Nothing is a setting and a group at once, nor set twice if I did not say so. The files have no mistakes, but one may be empty. Wherever order matters, it is the order in the file.',
        'Keys are made of letters, digits and hyphens; texts contain no line ends. No path denotes both a setting and a group, and no setting is repeated except where stated. Input is well formed and possibly empty. The order is that of the text.',
      ],
      minutes: 150 + 30 * place[0] + 25 * place[1],
      form: JAVASCRIPT,
      acceptance: { kind: 'function', entry: 'settings' },
      frame: (parts) => parts.join(''),
      slips:
        first.about === 'paths' && second.about === 'an overview'
          ? [
              {
                why: 'A setting that is set again keeps its place',
                from: '      settings.set(prefix + name, JSON',
                to: '      settings.delete(prefix + name);\n      settings.set(prefix + name, JSON',
              },
            ]
          : [],
      how: 'reads by patterns or recursion where the other has a loop, and builds the answer from the list of settings',
      visible: {
        'a short file': of('', ...some),
        'a branch': of('server', ...some.slice(0, 3), set('server.limits.size', 12)),
      },
      hidden: {
        'no settings': of(''),
        'no settings, with a name': of('server'),
        'another name': of('server.log', ...some, set('mail.note', 'see server.log'), set('mail.size', -4)),
        'name of a setting': of('port', set('port', 7), ...some, set('mail.port', 25), set('mail.text', 'any port')),
        'no such path': of('mail.server', ...some, set('mail.port', 25)),
        'kinds of values': of(
          '',
          set('a', true),
          set('b', false),
          set('c', null),
          set('d', -12),
          set('e', 'word'),
          set('f', ''),
          set('g.h', null),
          set('g.i', false),
        ),
        'texts that look otherwise': of(
          '',
          set('t.a', '12'),
          set('t.b', 'true'),
          set('t.c', 'null'),
          set('t.d', 'yes'),
          set('t.e', 'off'),
          set('t.f', 'no'),
        ),
        'signs in texts': of(
          '',
          set('s.a', 'a # b'),
          set('s.b', 'x = y'),
          set('s.c', "it's {here};"),
          set('s.d', 'say "no" \\ yes'),
          set('s.e', '[a.b]'),
          set('s.f', 'a: b'),
        ),
        'deep groups': of(
          'a.b.c',
          set('a.x', 1),
          set('a.b.x', 2),
          set('a.b.c.x', 3),
          set('a.b.c.d.e.x', 4),
          set('a.b.c.d.e.y', 5),
          set('a.b.f.x', 6),
          set('g.x', 7),
        ),
        'keys with signs': of(
          'page-1',
          set('page-1.max-size', 7),
          set('page-1.door2', 'open door'),
          set('page-1.x.y-z', 'page-1'),
        ),
        'inherited settings': of(
          '',
          set('base.size', 1),
          set('base.color', 'red'),
          set('base.more.x', 2),
          set('shop.inherits', 'base'),
          set('shop.size', 5),
          set('shop.door.inherits', 'base.more'),
          set('shop.door.y', 9),
        ),
        drawn: { settings: drawn(random, 12), name: 'main' },
        'drawn again': { settings: drawn(random, 60), name: 'log' },
        'a large file': { settings: large, name: '' },
      },
      input: ({ settings, name }) => [settings.length === 0 ? '' : first.write(settings), name],
      answer: ({ settings, name }) => second.make(settings, name),
    };
  },
);
