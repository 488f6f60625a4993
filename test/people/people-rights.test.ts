/** Who may do what in a study with people: forged ids, foreign sessions, steps out of order, least rights, hostile words. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { csvOf } from '../../server/http/arena/csv.ts';
import { known } from '../../server/kernel/assert.ts';
import { createPersons } from '../../server/people/persons.ts';
import type { PeopleState } from '../../server/protocol/arena/people-study-person.ts';
import { type Browser, openBrowser } from '../http/browser.ts';
import { tokenOf } from '../http/keys.ts';
import { openWorld, type World } from '../http/world.ts';
import { prolificId } from './people-stage.ts';
import { studyOf } from './study-file.ts';

const STUDIES = '/api/arena/1.0/people-studies';
let world: World;
let offset = 0;
beforeAll(async () => {
  world = await openWorld(undefined, {}, () => Date.now() + offset);
});
afterAll(() => world.close());

async function open(change: Record<string, unknown> = {}): Promise<string> {
  const study = studyOf({ quota: 3, ...change });
  const { userId } = known(await world.access.userByName('olga'), 'olga');
  await world.people.service.create({ study }, userId);
  await world.people.service.act(String(study.name), 'open', userId);
  return String(study.name);
}

const idsOf = () => ({ panelId: prolificId(), panelStudyId: prolificId(), panelSessionId: prolificId() });
const stateIn = (answer: { body: { result?: unknown } }): PeopleState => answer.body.result as PeopleState;

async function joined(study: string, ids = idsOf()): Promise<Browser> {
  const browser = openBrowser(world);
  const answer = await browser.post(`${STUDIES}/${study}/join`, ids);
  expect(answer.status, answer.text).toBe(200);
  return browser;
}

async function consented(study: string): Promise<Browser> {
  const browser = await joined(study);
  const { at } = stateIn(await browser.ask({ url: `${STUDIES}/${study}/me` }));
  if (at.stage !== 'consent') throw new Error(at.stage);
  const step = { step: 'consent', agreed: true, consentHash: at.consentHash };
  expect((await browser.post(`${STUDIES}/${study}/steps`, step)).status).toBe(200);
  return browser;
}

test('a guest has a session like the others, and may do nothing with it but take part', async () => {
  const study = await open();
  const browser = await joined(study);
  expect(browser.cookie()).toMatch(/^arena_session=/);
  const account = await browser.ask({ url: '/api/arena/1.0/account' });
  expect(account.body.result).toMatchObject({ rank: 'guest', email: null, seats: [] });
  expect(account.text).toMatch(/"name":"person-[0-9a-f]{18}"/);
  const denied: readonly (readonly ['GET' | 'POST' | 'PUT', string, object])[] = [
    ['POST', '/api/arena/1.0/tokens', { label: 'x', scopes: ['basic'] }],
    ['GET', '/api/arena/1.0/tokens', {}],
    ['POST', '/api/arena/1.0/password', { password: 'a long enough one', newPassword: 'another long one' }],
    ['POST', '/api/arena/1.0/join', { market: 'high-street', roles: ['freelancer'] }],
    ['POST', '/api/arena/1.0/markets', { market: 'own' }],
    ['POST', STUDIES, { study: studyOf() }],
    ['GET', STUDIES, {}],
    ['GET', `${STUDIES}/${study}`, {}],
    ['GET', `${STUDIES}/${study}/payments`, {}],
    ['GET', `${STUDIES}/${study}/export?table=answers`, {}],
    ['POST', `${STUDIES}/${study}/deletion`, {}],
    ['GET', '/api/projects/0.1/currencies', {}],
  ];
  for (const [method, url, payload] of denied) {
    const answer = await browser.ask({ method, url, ...(method === 'GET' ? {} : { payload }) });
    expect(answer.status, `${method} ${url}: ${answer.text}`).toBe(403);
  }
  // Where it has no seat there is nothing for it.
  for (const url of ['/m/high-street/api/arena/1.0/events', '/m/high-street/api/projects/0.1/projects/1']) {
    expect((await browser.ask({ url })).status, url).toBe(404);
  }
});

test('a session opens one’s own place in one’s own study, and the link that of the same submission only', async () => {
  const [study, other] = [await open(), await open()];
  const ids = idsOf();
  const first = await joined(study, ids);
  const mine = stateIn(await first.ask({ url: `${STUDIES}/${study}/me` }));
  expect((await first.ask({ url: `${STUDIES}/${other}/me` })).status).toBe(404);
  expect((await openBrowser(world).ask({ url: `${STUDIES}/${study}/me` })).status).toBe(401);
  const second = await joined(study);
  expect(stateIn(await second.ask({ url: `${STUDIES}/${study}/me` })).pseudonym).not.toBe(mine.pseudonym);
  // Another device of the same person; somebody who guessed the panel's id; a forged form; another site.
  const back = await joined(study, ids);
  expect(stateIn(await back.ask({ url: `${STUDIES}/${study}/me` })).pseudonym).toBe(mine.pseudonym);
  const join = (body: object, headers = {}) => openBrowser(world).post(`${STUDIES}/${study}/join`, body, headers);
  expect((await join({ ...idsOf(), panelId: ids.panelId })).body.error_code).toMatch(/TAKEN_PART$/);
  expect((await join({ ...ids, panelId: ids.panelId.slice(1) })).body.error_code).toMatch(/WRONG_LINK$/);
  expect((await join({ ...ids, panelId: "' or 1=1 --" })).status).toBe(400);
  expect((await join(idsOf(), { origin: 'https://evil.example' })).status).toBe(403);
  // The same person in two studies has nothing in common there.
  const there = await joined(other, ids);
  const theirs = stateIn(await there.ask({ url: `${STUDIES}/${other}/me` }));
  const kept = async (name: string, pseudonym: string) => known(await world.people.store.person(name, pseudonym), name);
  const [one, two] = [await kept(study, mine.pseudonym), await kept(other, theirs.pseudonym)];
  expect(one.fingerprint).not.toBe(two.fingerprint);
  expect([one.pseudonym, one.userId]).not.toEqual([two.pseudonym, two.userId]);
  expect(JSON.stringify([one, two])).not.toContain(ids.panelId);
});

test('a study named at the panel takes its links only; closed, full and unopened ones take nobody', async () => {
  const studyId = prolificId();
  const study = await open({ panel: { kind: 'prolific', studyId }, quota: 1 });
  const join = (name: string, body: object) => openBrowser(world).post(`${STUDIES}/${name}/join`, body);
  expect((await join(study, idsOf())).body.error_code).toMatch(/WRONG_LINK$/);
  const ids = { ...idsOf(), panelStudyId: studyId };
  await joined(study, ids);
  expect((await join(study, { ...idsOf(), panelStudyId: studyId })).body.error_code).toMatch(/FULL$/);
  // Whoever does not answer gives the place back.
  offset += 31 * 60_000;
  await expect.poll(async () => (await join(study, { ...idsOf(), panelStudyId: studyId })).status).toBe(200);
  const { userId } = known(await world.access.userByName('olga'), 'olga');
  await world.people.service.act(study, 'close', userId);
  expect((await join(study, { ...idsOf(), panelStudyId: studyId })).body.error_code).toMatch(/CLOSED$/);
  expect((await join(study, ids)).body.result).toMatchObject({ at: { stage: 'ended', outcome: 'timed_out' } });
  const draft = studyOf();
  await world.people.service.create({ study: draft }, userId);
  expect((await join(String(draft.name), idsOf())).status).toBe(404);
});

test('steps are taken in their order, each once; the same again is the same, another one is refused', async () => {
  const study = await open();
  const browser = await joined(study);
  const step = (body: object) => browser.post(`${STUDIES}/${study}/steps`, body);
  const code = async (body: object) => (await step(body)).body.error_code?.split('.')[1];
  expect(await code({ step: 'eligibility', answers: [0] })).toBe('STEP_TOO_EARLY');
  expect(await code({ step: 'debrief', comment: 'done' })).toBe('STEP_TOO_EARLY');
  expect(await code({ step: 'consent', agreed: true, consentHash: 'another' })).toBe('CONSENT_CHANGED');
  const told = await browser.ask({ url: `${STUDIES}/${study}/me` });
  const { at } = stateIn(told);
  if (at.stage !== 'consent') throw new Error(at.stage);
  expect(stateIn(told).payRule).toContain('at most GBP 4.00. USD 1.00 there counts as GBP 1.00.');
  expect(at.notices.join(' ')).toContain('may be computer programs (artificial intelligence)');
  const agreed = { step: 'consent', agreed: true, consentHash: at.consentHash };
  const [one, two] = await Promise.all([step(agreed), step(agreed)]);
  expect([one.status, two.status]).toEqual([200, 200]);
  expect(stateIn(two).at.stage).toBe('eligibility');
  expect(await code({ ...agreed, agreed: false })).toBe('STEP_PASSED');
  expect(await code({ step: 'eligibility', answers: [] })).toBe('ANSWERS');
  expect(await code({ step: 'eligibility', answers: [7] })).toBe('ANSWERS');
  // What is accepted is for the server to know.
  expect(two.text).not.toContain('accepted');
  const out = await step({ step: 'eligibility', answers: [1] });
  expect(stateIn(out).at).toMatchObject({ stage: 'ended', outcome: 'screened_out', code: 'SCREEN12' });
  expect(stateIn(await step({ step: 'eligibility', answers: [1] })).at).toEqual(stateIn(out).at);
  expect(await code({ step: 'eligibility', answers: [0] })).toBe('STEP_PASSED');
});

test('words that somebody wrote become no formula and no markup', async () => {
  const title = '=1+1 <script>alert(1)</script> | [x](javascript:x)';
  const study = await open({ title, panel: { kind: 'other' } });
  const browser = await consented(study);
  const { pseudonym } = stateIn(await browser.ask({ url: `${STUDIES}/${study}/me` }));
  const persons = createPersons(world.people.store, world.people.vault);
  const person = known(await persons.open(study, pseudonym), 'person');
  const comment = '=HYPERLINK("https://evil.example";"x")';
  await persons.save(person, { sealed: { steps: { debrief: { step: 'debrief', comment } } } });
  const { headers } = await tokenOf(world, 'olga');
  const csv = await world.app.inject({ url: `${STUDIES}/${study}/export?table=answers&format=csv`, headers });
  expect(csv.body).toContain(`"'=HYPERLINK(""https://evil.example"";""x"")"`);
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
  // In full width it is a formula to some; a panel of one's own may give out ids that begin with a dash.
  expect(csvOf(['PROLIFIC_PID'], [['＝1+1'], ['-A1'], ['5f1a']])).toBe("PROLIFIC_PID\r\n'＝1+1\r\n'-A1\r\n5f1a\r\n");
  const told = await world.app.inject({ url: `${STUDIES}/${study}/review-summary`, headers });
  const { markdown } = told.json<{ result: { markdown: string } }>().result;
  expect(markdown).not.toContain('<script>');
  expect(markdown).not.toContain('[x](');
});
