/** A mock provider for every place of a market at once: freelancers that ask, an employer that chooses and has wishes, a judge. */

import type { LLMock } from '@copilotkit/aimock';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { heard } from './model-session.ts';
import { OPINION, written } from './taught-llm.ts';

/** What a question to a model is about, by its words. */
export type Topic = 'ready' | 'bid' | 'code' | 'revision' | 'choose' | 'answer' | 'accept' | 'review' | 'judging';

function topicOf(all: string, last: string): Topic {
  if (last.includes('the one word: ready')) return 'ready';
  if (all.includes('Shall we bid')) return 'bid';
  if (all.includes('Which bid do you choose')) return 'choose';
  if (all.includes('A freelancer asks about it')) return 'answer';
  if (all.includes('Rate the freelancer')) return 'review';
  if (all.includes('Do you accept it')) return 'accept';
  if (all.includes('We have the project')) return last.includes('This was handed in') ? 'revision' : 'code';
  return 'judging';
}

/** A line of the program that does something: what a judge quotes. */
function codeLine(program: string): string {
  const lines = program.split('\n').map((line) => line.trim());
  return lines.find((line) => line.length > 12 && !/^(?:#|\/\/|--|\*|\/\*|"""|''')/.test(line)) ?? '';
}

export interface Taught {
  /** Questions to models so far, by topic; the tiny one by which a run sees whether a model answers apart. */
  readonly asked: Map<Topic, number>;
  /** Hears of each before it is answered. */
  onAsked: (topic: Topic) => void;
  /** What the judge says of a right program; not said: that it is right. */
  honest: boolean;
}

/** It knows the programs of these projects. */
export function teachPlaces(mock: LLMock, known: readonly ProjectPackage[]): Taught {
  const taught: Taught = { asked: new Map(), onAsked: () => undefined, honest: true };

  function judged(all: string, project: ProjectPackage): object {
    const { file } = project.acceptance;
    const right = project.answerKey.reference[file] ?? '';
    if (all.includes('"asks":')) {
      const sentence = project.answerKey.requirements?.[0]?.sentence ?? project.description.split('\n')[0];
      return { criteria: [{ sentence, asks: 'what it says' }] };
    }
    if (all.includes('"better":'))
      return { better: all.indexOf(right.trim()) < all.indexOf('<<second') ? 'first' : 'second', why: 'complete' };
    return taught.honest && all.includes(right.trim())
      ? { met: true, quotes: [{ file, text: codeLine(right) }], why: 'the code does it' }
      : { met: false, quotes: [], why: 'it misses something' };
  }

  function answerTo(topic: Topic, all: string, last: string): string | object {
    const project = known.find(({ title }) => all.includes(title));
    switch (topic) {
      case 'ready':
        return 'ready';
      case 'bid':
        return OPINION;
      case 'choose':
        // Whoever says that it has done this before: the models do.
        return {
          choice: /Bid ([A-Z]):[^\n]*\n<<proposal [^\n]*\nI have done/.exec(all)?.[1] ?? 'A',
          why: 'It says so.',
        };
      case 'answer':
        return 'Yes, in cents.';
      case 'accept':
        return all.includes('ask for a revision?')
          ? { accept: false, revision: 'A comment in front of it, please.' }
          : { accept: true, revision: '' };
      case 'review':
        return { rating: 4, comment: 'Good work, in time.' };
      case 'code':
        if (project === undefined) return 'I cannot do that. ```\n```';
        return last.includes('begins with QUESTION') ? 'QUESTION: Are amounts in cents?' : written(project);
      case 'revision':
        return project === undefined ? '' : written(project);
      case 'judging':
        return project === undefined ? {} : judged(all, project);
    }
  }

  mock.on({}, (request) => {
    const { all, last } = heard(request);
    const topic = topicOf(all, last);
    if (topic !== 'ready') taught.asked.set(topic, (taught.asked.get(topic) ?? 0) + 1);
    taught.onAsked(topic);
    const answer = answerTo(topic, all, last);
    // As if a token were four characters: what is not said for Anthropic's interface would count as nothing.
    const content = typeof answer === 'string' ? answer : JSON.stringify(answer);
    const tokens = (text: string): number => Math.ceil(text.length / 4);
    const usage = { input_tokens: tokens(all), output_tokens: tokens(content) };
    return {
      content,
      usage: { ...usage, prompt_tokens: usage.input_tokens, completion_tokens: usage.output_tokens },
    };
  });
  return taught;
}
