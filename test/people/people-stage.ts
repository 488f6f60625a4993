/** A server with a real sandbox, a database file and a researcher; bots that take part in studies over HTTP as browsers would. */

import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { peopleKit } from '../../cli/people-kit.ts';
import { TOURNAMENT_KIT } from '../../cli/tournament-kit.ts';
import { WITHOUT_RATES } from '../../server/http/settings.ts';
import { known } from '../../server/kernel/assert.ts';
import type { PeopleState, PeopleStep } from '../../server/protocol/arena/people-study-person.ts';
import { openServing, type Serving } from '../../server/serving.ts';
import { ALL, studyOf } from './study-file.ts';

/** Longer than anything takes on a machine that does something else besides. */
export const POLL = { timeout: 120_000, interval: 300 };
/** How it ended; null: it has not. */
export const endedIn = ({ at }: PeopleState) => (at.stage === 'ended' ? at : null);
export const API = '/api/arena/1.0';
/** Market time runs so many times faster than the wall. */
const SPEED = 60;
const PATIENCE_MS = 120_000;
export interface Told {
  readonly status: number;
  readonly code: string;
  readonly text: string;
  // Tests look into every shape of an answer.
  readonly result: unknown;
}

/** A browser without a window: keeps its cookie, says that its writes come from our own page. */
export class Visitor {
  cookie = '';
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async ask(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Told> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        'x-arena-csrf': '1',
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const set = answer.headers.get('set-cookie');
    if (set !== null) this.cookie = set.split(';')[0] ?? '';
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.startsWith('application/json') === true;
    const told = isJson ? (JSON.parse(text) as { result?: unknown; error_code?: string }) : {};
    return { status: answer.status, code: told.error_code?.split('.')[1] ?? '', text, result: told.result };
  }

  /** Demands success. */
  async done<T>(method: string, path: string, body?: object): Promise<T> {
    const told = await this.ask(method, path, body);
    if (told.status !== 200) throw new Error(`${method} ${path}: ${told.status} ${told.text}`);
    return told.result as T;
  }
}

export const prolificId = (): string => randomBytes(12).toString('hex');
export const STUDY_ID = prolificId();

export class Bot extends Visitor {
  readonly study: string;
  readonly ids = { panelId: prolificId(), panelStudyId: STUDY_ID, panelSessionId: prolificId() };
  pseudonym = '';

  constructor(url: string, study: string) {
    super(url);
    this.study = study;
  }

  path(rest: string): string {
    return `${API}/people-studies/${this.study}${rest}`;
  }

  async join(): Promise<PeopleState> {
    const state = await this.done<PeopleState>('POST', this.path('/join'), this.ids);
    this.pseudonym = state.pseudonym;
    return state;
  }

  state(): Promise<PeopleState> {
    return this.done('GET', this.path('/me'));
  }

  step(step: PeopleStep): Promise<PeopleState> {
    return this.done('POST', this.path('/steps'), step);
  }

  async consent(agreed = true): Promise<PeopleState> {
    const { at } = await this.state();
    if (at.stage !== 'consent') throw new Error(`at ${at.stage}`);
    return this.step({ step: 'consent', agreed, consentHash: at.consentHash });
  }

  /** Waits until the stage is one of these; what it waits for needs a sandbox, so the wait is long. */
  async until<S extends PeopleState['at']['stage']>(
    stage: S,
    ready: (at: Extract<PeopleState['at'], { stage: S }>) => boolean = () => true,
  ): Promise<Extract<PeopleState['at'], { stage: S }>> {
    for (const end = Date.now() + PATIENCE_MS; ; await sleep(150)) {
      const { at } = await this.state();
      if (at.stage === stage && ready(at as never)) return at as never;
      if (Date.now() > end) throw new Error(`waited for ${stage}, at ${JSON.stringify(at)}`);
    }
  }

  /** Works until the work is over. */
  async work(amount = 20, words = 'I have done this before.'): Promise<void> {
    const { market } = await this.until('work');
    const worker = new Hand(this, market, { words, amount });
    for (const end = Date.now() + PATIENCE_MS; ; await sleep(150)) {
      const { at } = await this.state();
      if (at.stage !== 'work') return;
      if (Date.now() > end) throw new Error(`works too long: ${JSON.stringify(at)}`);
      for (const { projectId, status } of at.projects) {
        if (projectId !== null && status === 'open') await worker.take(projectId);
      }
    }
  }

  /** One delivery at the practice project. */
  async practise(): Promise<PeopleState> {
    const { market, projectId } = await this.until('practice', (at) => at.projectId !== null);
    const worker = new Hand(this, known(market, 'market'), { words: 'To practise', amount: 20 });
    for (const end = Date.now() + PATIENCE_MS; ; await sleep(150)) {
      await worker.take(known(projectId, 'project'));
      const told = await this.ask('POST', this.path('/steps'), { step: 'practice' });
      if (told.status === 200) return told.result as PeopleState;
      if (Date.now() > end || told.code !== 'NOTHING_DELIVERED') throw new Error(told.text);
    }
  }

  async toWork(): Promise<void> {
    await this.join();
    await this.consent();
    await this.step({ step: 'eligibility', answers: [0] });
    await this.until('work');
  }

  /** From the end of the work to that of the study. */
  async finish(right = true): Promise<PeopleState> {
    const state = await this.step({ step: 'attention', answers: right ? [1, 0] : [0, 1] });
    if (state.at.stage === 'ended') return state;
    if (state.at.stage === 'guess') {
      const guesses = state.at.items.map(({ item }) => ({ item, guess: 'program' as const, confidence: 70 }));
      await this.step({ step: 'guess', guesses });
    }
    return this.step({ step: 'debrief', comment: 'Fine.' });
  }
}

interface SeenBid {
  readonly id: number;
  readonly project_id: number;
}

/** Whoever works in a market by the requests of any client: bids, accepts, delivers, project by project. */
export class Hand {
  readonly by: Visitor;
  readonly market: string;
  readonly headers: Record<string, string>;
  readonly words: string;
  readonly amount: number;
  private readonly bids = new Map<number, number>();
  readonly delivered = new Set<number>();
  private readonly titles = new Map<number, string>();

  constructor(by: Visitor, market: string, given: { words: string; amount: number; headers?: Record<string, string> }) {
    this.by = by;
    this.market = market;
    this.words = given.words;
    this.amount = given.amount;
    this.headers = given.headers ?? {};
  }

  private ask(method: string, path: string, body?: object): Promise<Told> {
    return this.by.ask(method, `/m/${this.market}${path}`, body, this.headers);
  }

  private async titleOf(project: number): Promise<string> {
    const known = this.titles.get(project);
    if (known !== undefined) return known;
    const told = await this.ask('GET', `/api/projects/0.1/projects?projects[]=${project}`);
    const title = (told.result as { projects: { title: string }[] }).projects[0]?.title ?? '';
    this.titles.set(project, title);
    return title;
  }

  /** Bids, accepts, and hands in this one program; true once that was taken. */
  async handIn(project: number, words: string): Promise<boolean> {
    const title = await this.titleOf(project);
    const file = ALL.find((one) => one.title === title)?.acceptance.file ?? 'solution.py';
    const said = JSON.stringify(words);
    const program = file.endsWith('.py')
      ? `print(${said})\nraise ValueError(${said})\n`
      : `throw new Error(${said});\n`;
    return this.take(project, { [file]: program });
  }

  /** The next thing that can be done with the project, if any; true once a delivery was taken. */
  async take(project: number, given?: Readonly<Record<string, string>>): Promise<boolean> {
    const bid = this.bids.get(project);
    if (bid === undefined) {
      const body = { project_id: project, amount: this.amount, period: 1, description: this.words };
      const told = await this.ask('POST', '/api/projects/0.1/bids', body);
      this.bids.set(project, told.status === 200 ? (told.result as SeenBid).id : 0);
    } else if (bid !== 0 && !this.delivered.has(project)) {
      await this.ask('PUT', `/api/projects/0.1/bids/${bid}?action=accept`, {});
      const title = await this.titleOf(project);
      const files = given ?? ALL.find((one) => one.title === title)?.answerKey.reference ?? {};
      const told = await this.ask('POST', `${API}/projects/${project}/deliveries`, { files });
      if (told.status === 200) this.delivered.add(project);
    }
    return this.delivered.has(project);
  }
}

export interface PeopleStage {
  readonly url: string;
  readonly file: string;
  readonly serving: Serving;
  readonly researcher: Visitor;
  /** What the server complained of. */
  readonly log: readonly string[];
  /** Lets the server's clock for people go on; markets keep their own. */
  pass(minutes: number): void;
  create(change?: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

async function firstResearcher(url: string, link: string): Promise<Visitor> {
  const researcher = new Visitor(url);
  const body = { name: 'Ruth', password: 'a long password', invite: link };
  await researcher.done('POST', `${API}/sign-up`, body);
  return researcher;
}

export async function openPeopleStage(): Promise<PeopleStage> {
  const file = join(await mkdtemp(join(tmpdir(), 'people-')), 'arena.db');
  const log: string[] = [];
  let offset = 0;
  const serving = await openServing({
    ...{ file, scenario: null, scenarios: [], workers: 1, speed: SPEED, settings: WITHOUT_RATES },
    people: peopleKit({}),
    tournaments: TOURNAMENT_KIT,
    log: (line) => {
      if (line.includes('"level":"error"')) log.push(line);
    },
    wallNow: () => Date.now() + offset,
  });
  await serving.app.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${(serving.app.server.address() as AddressInfo).port}`;
  const researcher = await firstResearcher(url, known(serving.ownerLink, 'link'));
  return {
    ...{ url, file, serving, researcher, log },
    pass: (minutes) => {
      offset += minutes * 60_000;
    },
    create: async (change = {}) => {
      const study = studyOf(change);
      await researcher.done('POST', `${API}/people-studies`, { study });
      await researcher.done('POST', `${API}/people-studies/${study.name}/open`, {});
      return String(study.name);
    },
    close: () => serving.close(),
  };
}
