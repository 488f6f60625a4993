/** A world with secrets in it: each is a text that betrays it wherever it turns up, and the people who may know it. */

import { passwordHashOf, secretHashOf } from '../../../server/http/secret.ts';
import { known } from '../../../server/kernel/assert.ts';
import { applicationId, contentHash, participantId, projectId } from '../../../server/kernel/id.ts';
import { cents } from '../../../server/kernel/money.ts';
import type { Scenario } from '../../../server/protocol/arena/scenario.ts';
import { openWorld, type World } from '../world.ts';
import { KNOWN } from './values.ts';

export interface Secret {
  readonly what: string;
  readonly text: string;
  readonly known: readonly string[];
}

export interface SecretWorld {
  readonly world: World;
  readonly secrets: readonly Secret[];
}

const ERIN = participantId(1);
const GUS = participantId(3);

/** Everybody's bids are sealed, and every proposal is a secret of its bidder, the employer and the owner. */
function sealed(scenario: Scenario): Scenario {
  const bids = scenario.bids.map((bid) => ({ ...bid, proposal: `${bid.proposal} ${proposalCanary(bid)}` }));
  return { ...scenario, bids, policy: { ...scenario.policy, visibility: 'sealed' } };
}

function proposalCanary({ freelancer, project }: Scenario['bids'][number]): string {
  return `canary-proposal-${freelancer}-${project}`;
}

/** An application, an invite and somebody with a password, as the fuzzer knows them: else it would hardly come in. */
async function openDoors({ access, marketId }: World): Promise<void> {
  const olga = known(await access.userByName('olga'), 'olga');
  const passwordHash = await passwordHashOf(KNOWN.password);
  const paula = await access.addUser({ name: KNOWN.name, email: null, passwordHash, createdAt: 0 });
  await access.addSeat({ userId: known(paula, 'paula').userId, marketId, kind: 'watcher' });
  const times = { createdAt: 0, expiresAt: null };
  const invite = {
    kind: 'invite',
    userId: null,
    marketId,
    scopes: [],
    label: '',
    usesLeft: 1_000_000,
    ...times,
  } as const;
  await access.addPass({ ...invite, roles: ['freelancer'], secretHash: secretHashOf(KNOWN.invite) });
  const application = { applicationId: applicationId(KNOWN.clientId), ownerId: olga.userId, secretHash: null } as const;
  await access.addApplication({
    ...application,
    name: 'Fuzz',
    redirectUris: [KNOWN.redirectUri],
    createdAt: 0,
    write: null,
  });
}

export async function openSecretWorld(): Promise<SecretWorld> {
  let scenario: Scenario | undefined;
  const world = await openWorld((given) => {
    scenario = given;
    return sealed(given);
  });
  const { bids, projects, people } = known(scenario, 'scenario');
  const { arena, marketId, access } = world;
  const erin = arena.connect(marketId, { kind: 'participant', participantId: ERIN });
  const put = (nonce: string, body: string, mediaType = 'text/plain') => erin.put({ mediaType, nonce, body });
  const told = await erin.send('canary/message', {
    type: 'PostMessage',
    projectId: projectId(2),
    toId: GUS,
    contentHash: await put('message', 'canary-message-to-gus'),
  });
  const posting = JSON.stringify({
    title: 'With a key',
    description: 'A project with an answer key.',
    skills: ['sql'],
  });
  const posted = await erin.send('canary/posting', {
    type: 'PostProject',
    contentHash: await put('posting', posting, 'application/json'),
    acceptanceHash: contentHash(String(await put('key', '{"hidden":"canary-answer-key"}', 'application/json'))),
    caseCount: 1,
    skills: ['sql'],
    budgetMinCents: cents(1_000),
    budgetMaxCents: cents(20_000),
    postedPriceCents: null,
    mechanism: null,
    assigneeId: null,
    biddingMs: null,
    draft: false,
  });
  if (!told.ok || !posted.ok) throw new Error(JSON.stringify([told, posted]));
  await openDoors(world);
  const secrets = bids.map((bid) => ({
    what: `the sealed proposal of ${bid.freelancer}`,
    text: proposalCanary(bid),
    known: [bid.freelancer, projects[bid.project - 1]?.employer ?? '', 'olga'],
  }));
  return {
    world,
    secrets: [
      ...secrets,
      { what: 'a message', text: 'canary-message-to-gus', known: ['erin', 'gus', 'olga'] },
      { what: 'an answer key', text: 'canary-answer-key', known: ['erin'] },
      { what: 'the key that signs cookies', text: await access.signingKey(), known: [] },
      { what: 'a password’s hash', text: 'scrypt$', known: [] },
      { what: 'the invite', text: KNOWN.invite, known: [] },
      ...people.map(({ name, token }) => ({ what: `the token of ${name}`, text: token, known: [name] })),
    ],
  };
}
