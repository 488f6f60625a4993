/** Code and JSON are found in whatever a model wraps around them. */

import { describe, expect, test } from 'vitest';
import { blocksOf, codeOf, jsonIn } from '../../../agents/llm/fences.ts';

const FENCE = '```';

describe('code', () => {
  test.each([
    ['one fence', `Sure!\n${FENCE}python\nx = 1\n${FENCE}\nHope it helps.`, 'x = 1\n'],
    ['no fence at all', 'def f():\n    return 1', 'def f():\n    return 1\n'],
    ['a fence that was cut off', `${FENCE}python\nx = 1\ny = 2`, 'x = 1\ny = 2'],
    ['the longest of several', `${FENCE}\nx\n${FENCE}\nand\n${FENCE}python\nx = 1\ny = 2\n${FENCE}`, 'x = 1\ny = 2\n'],
    [
      'the one that names the file',
      `${FENCE}python helper.py\nlonger = "than the other"\n${FENCE}\n${FENCE}python solution.py\nx = 1\n${FENCE}`,
      'x = 1\n',
    ],
    [
      'a name in the line before',
      `**solution.py**\n${FENCE}python\nx = 1\n${FENCE}\nhelper.py:\n${FENCE}\nlonger = "text than that"\n${FENCE}`,
      'x = 1\n',
    ],
    [
      'a name in the first comment',
      `${FENCE}js\n// test.js\nlonger("text than that")\n${FENCE}\n${FENCE}js\n// solution.py\nx\n${FENCE}`,
      '// solution.py\nx\n',
    ],
    ['tildes and longer fences', `~~~~py\n${FENCE}\ninner\n${FENCE}\n~~~~`, `${FENCE}\ninner\n${FENCE}\n`],
    ['Windows line ends', `${FENCE}python\r\nx = 1\r\n${FENCE}\r\n`, 'x = 1\n'],
  ])('%s', (_name, text, code) => {
    expect(codeOf(text, 'solution.py')).toBe(code);
  });

  test('nothing is no code', () => {
    expect(codeOf('  \n', 'solution.py')).toBeNull();
    expect(codeOf(`${FENCE}\n\n${FENCE}`, 'solution.py')).toBeNull();
  });

  test('a flood of fences, nested or not, is read in reasonable work', () => {
    expect(blocksOf(`${FENCE}\n`.repeat(1_000_000))).toHaveLength(1_000);
    expect(codeOf(`~~~~js\n${FENCE}py\nx\n${FENCE}\n~~~~\n`, 'solution.js')).toBe(`${FENCE}py\nx\n${FENCE}\n`);
  });

  test('a file is named in the line before its fence, whatever ends the lines', () => {
    expect(blocksOf(`one\r\ntwo\r\nsolution.js:\r\n${FENCE}\r\nx\r\n${FENCE}`)[0]?.file).toBe('solution.js');
  });

  test('blocks tell their language', () => {
    expect(blocksOf(`${FENCE}Python {.numberLines}\nx\n${FENCE}`)).toEqual([
      { language: 'python', file: null, code: 'x\n' },
    ]);
  });
});

describe('JSON', () => {
  test.each([
    ['bare', '{"a": 1}', { a: 1 }],
    ['in a fence with talk', `Here:\n${FENCE}json\n{"a": {"b": "}"}}\n${FENCE}\nBye {x}`, { a: { b: '}' } }],
    ['after braces that are no JSON', 'I use {curly} words. {"a": "\\"}"}', { a: '"}' }],
    ['with trailing commas', '{"a": [1, 2,], }', { a: [1, 2] }],
  ])('%s', (_name, text, value) => {
    expect(jsonIn(text)).toEqual(value);
  });

  test.each([['no object'], ['{"a": 1'], ['[1]'], ['']])('%s is none', (text) => {
    expect(jsonIn(text)).toBeUndefined();
  });

  test('a flood of opening braces is read in reasonable work', () => {
    expect(jsonIn('{'.repeat(1_000_000))).toBeUndefined();
  });
});
