/** Programs of the family `click-sessions`. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './click-sessions.ts';

/** One pass over the sorted clicks, with the open session of everybody. */
function passing({ task, end, order }: Settings): string {
  const forming =
    end === 'midnight'
      ? `def sessions_of(clicks):
    days = defaultdict(list)
    for visitor, time, page in clicks:
        days[visitor, time // 86400].append((time, page))
    sessions = []
    for (visitor, day), visits in days.items():
        visits.sort()
        session = visits[:1]
        for click in visits[1:]:
            if click[0] - session[-1][0] > 1800:
                sessions.append((visitor, session))
                session = []
            session.append(click)
        sessions.append((visitor, session))
    return sessions`
      : `def sessions_of(clicks):
    sessions = []
    open_sessions = {}
    for visitor, time, page in sorted(clicks, key=lambda click: click[1]):
        current = open_sessions.get(visitor)
        if current is None or time - current[-1][0] > 1800:
            current = open_sessions[visitor] = []
            sessions.append((visitor, current))
        current.append((time, page))
    return sessions`;
  const imports = [...(task === 'exits' ? ['Counter'] : []), ...(end === 'midnight' ? ['defaultdict'] : [])];
  const body = {
    list: `    rows = [[visitor, clicks[0][0], clicks[-1][0] - clicks[0][0], len(clicks)] for visitor, clicks in sessions]
    return sorted(rows, key=lambda row: ${order === 'time' ? '(row[1], row[0])' : '(-row[3], row[1], row[0])'})
`,
    funnel: `    counts = []
    for number in range(len(steps)):
        reached = 0
        for visitor, clicks in sessions:
            pages = iter(page for time, page in clicks)
            reached += all(step in pages for step in steps[: number + 1])
        counts.append(reached)
    return ${order === 'time' ? 'counts' : '[count * 100 // len(sessions) if sessions else 0 for count in counts]'}
`,
    exits: `    exits, views = Counter(), Counter()
    for visitor, clicks in sessions:
        exits[clicks[-1][1]] += 1
        views.update(${order === 'time' ? 'page for time, page in clicks' : '{page for time, page in clicks}'})
    return sorted(([page, views[page], exits[page]] for page in views), key=lambda row: (-row[2], row[0]))
`,
  }[task];
  return `
${imports.length > 0 ? `from collections import ${imports.join(', ')}\n\n` : ''}
${forming}


def analyse(clicks${task === 'funnel' ? ', steps' : ''}):
    sessions = sessions_of(clicks)
${body}`;
}

/** The clicks of one visitor after the other, cut where a session ends. */
function cutting({ task, end, order }: Settings): string {
  const body = {
    list: `def analyse(clicks):
    table = []
    for part in parts(clicks):
        visitor, begin, _ = part[0]
        table.append((${order === 'time' ? 'begin, visitor' : '-len(part), begin, visitor'}, part[-1][1] - begin${order === 'time' ? ', len(part)' : ''}))
    table.sort()
    return [${order === 'time' ? '[visitor, begin, length, count] for begin, visitor, length, count in table' : '[visitor, begin, length, -count] for count, begin, visitor, length in table'}]
`,
    funnel: `def depth(part, steps):
    done = 0
    for _, _, page in part:
        if done < len(steps) and page == steps[done]:
            done += 1
    return done


def analyse(clicks, steps):
    depths = [depth(part, steps) for part in parts(clicks)]
    result = []
    for number, _ in enumerate(steps, 1):
        deep = sum(1 for reached in depths if reached >= number)
        result.append(${order === 'time' ? 'deep' : 'deep * 100 // max(1, len(depths))'})
    return result
`,
    exits: `def analyse(clicks):
    table = {}
    for part in parts(clicks):
        pages = [page for _, _, page in part]
        for page in ${order === 'time' ? 'pages' : 'dict.fromkeys(pages)'}:
            table.setdefault(page, [page, 0, 0])[1] += 1
        table[pages[-1]][2] += 1
    rows = sorted(table.values())
    rows.sort(key=lambda row: row[2], reverse=True)
    return rows
`,
  }[task];
  const parts =
    end === 'midnight'
      ? `from itertools import groupby


def parts(clicks):
    ordered = sorted(clicks, key=lambda click: click[:2])
    found = []
    for _, day in groupby(ordered, key=lambda click: (click[0], click[1] // 86400)):
        until = -1
        for click in day:
            if click[1] > until:
                found.append([])
            found[-1].append(click)
            until = click[1] + 1800
    return found`
      : `def parts(clicks):
    ordered = sorted(clicks, key=lambda click: click[:2])
    edges = [0] if ordered else []
    for place, (before, after) in enumerate(zip(ordered, ordered[1:]), 1):
        if before[0] != after[0] or after[1] > before[1] + 1800:
            edges.append(place)
    return [ordered[start:stop] for start, stop in zip(edges, edges[1:] + [len(ordered)])]`;
  return `
${parts}


${body}`;
}

export function sessionPrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'one pass in order of time with the open sessions', program: passing(settings) },
    { how: 'sorts by visitor and cuts where a session ends', program: cutting(settings) },
  ];
}

export function sessionWrong(settings: Settings): readonly WrongProgram[] {
  const { end, order } = settings;
  const right = passing(settings);
  const from = (name: string, why: string, old: string, now: string): WrongProgram => ({
    name,
    why,
    program: edited(right, old, now),
  });
  return [
    from('half-an-hour-is-too-long', 'A pause of exactly 30 minutes does not end a session.', ' > 1800', ' >= 1800'),
    {
      name: 'other-end',
      why: end === 'midnight' ? 'Midnight ends a session.' : 'Midnight does not end a session.',
      program: passing({ ...settings, end: end === 'midnight' ? 'pause' : 'midnight' }),
    },
    {
      name: 'other-order',
      why: 'The answer is counted and ordered as the text says.',
      program: passing({ ...settings, order: order === 'time' ? 'size' : 'time' }),
    },
    from(
      'order-of-the-input',
      'Clicks come in any order.',
      end === 'midnight' ? '        visits.sort()\n' : 'sorted(clicks, key=lambda click: click[1])',
      end === 'midnight' ? '' : 'clicks',
    ),
  ];
}
