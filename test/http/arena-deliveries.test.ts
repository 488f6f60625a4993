/** Handing in over the wire, with the real sandbox: syntax at the door, drafts, verdicts, and the key that stays inside. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { known } from '../../server/kernel/assert.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import type { Sandbox } from '../../server/reviewer/sandbox.ts';
import { ARENA, awardToFay, type JudgedWorld, openJudgedWorld, PACKAGES, verdictOf } from './judged-world.ts';

let sandbox: Sandbox;
let world: JudgedWorld;
beforeAll(async () => {
  sandbox = await createEmbeddedSandbox({ slots: 2 });
  world = await openJudgedWorld(sandbox, { policy: { fees: 'none' } });
});
afterAll(async () => {
  await world.close();
  await sandbox.close();
});

const PYTHON = known(
  PACKAGES.find(({ acceptance }) => acceptance.language === 'python'),
  'a project in Python',
);
const OTHER = known(
  PACKAGES.find((one) => one.acceptance.language === 'python' && one !== PYTHON),
  'another',
);
const file = PYTHON.acceptance.file;

const post = (who: string, path: string, payload: object, headers: Record<string, string> = {}) =>
  world.ask(who, { method: 'POST', url: `${ARENA}${path}`, payload, headers });

interface HandedIn {
  readonly deliveryId: number;
  readonly syntax: string;
}

test('from the package to the verdict: posted, bid on, awarded, delivered, judged, paid', async () => {
  const projectId = await awardToFay(world, PYTHON);
  const files = PYTHON.answerKey.reference;
  const delivery = await world.done<HandedIn>('fay', 'POST', `/projects/${projectId}/deliveries`, { files });
  expect(delivery).toMatchObject({ projectId, attempt: 1, status: 'submitted', syntax: 'checked', verdict: null });
  const verdict = await verdictOf(world, 'fay', delivery.deliveryId);
  const caseCount = PYTHON.acceptance.cases.length + PYTHON.answerKey.hidden.cases.length;
  expect(verdict.body.result).toMatchObject({
    status: 'passed',
    scoreBps: 10_000,
    casesPassed: caseCount,
    caseCount,
    evidence: { passed: true, hidden: expect.any(Array), visible: expect.any(Array) },
  });
  const again = await world.done('fay', 'GET', `/deliveries/${delivery.deliveryId}/files`);
  expect(again).toEqual({ files });
});

test('a hidden case that fails costs the pass, and its name and input are nobody’s to read', async () => {
  const projectId = await awardToFay(world, OTHER);
  const wrong = known(OTHER.answerKey.wrong[0], 'wrong solution');
  const { deliveryId } = await world.done<HandedIn>('fay', 'POST', `/projects/${projectId}/deliveries`, {
    files: wrong.files,
  });
  for (const who of ['fay', 'erin']) {
    const { text, body } = await verdictOf(world, who, deliveryId);
    expect(body.result).toMatchObject({ status: expect.stringMatching(/^(failed|revision_requested)$/) });
    for (const { name } of OTHER.answerKey.hidden.cases) expect(text).not.toContain(`"${name}"`);
  }
  const seen = await world.ask('gus', { url: `${ARENA}/deliveries/${deliveryId}` });
  expect(seen.body.result).toMatchObject({
    filesHash: null,
    bytes: null,
    verdict: { shareBps: null, hasEvidence: false },
  });
  expect((await world.ask('gus', { url: `${ARENA}/deliveries/${deliveryId}/files` })).status).toBe(404);
  const verdict = await world.ask('gus', { url: `${ARENA}/deliveries/${deliveryId}/verdict` });
  expect(verdict.body.result).toMatchObject({ evidence: null, shareBps: null });
});

describe('what is refused at the door', () => {
  let projectId = 0;
  beforeAll(async () => {
    projectId = await awardToFay(world, PYTHON);
  });

  test.each([
    ['a syntax error by file and line', { [file]: 'x = 1\ndef f(:\n' }, 'SYNTAX_ERROR', `${file}:2: invalid syntax`],
    ['one in another language', { [file]: 'x = 1', 'a/b.json': '{' }, 'SYNTAX_ERROR', 'a/b.json'],
    ['the file that the project asks for missing', { 'other.py': 'x = 1' }, 'FILE_MISSING', file],
    ['a path that leads out', { [file]: '', '../etc/passwd': '' }, 'BAD_FORM', 'passwd'],
    ['a path from the root', { [file]: '', '/etc/passwd': '' }, 'BAD_FORM', 'passwd'],
    ['a file that is a folder', { [file]: '', a: '', 'a/b': '' }, 'BAD_FORM', 'folder of a/b'],
    ['a double slash', { [file]: '', 'a//b': '' }, 'BAD_FORM', 'single slashes'],
    ['no file', {}, 'BAD_FORM', 'at least one file'],
    ['what is no text', { [file]: 7 }, 'BAD_FORM', file],
    ['too much', { [file]: `x = '${'y'.repeat(1_100_000)}'` }, 'LIMIT_REACHED', 'bytes'],
    ['too many', Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`f${n}.txt`, ''])), 'BAD_FORM', '100 files'],
  ])('%s', async (_what, files, code, said) => {
    const answer = await post('fay', `/projects/${projectId}/deliveries`, { files });
    expect(answer).toMatchObject({ status: 400, body: { error_code: expect.stringContaining(code) } });
    expect(answer.body.message).toContain(said);
  });

  test('a stranger’s delivery goes to no parser, and is refused by the market', async () => {
    const answer = await post('gus', `/projects/${projectId}/deliveries`, { files: { [file]: 'def f(:' } });
    expect(answer.body.error_code).toBe('ProjectExceptionCodes.NO_AWARD');
  });

  test('what is meant to be broken can be handed in, once for one key', async () => {
    const payload = { files: { [file]: 'def f(:' }, skipSyntaxCheck: true };
    const key = { 'idempotency-key': 'broken on purpose'.replaceAll(' ', '-') };
    const first = await post('fay', `/projects/${projectId}/deliveries`, payload, key);
    expect(first.body.result).toMatchObject({ syntax: 'skipped', attempt: 1 });
    const again = await post('fay', `/projects/${projectId}/deliveries`, payload, key);
    expect(again.body.result).toMatchObject({ attempt: 1, deliveryId: (first.body.result as HandedIn).deliveryId });
  });
});

describe('drafts', () => {
  let projectId = 0;
  beforeAll(async () => {
    const answer = await world.done<{ projectId: number }>('erin', 'POST', '/project-packages', { package: PYTHON });
    projectId = answer.projectId;
  });

  test('say of each visible case whether it passed and why not, before anything is handed in', async () => {
    const right = await world.done<{ cases: object[] }>('gus', 'POST', `/projects/${projectId}/draft-runs`, {
      files: PYTHON.answerKey.reference,
    });
    expect(right).toMatchObject({ passed: true, caseCount: PYTHON.acceptance.cases.length });
    const wrong = await post('gus', `/projects/${projectId}/draft-runs`, {
      files: { [file]: 'raise ValueError("no")' },
    });
    expect(wrong.body.result).toMatchObject({ passed: false, casesPassed: 0 });
    const [first] = (wrong.body.result as { cases: { outcome: string; message: { text: string } }[] }).cases;
    expect(first).toMatchObject({ outcome: 'exception', message: { text: expect.stringContaining('no') } });
    const before = await world.done<{ count: number }>('gus', 'GET', '/deliveries?freelancer=4');
    expect(before.count).toBe(0);
  });

  test('a program that spins meets its fuel, and the server answers others meanwhile', async () => {
    const spinning = post('gus', `/projects/${projectId}/draft-runs`, { files: { [file]: 'while True: pass' } });
    const second = await post('gus', `/projects/${projectId}/draft-runs`, { files: { [file]: 'x = 1' } });
    expect(second.status).toBe(429);
    expect((await world.ask('fay', { url: `${ARENA}/market` })).status).toBe(200);
    const [first] = ((await spinning).body.result as { cases: { outcome: string }[] }).cases;
    expect(first?.outcome).toBe('time_limit');
  });

  test('a freelancer has so many a minute, and another’s are not counted', async () => {
    let now = 1_000_000;
    const own = await openJudgedWorld(sandbox, { wallNow: () => now });
    const posted = await own.done<{ projectId: number }>('erin', 'POST', '/project-packages', { package: PYTHON });
    const url = `${ARENA}/projects/${posted.projectId}/draft-runs`;
    const draft = async (who: string) =>
      (await own.ask(who, { method: 'POST', url, payload: { files: { [file]: '' } } })).status;
    const statuses: number[] = [];
    for (let count = 0; count < 13; count += 1) statuses.push(await draft('fay'));
    expect(statuses).toEqual([...Array(12).fill(200), 429]);
    expect(await draft('gus')).toBe(200);
    now += 60_000;
    expect(await draft('fay')).toBe(200);
    await own.close();
  });

  test('a project without a key has nothing to try out on; the owner and watchers try nothing out', async () => {
    const document = { mediaType: 'text/plain', nonce: 'n', body: '{"title":"t","description":"d"}' };
    const { contentHash } = await world.done<{ contentHash: string }>('erin', 'PUT', '/documents', document);
    const plain = {
      type: 'PostProject',
      contentHash,
      acceptanceHash: 'a'.repeat(64),
      caseCount: 1,
      skills: [],
      budgetMinCents: 1_000,
      budgetMaxCents: 2_000,
      postedPriceCents: null,
      mechanism: null,
      assigneeId: null,
      biddingMs: null,
      draft: false,
    };
    const { events } = await world.done<{ events: { projectId: number }[] }>('erin', 'POST', '/commands', plain);
    const answer = await post('gus', `/projects/${events[0]?.projectId}/draft-runs`, { files: { [file]: '' } });
    expect(answer).toMatchObject({ status: 409, body: { error_code: 'ProjectExceptionCodes.NOT_JUDGED' } });
    expect((await post('olga', `/projects/${projectId}/draft-runs`, { files: { [file]: '' } })).status).toBe(403);
  });
});

describe('packages', () => {
  const reference = PYTHON.answerKey.reference;
  const broken = { ...PYTHON, answerKey: { ...PYTHON.answerKey, reference: { [file]: 'raise ValueError' } } };
  const blunt = {
    ...PYTHON,
    answerKey: { ...PYTHON.answerKey, wrong: PYTHON.answerKey.wrong.map((one) => ({ ...one, files: reference })) },
  };

  test.each([
    ['whose reference fails', broken, 'answerKey.reference fails'],
    ['that catches no mistake', blunt, 'passes every hidden case'],
    ['of two kinds', { ...PYTHON, acceptance: { ...PYTHON.acceptance, file: 'other.py' } }, 'another kind'],
    ['with a double name', { ...PYTHON, acceptance: PYTHON.answerKey.hidden }, 'two cases have the same name'],
  ])('one %s is refused, in words for its author', async (_what, one, said) => {
    const answer = await post('erin', '/project-packages', { package: one });
    expect(answer).toMatchObject({ status: 400, body: { error_code: 'ProjectExceptionCodes.BROKEN_PACKAGE' } });
    expect(answer.body.message).toContain(said);
  });

  test('the owner posts in the name of somebody whom nobody has a seat as, and of nobody else', async () => {
    const payload = { package: PYTHON, employerId: 2 };
    expect((await post('olga', '/project-packages', payload)).status).toBe(403);
    expect((await post('olga', '/project-packages', { package: PYTHON })).status).toBe(400);
    expect((await post('erin', '/project-packages', { package: PYTHON, employerId: 3 })).status).toBe(403);
    const { participantId } = await world.done<{ participantId: number }>('olga', 'POST', '/participants', {
      name: 'Acme',
      roles: ['employer'],
      depositCents: 50_000,
    });
    const posted = await post('olga', '/project-packages', { package: PYTHON, employerId: participantId });
    expect(posted.status, posted.text).toBe(200);
  });

  test('only an owner’s programs run among our own', async () => {
    const checker = { kind: 'checker', source: 'def check(input, expected, answer):\n    return True\n' };
    const one = { ...PYTHON, acceptance: { ...PYTHON.acceptance, comparator: checker } };
    expect((await post('erin', '/project-packages', { package: one })).status).toBe(403);
  });

  test('the key never comes back out: not in any answer, to anybody, of any route that reads', async () => {
    const secret = 'a-name-that-only-the-key-holds';
    const hidden = known(PYTHON.answerKey.hidden.cases[0], 'hidden case');
    const cases = [{ ...hidden, name: secret }, ...PYTHON.answerKey.hidden.cases.slice(1)];
    const acceptance = { ...PYTHON.answerKey.hidden, cases };
    const one = { ...PYTHON, answerKey: { ...PYTHON.answerKey, hidden: acceptance } };
    const posted = await post('erin', '/project-packages', { package: one });
    expect(posted.status).toBe(200);
    const { acceptanceHash, projectId } = posted.body.result as { acceptanceHash: string; projectId: number };
    const reads = ['/market', '/participants', '/deliveries', '/legal?limit=1000'];
    const documents = Array.from({ length: 80 }, (_, cursor) => `/documents/${acceptanceHash}?cursor=${cursor + 1}`);
    for (const who of ['erin', 'fay', 'olga']) {
      for (const path of [...reads, ...documents]) {
        const { text } = await world.ask(who, { url: `${ARENA}${path}` });
        expect(text, path).not.toContain(secret);
      }
      const project = await world.ask(who, {
        url: `/m/bench/api/projects/0.1/projects/${projectId}?full_description=true`,
      });
      expect(project.text).not.toContain(secret);
    }
    expect(posted.text).not.toContain(secret);
  });
});
