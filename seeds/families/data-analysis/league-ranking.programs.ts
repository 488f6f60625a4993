/** Reference, alternative and wrong programs of the family `league-ranking`. */

import { edited, type WrongProgram } from '../family.ts';
import type { SettingsOf } from '../study-parts.ts';
import type { RANKING_DIALS, RankingNames } from './league-ranking.posting.ts';

export type RankingSettings = SettingsOf<typeof RANKING_DIALS>;

const PLACE_OF_RUN = {
  standard: '      const place = start + 1;\n',
  dense: '      place += 1;\n',
  modified: '      const place = end;\n',
  fractional: '      const place = (start + 1 + end) / 2;\n',
} as const;

/** Sorts, then walks over runs of equal scores. */
export function sorted({ ties, best, scope, missing }: RankingSettings, names: RankingNames): string {
  const { entry, who, score, group } = names;
  const sign = best === 'high' ? `b.${score} - a.${score}` : `a.${score} - b.${score}`;
  const byName = `(a.${who} < b.${who} ? -1 : 1)`;
  const walk = `function placed(entries) {
  const ranked = entries
    .filter((entry) => entry.${score} !== null)
    .sort((a, b) => ${sign} || ${byName});
  const rows = [];
${ties === 'dense' ? '  let place = 0;\n' : ''}  for (let start = 0; start < ranked.length; ) {
    let end = start;
    while (end < ranked.length && ranked[end].${score} === ranked[start].${score}) end += 1;
${PLACE_OF_RUN[ties].replace(/^ {2}/gm, '')}    for (const entry of ranked.slice(start, end)) rows.push({ place, ...entry });
    start = end;
  }
${
  missing === 'at the end'
    ? `  const absent = entries.filter((entry) => entry.${score} === null);
  absent.sort((a, b) => ${byName});
  return rows.concat(absent.map((entry) => ({ place: null, ...entry })));
`
    : '  return rows;\n'
}}
`;
  if (scope === 'all') {
    return `${walk}
function ${entry}(entries) {
  return placed(entries);
}
`;
  }
  const grouping = `  const groups = new Map();
  for (const entry of entries) {
    if (!groups.has(entry.${group})) groups.set(entry.${group}, []);
    groups.get(entry.${group}).push(entry);
  }
`;
  return scope === 'per group'
    ? `${walk}
function ${entry}(entries) {
${grouping}  return [...groups.keys()].sort().flatMap((name) => placed(groups.get(name)));
}
`
    : `${walk}
function ${entry}(entries) {
${grouping}  const within = new Map();
  for (const members of groups.values()) {
    for (const row of placed(members)) within.set(row.${who}, row.place);
  }
  return placed(entries).map((row) => ({ ...row, placeInGroup: within.get(row.${who}) }));
}
`;
}

/** The place of `own` among rivals, for each way to number equals. */
function placeBody(ties: RankingSettings['ties'], score: string, ahead: string): string {
  return {
    standard: `  return rivals.filter((rival) => rival.${score} !== null && rival.${score} ${ahead} own).length + 1;
`,
    modified: `  const scores = rivals.map((rival) => rival.${score}).filter((other) => other !== null);
  return scores.length - scores.filter((other) => own ${ahead} other).length;
`,
    dense: `  const better = new Set();
  for (const { ${score} } of rivals) {
    if (${score} !== null && ${score} ${ahead} own) better.add(${score});
  }
  return better.size + 1;
`,
    fractional: `  let place = 0.5;
  for (const { ${score}: other } of rivals) {
    if (other === own) place += 0.5;
    else if (other !== null && other ${ahead} own) place += 1;
  }
  return place;
`,
  }[ties];
}

/** Counts for each entry those who are better or equal. */
export function counted({ ties, best, scope, missing }: RankingSettings, names: RankingNames): string {
  const { entry, who, score, group } = names;
  const ahead = best === 'high' ? '>' : '<';
  const ranked = (list: string): string =>
    missing === 'at the end' ? list : `${list}.filter((entry) => entry.${score} !== null)`;
  const order = `${missing === 'at the end' ? 'compare(a.place === null, b.place === null) || ' : ''}compare(a.place, b.place) || compare(a.${who}, b.${who})`;
  const body = {
    all: `  return ${ranked('entries')}
    .map((entry) => ({ place: placeAmong(entries, entry), ...entry }))
    .sort(inOrder);
`,
    'per group': `  const names = new Set(entries.map((entry) => entry.${group}));
  const rows = [];
  for (const name of [...names].sort()) {
    const members = entries.filter((entry) => entry.${group} === name);
    const places = ${ranked('members')}.map((entry) => ({ place: placeAmong(members, entry), ...entry }));
    rows.push(...places.sort(inOrder));
  }
  return rows;
`,
    both: `  const members = {};
  for (const entry of entries) (members[entry.${group}] ??= []).push(entry);
  const rows = ${ranked('entries')}.map((entry) => {
    const [place, placeInGroup] = [entries, members[entry.${group}]].map((rivals) => placeAmong(rivals, entry));
    return { place, ...entry, placeInGroup };
  });
  return rows.sort(inOrder);
`,
  }[scope];
  return `const compare = (a, b) => (a === b ? 0 : a < b ? -1 : 1);
const inOrder = (a, b) => ${order};

function placeAmong(rivals, entry) {
  const own = entry.${score};
${missing === 'at the end' ? '  if (own === null) return null;\n' : ''}${placeBody(ties, score, ahead)}}

function ${entry}(entries) {
${body}}
`;
}

const OTHER_TIES = {
  standard: ['dense', 'Places after a tie are skipped; this one goes on with the next number.'],
  dense: ['standard', 'No place is skipped after a tie; this one skips as many as there were equals.'],
  modified: ['standard', 'Equals share the last of their places; this one gives them the first.'],
  fractional: ['standard', 'Equals share the mean of their places; this one gives them the first.'],
} as const;

export function wrong(settings: RankingSettings, names: RankingNames): WrongProgram[] {
  const source = sorted(settings, names);
  const [ties, why] = OTHER_TIES[settings.ties];
  const { score, who } = names;
  const programs: WrongProgram[] = [
    { name: `${ties}-places`, why, program: sorted({ ...settings, ties }, names) },
    {
      name: 'equals-as-they-come',
      why: `Equals are in order of ${who}.`,
      program: counted(settings, names).replace(/ \|\| compare\(a\.\w+, b\.\w+\);/, ';'),
    },
    {
      name: 'zero-is-missing',
      why: `A ${score} of 0 is a result, only null is none.`,
      program: edited(
        source,
        `entries\n    .filter((entry) => entry.${score} !== null)`,
        `entries\n    .filter((entry) => entry.${score})`,
      ),
    },
  ];
  if (settings.scope !== 'all') {
    programs.push({
      name: 'places-of-all',
      why: `Places ${settings.scope === 'both' ? 'in the group' : ''} start anew in every ${names.group}.`,
      program: edited(source, `groups.has(entry.${names.group})`, 'groups.has("")')
        .replace(`groups.set(entry.${names.group}, [])`, 'groups.set("", [])')
        .replace(`groups.get(entry.${names.group})`, 'groups.get("")'),
    });
  }
  if (settings.missing === 'at the end') {
    programs.push({
      name: 'drops-the-absent',
      why: `Entries without ${score} are listed at the end, without a place.`,
      program: sorted({ ...settings, missing: 'left out' }, names),
    });
  } else {
    programs.push({
      name: 'lists-the-absent',
      why: `Entries without ${score} are left out.`,
      program: sorted({ ...settings, missing: 'at the end' }, names),
    });
  }
  return programs;
}
