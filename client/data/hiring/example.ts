/** A small project, complete: for whoever has never written one. Its words are those of the example that the guide plays. */

import { hiringWords } from '../../text/hiring-words.ts';
import { type Draft, emptyCase, emptyDraft, newId } from './draft.ts';

export function exampleDraft(): Draft {
  const { example } = hiringWords;
  const { sentences } = example;
  const one = (visible: boolean, name: string, input: number, expected: number, sentence: string) => ({
    ...emptyCase(visible),
    name,
    input: `[${input}]`,
    expected: String(expected),
    sentence,
  });
  return {
    ...emptyDraft(),
    title: example.title,
    description: Object.values(sentences).join(' '),
    skills: 'python',
    minutes: '10',
    bracket: '0',
    price: '20',
    entry: 'half',
    cases: [
      one(true, example.cases.five, 5, 2, sentences.down),
      one(true, example.cases.eight, 8, 4, sentences.half),
      one(false, example.cases.below, -5, -3, sentences.below),
      one(false, example.cases.farBelow, -1001, -501, sentences.below),
      one(false, example.cases.nothing, 0, 0, sentences.half),
      one(false, example.cases.large, 1_000_001, 500_000, sentences.down),
      one(false, example.cases.even, 77_778, 38_889, sentences.half),
    ],
    reference: 'def half(number):\n    return number // 2\n',
    wrong: [
      {
        id: newId(),
        name: example.wrong.towards,
        why: sentences.below,
        code: 'def half(number):\n    return int(number / 2)\n',
      },
      {
        id: newId(),
        name: example.wrong.up,
        why: sentences.down,
        code: 'def half(number):\n    return -(-number // 2)\n',
      },
    ],
    alternative: 'def half(number):\n    return (number - number % 2) >> 1\n',
    alternativeHow: example.how,
  };
}
