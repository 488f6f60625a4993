/** Stages of the family `wave-audio`: four ways sound lies in bytes, three things to find out or to do. */

import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { Stage } from '../staged.ts';

/** Samples by channel, from -32768 to 32767, and the number of samples in a second. */
export interface Sound {
  readonly rate: number;
  readonly channels: readonly (readonly number[])[];
}

export interface Container extends Stage {
  /** Samples are multiples of it where the container keeps fewer bits. */
  readonly step: number;
  readonly most: number;
  readonly bytes: (sound: Sound) => number[];
}

export interface Work extends Stage {
  readonly about: string;
  readonly work: (sound: Sound, threshold: number) => Json;
}

export const little = (value: number, size: number) =>
  Array.from({ length: size }, (_, at) => Math.floor(value / 256 ** at) & 255);
export const big = (value: number, size: number) => little(value, size).toReversed();
export const letters = (text: string) => [...Buffer.from(text, 'latin1')];
export const signed = (value: number) => (value < 0 ? value + 65_536 : value);

/** Samples in the order in which they sound, channels in turn. */
export function frames({ channels }: Sound): number[] {
  return (channels[0] ?? []).flatMap((_, at) => channels.map((channel) => channel[at] ?? 0));
}

export function wave(bits: number, { rate, channels }: Sound, data: readonly number[]): number[] {
  const align = (channels.length * bits) / 8;
  const format = [
    ...little(1, 2),
    ...little(channels.length, 2),
    ...little(rate, 4),
    ...little(rate * align, 4),
    ...little(align, 2),
    ...little(bits, 2),
  ];
  const chunk = (name: string, content: readonly number[]) => [
    ...letters(name),
    ...little(content.length, 4),
    ...content,
    ...(content.length % 2 === 0 ? [] : [0]),
  ];
  const body = [
    ...letters('WAVE'),
    ...chunk('LIST', letters('odd')),
    ...chunk('fmt ', format),
    ...chunk('data', data),
    ...chunk('id3 ', [1, 2, 3]),
  ];
  return [...letters('RIFF'), ...little(body.length, 4), ...body];
}

export const maximum = (values: readonly number[]) =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
