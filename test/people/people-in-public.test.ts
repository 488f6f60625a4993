/** A study behind a proxy with a certificate, as the guide has it: cookies, links and origins are those of the public name, and nothing is written down of who came. */

import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { peopleKit } from '../../cli/people-kit.ts';
import { WITHOUT_RATES } from '../../server/http/settings.ts';
import { known } from '../../server/kernel/assert.ts';
import type { PeopleState } from '../../server/protocol/arena/people-study-person.ts';
import type { PeopleStudyStatus } from '../../server/protocol/arena/people-study-results.ts';
import { openServing, type Serving } from '../../server/serving.ts';
import { openedFor } from '../helpers/stage.ts';
import { type Answer, openTlsProxy, type TlsProxy } from '../helpers/tls-proxy.ts';
import { API, prolificId } from './people-stage.ts';
import { studyOf } from './study-file.ts';

const NAME = 'arena.example.org';
const ORIGIN = `https://${NAME}`;
const log: string[] = [];
let folder: string;
let serving: Serving;
let proxy: TlsProxy;
openedFor(
  async () => {
    folder = await mkdtemp(join(tmpdir(), 'in-public-'));
    const file = join(folder, 'arena.db');
    const settings = { ...WITHOUT_RATES, publicUrl: ORIGIN, trustedProxies: ['127.0.0.1'] };
    const rest = {
      scenario: null,
      scenarios: [],
      workers: 1,
      people: peopleKit({}),
      log: (line: string) => log.push(line),
    };
    serving = await openServing({ file, settings, ...rest });
    await serving.app.listen({ port: 0, host: '127.0.0.1' });
    proxy = await openTlsProxy(NAME, (serving.app.server.address() as AddressInfo).port);
  },
  async () => {
    proxy.close();
    await serving.close();
    await rm(folder, { recursive: true, force: true });
  },
);

const OURS = { origin: ORIGIN, 'sec-fetch-site': 'same-origin', 'x-arena-csrf': '1' };
const resultOf = <T>({ text, status }: Answer): T => {
  expect(status, text).toBe(200);
  return (JSON.parse(text) as { result: T }).result;
};
const cookieOf = ({ headers }: Answer): string => known([headers['set-cookie']].flat()[0], 'cookie');

test('people come in by the public name alone, with a cookie that goes to no other, and leave no trace in the log', async () => {
  const body = { name: 'Ruth', password: 'a long password', invite: serving.ownerLink };
  const signedUp = await proxy.ask('POST', `${API}/sign-up`, OURS, body);
  const researcher = { ...OURS, cookie: known(cookieOf(signedUp).split(';')[0], 'cookie') };
  const study = studyOf({ eligibility: [] });
  const studies = `${API}/people-studies`;
  const made = resultOf<PeopleStudyStatus>(await proxy.ask('POST', studies, researcher, { study }));
  expect(made.link).toMatch(/^https:\/\/arena\.example\.org\/taking-part\/trial-\d+\?PROLIFIC_PID=/);
  await proxy.ask('POST', `${studies}/${study.name}/open`, researcher, {});

  const page = await proxy.ask('GET', new URL(made.link).pathname, {});
  expect(page.headers).toMatchObject({
    'strict-transport-security': expect.stringContaining('max-age='),
    'referrer-policy': 'no-referrer',
  });
  const ids = { panelId: prolificId(), panelStudyId: prolificId(), panelSessionId: prolificId() };
  const join = (headers: Readonly<Record<string, string>>) =>
    proxy.ask('POST', `${studies}/${study.name}/join`, headers, ids);
  for (const foreign of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    expect((await join({ ...OURS, ...foreign })).status).toBe(403);
  }
  const joined = await join({ ...OURS, 'x-forwarded-for': '203.0.113.7' });
  expect(resultOf<PeopleState>(joined).at.stage).toBe('consent');
  expect(cookieOf(joined)).toMatch(/^__Host-arena_session=/);
  for (const word of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookieOf(joined)).toContain(word);
  const cookie = known(cookieOf(joined).split(';')[0], 'cookie');
  const me = await proxy.ask('GET', `${studies}/${study.name}/me`, { cookie });
  expect(resultOf<PeopleState>(me).study).toBe(study.name);
  expect(me.headers['cache-control']).toBe('no-store');
  // Under the name that a plain connection would use, it is nobody's.
  const renamed = cookie.replace('__Host-', '');
  expect((await proxy.ask('GET', `${studies}/${study.name}/me`, { cookie: renamed })).status).toBe(401);
  expect(log.join('\n')).not.toMatch(new RegExp([...Object.values(ids), '203.0.113.7'].join('|')));
}, 300_000);
