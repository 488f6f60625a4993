/** The language model that writes projects for employers of a server: which one, what it may spend, and the gate it goes through. */

import { randomUUID } from 'node:crypto';
import { modelUseSchema } from '../agents/llm/role-entry.ts';
import type { ModelRoom } from '../agents/llm/room.ts';
import type { ModelEntry } from '../agents/llm/roster-entry.ts';
import { priceOf } from '../agents/llm/usage.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { describeProblems, problemsOf } from '../agents/tournament/problem.ts';
import { readYaml } from '../agents/tournament/yaml-file.ts';
import { createLlmWriter } from '../agents/writer/llm/llm-writer.ts';
import { commission } from '../agents/writer/writer.ts';
import type { ProjectWriter } from '../server/http/ports.ts';
import { known } from '../server/kernel/assert.ts';
import type { Reviewer } from '../server/reviewer/reviewer.ts';
import { draftRuns } from './draft-runs.ts';
import { openRoomFor, readPrices } from './model-room.ts';
import { writtenGate } from './write-gate.ts';
import { writerEntries } from './writer-of.ts';

const PLACE = 'writing';
const DRAFTS = 3;
/** For all projects that are ever written beside one database, where a file does not say otherwise and the model has a price. */
const DOLLARS = 5;

/** `PROVIDER:MODEL`, or a YAML file that says model, endpoint, key variable and limits as an entry of a roster does. */
async function entryOf(named: string): Promise<ModelEntry> {
  const file = /\.ya?ml$/.test(named);
  const given: unknown = file ? (await readYaml(named)).value : { model: named };
  const read = modelUseSchema.safeParse(given);
  if (!read.success) throw new InputError(`--writer: ${describeProblems(problemsOf(read.error)).join('; ')}`, 64);
  const priced = priceOf(await readPrices(undefined), read.data.model) !== null;
  const limits = file || !priced ? read.data.limits : { ...read.data.limits, dollars: DOLLARS };
  return known(writerEntries({ model: { ...read.data, limits }, second: null })[0], 'a writer');
}

function writerIn(room: ModelRoom, entry: ModelEntry, reviewer: Reviewer): ProjectWriter {
  return {
    model: entry.model,
    write: async (text, signal, onStep) => {
      let draft = 0;
      const seat = await room.seat(entry, PLACE, { stop: signal, abandon: signal });
      const openSession = (projectId: string) => {
        const session = seat.openSession({ projectId });
        draft += 1;
        const ask: typeof session.ask = (purpose, question) => {
          if (isStep(purpose)) onStep({ draft, doing: purpose });
          return session.ask(purpose, question);
        };
        return { ...session, ask };
      };
      const writer = createLlmWriter({ model: entry.model, openSession, run: draftRuns(reviewer, signal) });
      const gate = writtenGate(reviewer, signal);
      const looked: typeof gate = (project) => {
        onStep({ draft, doing: 'gate' });
        return gate(project);
      };
      const brief = { seed: randomUUID(), about: { kind: 'text', text } } as const;
      const done = await commission(writer, brief, looked, DRAFTS);
      const refused = done.refused.map(({ reasons }) => [...reasons]);
      if (done.kind === 'admitted') return { outcome: 'admitted', project: done.project, refused };
      return { outcome: 'given_up', why: refused.length < DRAFTS ? 'limit' : 'drafts', refused };
    },
  };
}

const STEPS = ['draft', 'reference', 'repair', 'second', 'wrong'] as const;
const isStep = (purpose: string): purpose is (typeof STEPS)[number] => STEPS.some((one) => one === purpose);

/** `prefix`: how its files begin; null: nothing is kept of its calls. What is wrong with the model is said before the server opens. */
export async function openServedWriter(named: string, prefix: string | null) {
  const entry = await entryOf(named);
  const room = known(
    await openRoomFor([entry], prefix, { prices: undefined, replay: undefined }),
    'room of the writer',
  );
  return async (reviewer: Reviewer): Promise<ProjectWriter> => writerIn(room, entry, reviewer);
}
