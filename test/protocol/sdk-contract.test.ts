/** The door is one: the same expectations of a client in the server's process and of one over the network. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { known } from '../../server/kernel/assert.ts';
import { contentHash, marketId, participantId, projectId } from '../../server/kernel/id.ts';
import { type Cents, cents } from '../../server/kernel/money.ts';
import type { ArenaClient, Seen } from '../../server/protocol/arena/client.ts';
import { DocumentRefused } from '../../server/protocol/arena/document.ts';
import type { CommandRequest, SeenEvent } from '../../server/protocol/arena/wire.ts';
import { connect, isFault, type NetworkClient } from '../../server/protocol/sdk/sdk.ts';
import { type ListeningArena, listeningArena } from '../helpers/listening-arena.ts';
import { tokenOf } from '../http/keys.ts';

/** A busy machine is slow to tell. */
const PATIENT = { timeout: 120_000 };

/** Participants of the scenario, by their numbers in it. */
const PEOPLE = { erin: 1, fay: 2, gus: 3, hal: 4, rita: 5 } as const;
type Person = keyof typeof PEOPLE;

let host: ListeningArena;
const opened: NetworkClient[] = [];
const trouble: string[] = [];

async function overNetwork(person: Person, market = 'high-street'): Promise<ArenaClient> {
  const client = await connect({
    url: host.url,
    token: (await tokenOf(host, person)).secret,
    market,
    onTrouble: ({ code }) => trouble.push(code),
  });
  opened.push(client);
  return client;
}

async function inProcess(person: Person, market = 'high-street'): Promise<ArenaClient> {
  const actor = { kind: 'participant', participantId: participantId(PEOPLE[person]) } as const;
  return host.arena.connect(marketId(market), actor);
}

beforeAll(async () => {
  host = await listeningArena();
});
afterAll(async () => {
  for (const client of opened) client.close();
  await host.close();
});

function posting(title: string): CommandRequest {
  return {
    type: 'PostProject',
    contentHash: contentHash('0'.repeat(64)),
    acceptanceHash: contentHash('0'.repeat(64)),
    caseCount: 1,
    skills: [title],
    budgetMinCents: cents(1_000),
    budgetMaxCents: cents(9_000),
    postedPriceCents: null,
    mechanism: null,
    assigneeId: null,
    biddingMs: null,
    draft: false,
  };
}

function bid(project: number, amountCents: number): CommandRequest {
  const terms = { amountCents: amountCents as Cents, days: 2, qualityBps: 10_000, proposalHash: null };
  return { type: 'PlaceBid', projectId: projectId(project), ...terms, confidenceBps: null };
}

/** Posts a project by a client of its own, and gives its number. */
async function posted(by: ArenaClient, title = 'python'): Promise<number> {
  const answer = await by.send(`post/${randomUUID()}`, posting(title));
  const events = answer.ok ? answer.events : [];
  const event = events.find(
    (one): one is Extract<SeenEvent, { type: 'ProjectPosted' }> => one.type === 'ProjectPosted',
  );
  return Number(known(event?.projectId, 'project'));
}

describe.each([
  ['in process', inProcess],
  ['over the network', overNetwork],
] as const)('%s', (_name, open) => {
  test('a client is somebody in some market', async () => {
    const client = await open('fay');
    expect(client.marketId).toBe('high-street');
    expect(client.actor).toEqual({ kind: 'participant', participantId: 2 });
    const before = await client.now();
    await vi.waitFor(async () => expect(await client.now()).toBeGreaterThan(before), PATIENT);
  });

  test('a command is done once, however often it is sent; with another body its name is taken', async () => {
    const employer = await inProcess('erin');
    const project = await posted(employer);
    const client = await open('fay');
    const id = `bid/${randomUUID()}`;
    const first = await client.send(id, bid(project, 4_000));
    expect(first).toMatchObject({ ok: true, repeated: false, events: [{ type: 'BidPlaced', amountCents: 4_000 }] });
    expect(await client.send(id, bid(project, 4_000))).toEqual({ ...first, repeated: true });
    const other = await client.send(id, bid(project, 3_999));
    expect(other).toMatchObject({ ok: false, refusal: { code: 'command_conflict' } });
  });

  test.each<[string, CommandRequest, string, string]>([
    ['on no project', bid(99_999, 4_000), 'unknown_project', ''],
    ['above the budget', bid(2, 99_999_900), 'above_reserve', 'amountCents'],
    ['on an own project', bid(3, 5_000), 'own_project', ''],
    ['where there is one already', bid(1, 5_000), 'already_bid', ''],
    ['of half a cent', bid(1, 0.5), 'malformed', 'amountCents'],
    ['of no kind', { type: 'Steal' } as never, 'malformed', 'type'],
    ['with more than there is', { ...bid(1, 100), more: 1 } as never, 'malformed', 'more'],
  ])('a bid %s is refused, with the code and what was wrong', async (_what, request, code, part) => {
    const client = await open('hal');
    const answer = await client.send(`bid/${randomUUID()}`, request);
    expect(answer).toMatchObject({ ok: false, refusal: { code } });
    if (!answer.ok) expect(answer.refusal.detail).toContain(part);
  });

  test.each(['', 'two words', 'ü', 'x'.repeat(201)])('"%s" is no name for a command', async (id) => {
    const client = await open('fay');
    expect(await client.send(id, bid(1, 100))).toMatchObject({
      ok: false,
      refusal: { code: 'malformed', detail: expect.stringContaining('commandId') },
    });
  });

  test('events are read by the own cursor, as many as are asked for', async () => {
    const client = await open('gus');
    const all = await client.read(0, 100_000);
    expect(all.map(({ cursor }) => cursor)).toEqual(all.map((_, index) => index + 1));
    expect(await client.read(2, 3)).toEqual(all.slice(2, 5));
    expect(await client.read(all.length, 10)).toEqual([]);
    expect(await client.read(0, 0)).toEqual([]);
    expect(await (await inProcess('gus')).read(0, 100_000)).toEqual(await client.read(0, 100_000));
  });

  test('who follows hears the past before it is told that it follows, then everything as it happens', async () => {
    const employer = await open('erin');
    const client = await open('gus');
    const project = await posted(employer);
    const heard: Seen[] = [];
    const stop = await client.follow(0, (seen) => heard.push(seen));
    expect(heard.some(({ event }) => event.type === 'ProjectPosted' && event.projectId === project)).toBe(true);
    const more = await posted(employer);
    await vi.waitFor(
      () => expect(heard.some(({ event }) => event.type === 'ProjectPosted' && event.projectId === more)).toBe(true),
      PATIENT,
    );
    stop();
    const count = heard.length;
    expect(heard).toEqual(await client.read(0, count));
    await posted(employer);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(heard.length).toBe(count);
  });

  test('two who follow stand where each of them began; one from beyond the end hears what comes after that', async () => {
    const employer = await open('erin');
    const client = await open('gus');
    const end = (await client.read(0, 100_000)).length;
    const heard: Record<'late' | 'beyond', number[]> = { late: [], beyond: [] };
    const stops = [
      await client.follow(end - 1, ({ cursor }) => heard.late.push(cursor)),
      await client.follow(end + 2, ({ cursor }) => heard.beyond.push(cursor)),
    ];
    for (let count = 0; count < 4; count += 1) await posted(employer);
    await vi.waitFor(() => expect(heard.late.at(-1)).toBe(end + 4), PATIENT);
    await vi.waitFor(() => expect(heard.beyond.at(-1)).toBe(end + 4), PATIENT);
    expect(heard.late).toEqual([end, end + 1, end + 2, end + 3, end + 4]);
    expect(heard.beyond).toEqual([end + 3, end + 4]);
    for (const stop of stops) stop();
  });

  test('who throws while listening hears nothing more; others do', async () => {
    const employer = await open('erin');
    const client = await open('gus');
    const end = (await client.read(0, 100_000)).length;
    const heard: string[] = [];
    await client.follow(end, () => {
      heard.push('once');
      throw new Error('broken');
    });
    const stop = await client.follow(end, () => heard.push('other'));
    for (let count = 0; count < 2; count += 1) await posted(employer);
    await vi.waitFor(() => expect(heard.filter((one) => one === 'other').length).toBe(2), PATIENT);
    expect(heard.filter((one) => one === 'once').length).toBe(1);
    stop();
  });

  test('what may be done is what would be accepted', async () => {
    const project = await posted(await inProcess('erin'));
    const client = await open('fay');
    const legal = await client.legal();
    expect(legal).toEqual(await (await inProcess('fay')).legal());
    const wanted = known(
      legal.find((one) => one.type === 'PlaceBid' && one.projectId === project),
      'bid',
    );
    expect(await client.send(`bid/${randomUUID()}`, wanted)).toMatchObject({ ok: true });
    expect((await client.legal()).map(({ type }) => type)).toContain('RetractBid');
  });

  test('a document is got by an event that names it, and by nobody who sees none; erased ones are gone', async () => {
    const fay = await open('fay');
    const project = await posted(await inProcess('erin'));
    const document = { mediaType: 'text/plain', nonce: randomUUID(), body: 'Grüße, and half a pair: \ud800.' };
    const hash = await fay.put(document);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await fay.put(document)).toBe(hash);
    await fay.send(`bid/${randomUUID()}`, { ...bid(project, 4_000), proposalHash: hash } as CommandRequest);
    const cursor = (await fay.read(0, 100_000)).length;
    expect(await fay.get(hash, cursor)).toEqual({ ...document, body: 'Grüße, and half a pair: \ufffd.' });
    expect(await fay.get(hash, cursor - 1)).toBeNull();
    expect(await fay.get(contentHash('f'.repeat(64)), cursor)).toBeNull();
    expect(await fay.send(`erase/${hash}`, { type: 'EraseContent', contentHash: hash })).toMatchObject({ ok: true });
    expect(await fay.get(hash, cursor)).toBe('erased');
  });

  test('what is no document, or too large, is refused before it goes anywhere', async () => {
    const client = await open('fay');
    const document = { mediaType: 'text/plain', nonce: '', body: '' };
    const wrong = [
      { ...document, body: 'x'.repeat(8_388_609) },
      { ...document, mediaType: '' },
      { ...document, more: 1 },
    ];
    for (const one of wrong) await expect(client.put(one)).rejects.toBeInstanceOf(DocumentRefused);
  });

  test('a market that is not there is a fault, and no refusal', async () => {
    const thrown = await open('fay', 'nowhere')
      .then((client) => client.read(0, 1))
      .catch((caught: unknown) => caught);
    expect(isFault(thrown)).toBe(true);
    expect(thrown).toMatchObject({ code: 'unknown_market' });
  });
});

test('over the network, whoever opened the door hears that a listener broke', () => {
  // Once, or twice where the test that broke it was tried again.
  expect(new Set(trouble)).toEqual(new Set(['listener_failed']));
});
