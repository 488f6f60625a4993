/** What a person is shown of where they are. */

import type { Choice, PeopleStudySpec } from '../protocol/arena/people-study.ts';
import type { BlindItem, PeopleState } from '../protocol/arena/people-study-person.ts';
import { presentItem } from './blind.ts';
import { named, type PeopleContext } from './context.ts';
import { waits, wantedIn } from './grouping.ts';
import { hiringView } from './hiring-view.ts';
import { consentHashOf, noticesOf, payRuleText } from './notices.ts';
import type { OpenPerson, Study, StudyMarket } from './persons.ts';
import { codeOf, redirectOf, stageEndsAt, stagesFor, timeOutReasonOf } from './stages.ts';
import { isOver } from './study-markets.ts';
import { isAlone, policyOf } from './study-policy.ts';

type View = PeopleState['at'];
type Of<S extends View['stage']> = Extract<View, { stage: S }>;

/** Never with the accepted answers. */
const asked = (questions: readonly Choice[]): Of<'eligibility'>['questions'] =>
  questions.map(({ question, answers }) => ({ question, answers: [...answers] }));

export function createPresenting({ arena, clock, persons, markets, wallNow }: PeopleContext) {
  async function practice({ name }: Study, { body }: OpenPerson): Promise<Of<'practice'>> {
    const market = body.practice === null ? null : await persons.market(name, body.practice.market);
    const [posted] = market?.body.posted ?? [];
    if (market === null || posted === undefined) {
      return { stage: 'practice', market: null, participantId: null, projectId: null, deliveries: 0 };
    }
    const state = await markets.stateOf(named(market.market));
    const place = { market: market.market, participantId: body.practice?.participantId ?? null };
    return { stage: 'practice', ...place, projectId: posted.projectId, deliveries: state.deliveries.size };
  }

  async function work({ name, body: { spec } }: Study, { body }: OpenPerson): Promise<Of<'work'> | Of<'lobby'>> {
    const market = body.work === null ? null : await persons.market(name, body.work.market);
    if (market === null || body.work === null) return { stage: 'lobby', waiting: 1, wanted: 1 };
    const { projects } = await markets.stateOf(named(market.market));
    const { posted, order } = market.body;
    const list = order.map((slug): Of<'work'>['projects'][number] => {
      const known = posted.find((one) => one.slug === slug);
      const project = known === undefined ? undefined : projects.get(known.projectId as never);
      if (project === undefined) return { projectId: null, status: 'waiting' };
      return { projectId: project.projectId, status: isOver(project) ? 'over' : 'open' };
    });
    const condition = spec.conditions.find((one) => one.name === market.body.condition);
    const alone = condition !== undefined && isAlone(condition);
    const place = { market: market.market, participantId: body.work.participantId };
    return { stage: 'work', ...place, alone, projects: list };
  }

  async function lobby({ name, body: { spec } }: Study, { body }: OpenPerson): Promise<Of<'lobby'>> {
    const condition = spec.conditions.find((one) => one.name === body.condition);
    const wanted = condition === undefined ? 1 : wantedIn(condition);
    // Whoever's market is being opened waits for nobody any more.
    if (body.work !== null || body.hiring !== null) return { stage: 'lobby', waiting: wanted, wanted };
    const waiting = (await persons.all(name)).filter((one) => waits(one, body.condition));
    return { stage: 'lobby', waiting: waiting.length, wanted };
  }

  /** By the rules alone: asking the market itself could tell an employer that something has happened there. */
  function currencyIn(spec: PeopleStudySpec, market: StudyMarket | null): string {
    const condition = spec.conditions.find((one) => one.name === market?.body.condition);
    return condition === undefined ? spec.pay.currency : policyOf(spec, condition, clock).currency;
  }

  async function hiring({ name, body: { packages, spec } }: Study, { body }: OpenPerson): Promise<Of<'hiring'>> {
    const market = body.hiring === null ? null : await persons.market(name, body.hiring);
    const currency = currencyIn(spec, market);
    if (market === null) return { stage: 'hiring', currency, projects: [] };
    const stateOf = () => markets.stateOf(named(market.market));
    return { stage: 'hiring', currency, projects: await hiringView({ arena, market, packages, stateOf }) };
  }

  async function guess({ name, body }: Study, { body: own, sealed }: OpenPerson): Promise<Of<'guess'>> {
    const place = own.work?.market ?? own.hiring;
    const market = place === null ? null : await persons.market(name, place);
    const currency = currencyIn(body.spec, market);
    if (market === null) return { stage: 'guess', currency, items: [] };
    const state = await markets.stateOf(named(market.market));
    const titles = new Map(body.packages.map(({ slug, title }) => [slug, title]));
    const blinding = { arena, market, state, grainMinutes: body.spec.blindMinutes, titles };
    const items = await Promise.all(sealed.items.map((item) => presentItem(blinding, item)));
    return { stage: 'guess', currency, items: items.filter((item): item is BlindItem => item !== null) };
  }

  function ended({ body: { spec } }: Study, { body, sealed }: OpenPerson): Of<'ended'> {
    const outcome = body.outcome ?? 'timed_out';
    const code = codeOf(spec, outcome, body);
    const reason = timeOutReasonOf({ ...body, outcome });
    const consented = sealed.steps.consent?.step === 'consent' && sealed.steps.consent.agreed;
    const debrief = consented ? spec.debrief : null;
    const redirectUrl = redirectOf(spec, code);
    return { stage: 'ended', outcome, reason, code, redirectUrl, debrief, withdrawable: true };
  }

  async function viewOf(study: Study, person: OpenPerson): Promise<View> {
    const { spec } = study.body;
    switch (person.body.stage) {
      case 'consent': {
        const { version, text } = spec.consent;
        const told = { version, text, notices: [...noticesOf(spec)], ...spec.ethics };
        return { stage: 'consent', consentHash: consentHashOf(spec), ...told };
      }
      case 'eligibility':
        return { stage: 'eligibility', questions: asked(spec.eligibility) };
      case 'practice':
        return practice(study, person);
      case 'lobby':
        return lobby(study, person);
      case 'hiring':
        return hiring(study, person);
      case 'work':
        return work(study, person);
      case 'attention':
        return { stage: 'attention', questions: asked(spec.attention) };
      case 'guess':
        return guess(study, person);
      case 'debrief':
        return { stage: 'debrief', text: spec.debrief };
      case 'ended':
        return ended(study, person);
    }
  }

  return async (study: Study, person: OpenPerson): Promise<PeopleState> => {
    const { spec } = study.body;
    const { stage, work: seat, hiring: employed } = person.body;
    const working = stage === 'work' && seat !== null ? await persons.market(study.name, seat.market) : null;
    const choosing = stage === 'hiring' && employed !== null ? await persons.market(study.name, employed) : null;
    const endsAt = working?.body.endsAt ?? choosing?.body.hiring?.endsAt;
    return {
      study: study.name,
      title: spec.title,
      pseudonym: person.pseudonym,
      payRule: payRuleText(spec),
      now: wallNow(),
      stageEndsAt: endsAt ?? stageEndsAt(spec, person.body),
      stages: [...stagesFor(spec, person.body)],
      at: await viewOf(study, person),
    };
  };
}
