/** What the screenshots show: a study auction, a small tournament with a model in it, and a market of people with work under way. */

import { peopleKit } from '../../cli/people-kit.ts';
import { bidId, cents, deliver, type NetworkClient, projectId } from '../../server/protocol/sdk/sdk.ts';
import { HIGH_STREET } from '../http/world.ts';
import { type HiringMarket, openHiringMarket } from './hiring-market.ts';
import { openResearchDesk, type ResearchDesk } from './research-desk.ts';
import { fillStudies } from './screenshot-study.ts';
import { halves, RIGHT } from './work-market.ts';

const STUDY = `name: study-auction
seed: noever-mckee-2025
protocol: auction
roster: study
corpus: { limit: 120 }
baseline: { kind: simulated, entry: Human engineer }
market:
  mechanism: { kind: fp_sealed }
  visibility: sealed
  fees: freelancer_com
  limits: { deliveriesPerAward: 1 }
`;
const SMALL = 'name: spring\nseed: s\nprotocol: auction\ncorpus: { limit: 1 }\nroster: study\n';
const TITLES = [
  'Cut whole numbers in half',
  'Round the prices of our menu',
  'Halve the stock after the sale',
  'A half for everybody',
];

async function play(url: string, cookie: string, body: { config: string; roster?: string }): Promise<void> {
  const api = `${url}/api/arena/1.0/tournaments`;
  const headers = { cookie, 'x-arena-csrf': '1', 'content-type': 'application/json' };
  const asked = await fetch(api, { method: 'POST', headers, body: JSON.stringify({ ...body, start: true }) });
  const { result, message } = (await asked.json()) as { result?: { tournament: string }; message?: string };
  if (result === undefined) throw new Error(message);
  for (;;) {
    await new Promise((done) => setTimeout(done, 500));
    const now = await fetch(`${api}/${result.tournament}`, { headers });
    const { state, reason } = ((await now.json()) as { result: { state: string; reason: string | null } }).result;
    if (state === 'completed') return;
    if (state === 'failed') throw new Error(`${result.tournament}: ${reason}`);
  }
}

async function cookieOf(url: string, name: string): Promise<string> {
  const answer = await fetch(`${url}/api/arena/1.0/log-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-arena-csrf': '1' },
    body: JSON.stringify({ name, password: HIGH_STREET.name }),
  });
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

async function bid(client: NetworkClient, project: number, amountCents: number, words: string): Promise<void> {
  const proposalHash = await client.put({ mediaType: 'text/plain', nonce: `${project}`, body: words });
  const terms = { amountCents: cents(amountCents), days: 2, qualityBps: 10_000, proposalHash, confidenceBps: 8_000 };
  await client.send(`bid/${project}`, { type: 'PlaceBid', projectId: projectId(project), ...terms });
}

/** Work in every state: a project with bids, one that is awarded and delivered, one that is in dispute, an invitation. */
async function fillWorks({ fay, gus, asErin }: HiringMarket): Promise<void> {
  const at = '/m/works/api/arena/1.0';
  const mechanism = { kind: 'buyer_determined' };
  for (const title of TITLES) {
    await asErin('POST', `${at}/project-packages`, { biddingMs: 86_400_000, package: halves(title), mechanism });
  }
  const say = async (project: number, client: NetworkClient, amount: number, words: string): Promise<void> =>
    bid(client, project, amount, words);
  for (const project of [1, 2, 3]) {
    await say(
      project,
      fay,
      2_500 + 300 * project,
      'I have halved numbers for two years, and test the negative ones first.',
    );
    await say(project, gus, 2_100 + 400 * project, 'Cheaper, and done tomorrow.');
  }
  const command = (body: object): Promise<unknown> => asErin('POST', `${at}/commands`, body);
  await command({ type: 'AwardBid', bidId: 3 });
  await fay.send('accept/3', { type: 'AcceptAward', bidId: bidId(3) });
  await command({ type: 'CreateMilestone', bidId: 3, amountCents: 2_900, descriptionHash: null });
  await deliver(fay, { id: 'half', projectId: projectId(2), files: { 'solution.py': RIGHT } });
  await command({ type: 'ReleaseMilestone', milestoneId: 1, amountCents: 1_500 });
  const invitation = {
    mediaType: 'text/plain',
    nonce: 'fay',
    body: 'You did so well with our menu. Would you bid on this one?',
  };
  const { contentHash } = (await asErin('PUT', `${at}/documents`, invitation)) as { contentHash: string };
  const seen = await fay.read(0, 10_000);
  const [toId] = seen.flatMap(({ event }) => (event.type === 'BidPlaced' && event.bidId === 1 ? [event.bidderId] : []));
  await command({ type: 'PostMessage', projectId: 4, toId, contentHash });
  await command({ type: 'AwardBid', bidId: 6 });
  await gus.send('accept/6', { type: 'AcceptAward', bidId: bidId(6) });
  await command({ type: 'CreateMilestone', bidId: 6, amountCents: 3_300, descriptionHash: null });
  const reasonHash = await gus.put({
    mediaType: 'text/plain',
    nonce: 'why',
    body: 'The cases changed after the award.',
  });
  const milestones = await gus.read(0, 10_000);
  const last = milestones.flatMap(({ event }) => (event.type === 'MilestoneCreated' ? [event.milestoneId] : [])).at(-1);
  if (last !== undefined) {
    await gus.send('dispute', { type: 'OpenDispute', milestoneId: last, offerCents: cents(2_500), reasonHash });
  }
}

export interface Stage {
  readonly url: string;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const desk: ResearchDesk = await openResearchDesk({ people: peopleKit({}), speed: 1 });
  const olga = await cookieOf(desk.url, 'olga');
  await play(desk.url, olga, { config: STUDY });
  await play(desk.url, olga, { config: SMALL, roster: desk.roster });
  const works = await openHiringMarket(desk.url);
  await fillWorks(works);
  await fillStudies(desk.url);
  return {
    url: desk.url,
    close: async () => {
      works.close();
      await desk.close();
    },
  };
}
