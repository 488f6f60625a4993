/** Hiring in a browser: an employer's way from the form to the review, over a real server with its sandbox and reviewer. */

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { known } from '../../server/kernel/assert.ts';
import { bidId, cents, deliver, projectId } from '../../server/protocol/sdk/sdk.ts';
import { type HiringMarket, openHiringMarket } from '../helpers/hiring-market.ts';
import { openedFor } from '../helpers/stage.ts';
import { closeBrowser, expectAccessible, type ServedWeb, serveWeb, signIn, visit } from '../helpers/web.ts';

let web: ServedWeb;
let hiring: HiringMarket;
openedFor(
  async () => {
    web = await serveWeb({ workers: 2 });
    hiring = await openHiringMarket(web.url);
  },
  async () => {
    hiring.close();
    await closeBrowser();
    await web.close();
  },
);

/** A busy machine draws late. */
const PATIENT = { timeout: 120_000 };

const HOSTILE = '<img src=x onerror="document.title=1">Two years of halving.';

/** Gives the number of the bid. */
async function bid(who: 'fay' | 'gus', amountCents: number, text: string, project = 1): Promise<number> {
  const client = hiring[who];
  const proposalHash = await client.put({ mediaType: 'text/plain', nonce: who, body: text });
  const terms = { amountCents: cents(amountCents), days: 2, qualityBps: 10_000, proposalHash, confidenceBps: null };
  const answer = await client.send(`bid/${project}`, { type: 'PlaceBid', projectId: projectId(project), ...terms });
  const placed = answer.ok ? answer.events.find((one) => one.type === 'BidPlaced') : undefined;
  return Number(known(placed, 'a bid').bidId);
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** From the example to a posted project, by way of the gate. */
async function postExample(page: Page): Promise<void> {
  await page.goto(`${web.url}/hiring/works/post`);
  await button(page, 'Fill in an example').click();
  await page.getByLabel('Title').fill('Cut whole numbers in half, please');
  await page.getByText('Draft saved in this browser').waitFor();
  await expectAccessible(page);
  // What was typed outlives the page.
  await page.reload();
  await expect.poll(() => page.getByLabel('Title').inputValue(), PATIENT).toBe('Cut whole numbers in half, please');
  for (const step of ['2. Budget and bidding', '3. Cases', '4. Solutions']) {
    await button(page, step).click();
    await page.getByRole('heading', { name: step.slice(3) }).waitFor();
  }
  await button(page, '5. Check and post').click();
  await button(page, 'Run the check').click();
  await page.getByText('Admitted: no gate objects.').waitFor({ timeout: 120_000 });
  await expectAccessible(page);
  await button(page, 'Post project').click();
  await page.getByRole('heading', { name: 'Cut whole numbers in half, please' }).waitFor({ timeout: 120_000 });
}

test('from the form to the payment and the review', async () => {
  const { page } = await visit();
  await signIn(page, web.url, 'erin');
  await postExample(page);
  await page.getByText('No bids yet.').waitFor();

  await bid('fay', 2_000, HOSTILE);
  await bid('gus', 1_500, 'Cheaper.');
  await page.getByText(HOSTILE).waitFor();
  const first = page.locator('.bid-row').first();
  await expect.poll(() => first.textContent(), PATIENT).toContain('gus');
  await button(page, 'Reputation').click();
  await page.getByRole('button', { name: 'Bid', exact: true }).click();
  await page.getByRole('button', { name: 'Bid', exact: true }).click();
  await expect.poll(() => first.textContent(), PATIENT).toContain('fay');
  await expectAccessible(page);

  await button(page, 'Award: fay').click();
  await page.getByLabel('Milestone at once').fill('20');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Award' }).click();
  await page.getByText('The freelancer whom you awarded has to accept.').waitFor();

  expect((await hiring.fay.send('accept', { type: 'AcceptAward', bidId: bidId(1) })).ok).toBe(true);
  const files = { 'solution.py': 'def half(number):\n    return number // 2\n' };
  expect((await deliver(hiring.fay, { id: 'work', projectId: projectId(1), files })).ok).toBe(true);
  await page.getByRole('link', { name: 'Deliveries' }).click();
  await page.getByText('7 of 7 cases passed').waitFor({ timeout: 120_000 });
  await button(page, 'Show files').click();
  await page.getByText('return number // 2').waitFor();
  await expectAccessible(page);
  await button(page, 'Ask for a revision').click();
  await page.getByRole('dialog').getByLabel('Your wish').fill('Say what it does.');
  await page.getByRole('dialog').getByRole('button', { name: 'Ask for it' }).click();
  await page.getByText('Say what it does.').waitFor();
  const said = { 'solution.py': `# Half, rounded down.\n${files['solution.py']}` };
  expect((await deliver(hiring.fay, { id: 'again', projectId: projectId(1), files: said })).ok).toBe(true);
  await page.getByRole('heading', { name: 'Delivery 2' }).waitFor();
  await button(page, 'Show files').click();
  await page.getByText('What changed since the attempt before').waitFor();
  await page.getByText('# Half, rounded down.').waitFor();
  await expect.poll(() => page.getByText('7 of 7 cases passed').count(), PATIENT).toBe(2);
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Payments' }).click();
  await button(page, 'Release').click();
  await page.getByLabel('I have seen the work').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
  await page.getByRole('cell', { name: 'Released', exact: true }).waitFor();
  await expectAccessible(page);

  await page.getByLabel('Rating').waitFor();
  await page.getByLabel('Comment').fill('Exactly as asked for.');
  await button(page, 'Leave review').click();
  await page.getByText('Your review').waitFor();
  await page.getByRole('link', { name: 'Money' }).click();
  await page.getByText('Paid to freelancers').waitFor();
  await expect.poll(() => page.locator('.figure-list').textContent(), PATIENT).toContain('$20.00');
  await expectAccessible(page);
}, 600_000);

/** An invitation is a message: whoever gets it finds it where projects are found, and on the project. Gives the number of the bid. */
async function inviteGus(page: Page, project: number): Promise<number> {
  const who = page.getByRole('combobox', { name: /^Freelancer/ });
  const label = await who.locator('option', { hasText: /^gus/ }).textContent();
  await who.selectOption({ label: label ?? '' });
  await page.getByLabel('Invitation').fill(`${HOSTILE} Would you bid?`);
  await button(page, 'Invite').click();
  const invited = page.getByRole('list', { name: 'Invited' });
  await invited.getByText('Has not bid').waitFor();
  await expectAccessible(page);
  const { page: gus } = await visit(390);
  await signIn(gus, web.url, 'gus');
  await gus.goto(`${web.url}/working/works`);
  const card = gus.getByRole('region', { name: 'Invitations' });
  await card.getByText(HOSTILE).waitFor();
  await expectAccessible(gus);
  await card.getByRole('link', { name: 'Look at our shop and tell us' }).click();
  await gus.getByRole('region', { name: 'You are invited' }).waitFor();
  const placed = await bid('gus', 3_000, 'Gladly.', project);
  await gus.getByRole('region', { name: 'You are invited' }).waitFor({ state: 'detached' });
  await invited.getByText('Has bid').waitFor();
  return placed;
}

/** From the form to a bid of gus; gives the numbers of both. */
async function publishToGus(page: Page): Promise<{ readonly project: number; readonly placed: number }> {
  await page.goto(`${web.url}/hiring/works/post`);
  await page.getByLabel('Title').fill('Look at our shop and tell us');
  await page.getByLabel('Description').fill('We want to know what a stranger makes of our shop. '.repeat(3));
  await page.getByLabel('Skills').fill('writing');
  await page.getByLabel('How is the work judged?').selectOption('employer');
  await button(page, 'Check and post').click();
  await page.getByLabel('Keep it as a draft in the market').check();
  await button(page, 'Post project').click();
  await page.getByText('This draft is seen by you alone.', { exact: false }).waitFor();
  await button(page, 'Publish').click();
  await page.getByText('The project takes bids until its time is over.').waitFor();
  const project = Number(/projects\/(\d+)/.exec(page.url())?.[1]);
  await page.getByRole('link', { name: 'Messages' }).click();
  await page.getByLabel('Message', { exact: true }).fill('Questions are welcome.');
  await button(page, 'Send').click();
  await page.locator('.message').getByText('Questions are welcome.').waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Proposals' }).click();
  return { project, placed: await inviteGus(page, project) };
}

test('my projects say what waits, a draft is published, messages reach a freelancer; a dispute is answered and resolved', async () => {
  const { page } = await visit();
  await signIn(page, web.url, 'erin');
  const { project, placed } = await publishToGus(page);
  await page.getByRole('link', { name: 'My projects' }).click();
  await page.getByRole('link', { name: 'Look at our shop and tell us' }).waitFor();
  await expectAccessible(page);
  await page.goto(`${web.url}/hiring/works/projects/99`);
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  await page.goto(`${web.url}/hiring`);
  await page.getByRole('link', { name: 'works' }).waitFor();
  await expectAccessible(page);
  await dispute(page, project, placed);
}, 600_000);

/** A milestone is disputed by the freelancer, answered by the employer, and resolved by the owner. */
async function dispute(page: Page, project: number, placed: number): Promise<void> {
  await page.goto(`${web.url}/hiring/works/projects/${project}`);
  await button(page, 'Award: gus').click();
  await page.getByLabel('Milestone at once').fill('30');
  await page.getByRole('dialog').getByRole('button', { name: 'Award' }).click();
  await page.getByText('The freelancer whom you awarded has to accept.').waitFor();
  expect((await hiring.gus.send('accept/2', { type: 'AcceptAward', bidId: bidId(placed) })).ok).toBe(true);

  const { page: gus } = await visit();
  await signIn(gus, web.url, 'gus');
  await gus.goto(`${web.url}/working/works/projects/${project}`);
  await gus.getByText('Dispute this milestone').click();
  await gus.getByLabel('What you should get (USD)').fill('much');
  await button(gus, 'Open dispute').click();
  await gus.getByText('Say an amount above zero.').waitFor();
  await gus.getByLabel('What you should get (USD)').fill('25');
  await gus.getByLabel('Reason').fill(HOSTILE);
  await button(gus, 'Open dispute').click();
  await gus.getByText('Waiting for an answer').waitFor();
  await expectAccessible(gus);

  await page.getByRole('link', { name: 'Payments' }).click();
  await page.getByText(HOSTILE).waitFor();
  await button(page, 'Answer').click();
  await page.getByRole('dialog').getByLabel('What the freelancer should get').fill('10');
  await page.getByRole('dialog').getByRole('button', { name: 'Answer' }).click();
  await page.getByText('Before the arbiter').waitFor();
  await gus.getByText('Employer: $10.00 to you').waitFor();

  const { page: olga } = await visit();
  await signIn(olga, web.url, 'olga');
  await olga.goto(`${web.url}/markets/works/projects/${project}`);
  await olga.getByText('You are the arbiter').waitFor();
  await expectAccessible(olga);
  await olga.getByLabel('Amount to the freelancer (USD)').fill('20');
  await button(olga, 'Resolve').click();
  await gus.getByText('You got $20.00, by the arbiter.').waitFor();
  await page.getByText('Settled').waitFor();
}
