/** Projects that a model writes for employers: one at a time, told to whoever asked, a fault is no refusal, and nothing without a writer. */

import { expect, onTestFinished, test } from 'vitest';
import type { ProjectWriter } from '../../server/http/ports.ts';
import { buildServer } from '../../server/http/server.ts';
import { WITHOUT_RATES } from '../../server/http/settings.ts';
import type { ProjectWriting, WrittenProject } from '../../server/protocol/arena/project-writing.ts';
import { tokenOf } from './keys.ts';
import { openWorld } from './world.ts';

const PATH = '/m/high-street/api/arena/1.0/project-packages/writing';
const GIVEN_UP: WrittenProject = { outcome: 'given_up', why: 'drafts', refused: [['schema: no cases']] };

/** Writes when it is told to, as it is told to. */
function heldWriter() {
  const asked: { brief: string; signal: AbortSignal; end: (result: WrittenProject | Error) => void }[] = [];
  const writer: ProjectWriter = {
    model: 'openai:m',
    write: (brief, signal, onStep) =>
      new Promise((resolve, reject) => {
        onStep({ draft: 1, doing: 'draft' });
        signal.addEventListener('abort', () => reject(signal.reason));
        asked.push({ brief, signal, end: (end) => (end instanceof Error ? reject(end) : resolve(end)) });
      }),
  };
  return { asked, writer };
}

async function open(writer: ProjectWriter | null) {
  const world = await openWorld();
  const { arena, access } = world;
  const log: string[] = [];
  const options = { arena, access, writer, wallNow: Date.now, settings: WITHOUT_RATES };
  const app = await buildServer({ ...options, log: (line) => void log.push(line) });
  onTestFinished(async () => {
    await app.close();
    await world.close();
  });
  const ask = async (who: string, method: 'GET' | 'POST' | 'DELETE', payload?: object) => {
    const { headers } = await tokenOf(world, who);
    const answer = await app.inject({ method, url: PATH, headers, ...(payload && { payload }) });
    const { result } = answer.json() as { result: ProjectWriting };
    return { status: answer.statusCode, result };
  };
  return { ask, log };
}

test('one of each employer is written at a time, and only whoever asked reads what came of it', async () => {
  const { asked, writer } = heldWriter();
  const { ask } = await open(writer);
  expect((await ask('erin', 'GET')).result).toEqual({ model: 'openai:m', last: null });
  expect((await ask('fay', 'POST', { brief: 'Add up my orders.' })).status).toBe(403);
  expect((await ask('erin', 'POST', { brief: 'short' })).status).toBe(400);
  const begun = await ask('erin', 'POST', { brief: '  Add up my orders.  ' });
  expect(begun.result.last).toEqual({ status: 'running', step: { draft: 1, doing: 'draft' } });
  expect(asked[0]?.brief).toBe('Add up my orders.');
  expect(await ask('erin', 'POST', { brief: 'Add up my orders.' })).toMatchObject({ status: 429 });
  expect((await ask('hal', 'POST', { brief: 'Something else.' })).result.last).toEqual({
    status: 'waiting',
    before: 1,
  });
  expect(asked).toHaveLength(1);
  asked[0]?.end(GIVEN_UP);
  await expect.poll(async () => (await ask('hal', 'GET')).result.last?.status).toBe('running');
  expect((await ask('erin', 'GET')).result.last).toEqual({ status: 'done', result: GIVEN_UP });
  // Given up while it runs: the model is asked nothing more.
  await ask('hal', 'DELETE');
  expect(asked[1]?.signal.aborted).toBe(true);
  await expect.poll(async () => (await ask('hal', 'GET')).result.last).toBeNull();
  expect((await ask('erin', 'DELETE')).result.last).toBeNull();
});

test('trouble of the model is no refusal, and its words go to the log alone', async () => {
  const { asked, writer } = heldWriter();
  const { ask, log } = await open(writer);
  await ask('erin', 'POST', { brief: 'Add up my orders.' });
  asked[0]?.end(new Error('401 from the provider: sk-secret'));
  await expect.poll(async () => (await ask('erin', 'GET')).result.last?.status).toBe('broken_off');
  const told = JSON.stringify((await ask('erin', 'GET')).result);
  expect(told).toContain('is not to blame');
  expect(told).not.toContain('sk-secret');
  expect(log.join('\n')).toContain('401 from the provider');
});

test('a server without a writer says so, and offers nothing', async () => {
  const { ask } = await open(null);
  expect((await ask('erin', 'GET')).result).toEqual({ model: null, last: null });
  expect(await ask('erin', 'POST', { brief: 'Add up my orders.' })).toMatchObject({ status: 409 });
});
