/** A run as one file: proven, played again, and attacked. */

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdsPassword, isBundlePart } from '../../agents/tournament/export/bundle.ts';
import { sha256 } from '../../server/kernel/hash.ts';
import type { Ended } from '../helpers/arena-command.ts';
import { type HostileRuns, verb } from '../helpers/hostile-runs.ts';

export function bundleCases({ folder, at }: HostileRuns): void {
  describe('a bundle', () => {
    let bytes: Uint8Array;
    let parts: Record<string, Uint8Array>;
    const own = at('tmp');
    const usual = process.env.TMPDIR;
    beforeAll(async () => {
      mkdirSync(own);
      process.env.TMPDIR = own;
      for (const name of ['a.zip', 'b.zip']) {
        const { code, stderr } = await verb('export', at('runs/market'), '--format', 'bundle', '--out', at(name));
        expect(code, stderr).toBe(0);
      }
      bytes = readFileSync(at('a.zip'));
      parts = unzipSync(bytes);
    });
    afterAll(() => {
      if (usual === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = usual;
    });

    test('has the same bytes each time, is proven part by part, and is played again to the byte', async () => {
      expect(sha256(readFileSync(at('b.zip')))).toBe(sha256(bytes));
      const { code, stdout, stderr } = await verb('replay', at('a.zip'));
      expect(code, stderr).toBe(0);
      expect(stdout).toContain(`bundle of market, sha256 ${sha256(bytes)}`);
      expect(stdout).toContain('books balance');
      expect(stdout).toContain('played again: 1 log, every byte the same');
      expect(readdirSync(own)).toEqual([]);
    });

    async function replayed(name: string, content: Uint8Array, ...flags: readonly string[]): Promise<Ended> {
      writeFileSync(at(name), content);
      const ended = await verb('replay', at(name), ...flags);
      // Whatever it is, nothing of it stays on the disk.
      expect(readdirSync(own), name).toEqual([]);
      return ended;
    }
    const entry = (name: string, content = 'x'): Zippable => ({ ...parts, [name]: strToU8(content) });

    test('a name that leads elsewhere, a link, a part too much: refused before anything is written', async () => {
      const symlink: Zippable = {
        ...parts,
        'log/link.ndjson': [strToU8('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }],
      };
      const cases: readonly (readonly [string, Zippable])[] = [
        ['../evil', entry('../evil')],
        ['/tmp/evil', entry('/tmp/evil')],
        ['log/../../evil.ndjson', entry('log/../../evil.ndjson')],
        ['log\\evil', entry('log\\..\\evil.ndjson')],
        ['manifest.json/', entry('manifest.json/x')],
        ['log/link.ndjson', symlink],
        ['no bundle of a run', { 'manifest.json': strToU8('{}') }],
      ];
      for (const [told, zip] of cases) {
        const { code, stderr } = await replayed('evil.zip', zipSync(zip));
        expect(code, told).toBe(65);
        expect(stderr).toContain('is no bundle that can be opened');
      }
      expect(['evil', 'evil.ndjson'].some((name) => existsSync(join(folder, '..', name)) || existsSync(at(name)))).toBe(
        false,
      );
      expect(isBundlePart('log/a.ndjson\n')).toBe(false);
    });

    test('a bomb, a lie about sizes, a part twice, a file cut short: refused', async () => {
      const central = (zip: Uint8Array): number =>
        Buffer.from(zip).lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
      const sized = (size: number): Uint8Array => {
        const zip = Buffer.from(zipSync(parts));
        zip.writeUInt32LE(size, central(zip) + 24);
        return zip;
      };
      expect((await replayed('bomb.zip', sized(0xf0_00_00_00))).stderr).toContain('larger than 1024 MiB');
      expect((await replayed('liar.zip', sized(10))).stdout).toContain('standing.json: NOT what was bundled');
      const renamed = Buffer.from(
        zipSync({ ...parts, 'transcript.jsonl': strToU8('x'), 'log/xxxxxx.ndjson': strToU8('y') }),
      );
      for (let from = renamed.indexOf('log/xxxxxx.ndjson'); from !== -1; from = renamed.indexOf('log/xxxxxx.ndjson'))
        renamed.write('log/market.ndjson', from);
      expect((await replayed('twice.zip', renamed)).stderr).toContain('log/market.ndjson twice');
      expect((await replayed('cut.zip', bytes.subarray(0, bytes.length - 40))).code).toBe(65);
      expect((await replayed('cut.zip', strToU8('PK and nothing else'))).code).toBe(65);
    });

    test('another log under the same hash, and another log with hashes that fit: both found out', async () => {
      const log = 'log/market.ndjson';
      const other = strToU8(
        Buffer.from(parts[log] ?? [])
          .toString()
          .replace('"amountCents":', '"amountCents":1'),
      );
      const swapped = await replayed('swap.zip', zipSync({ ...parts, [log]: other }));
      expect([swapped.code, swapped.stdout]).toEqual([1, expect.stringContaining(`${log}: NOT what was bundled`)]);
      const facts = JSON.parse(Buffer.from(parts['bundle.json'] ?? []).toString());
      const listed = facts.parts.map((part: { name: string }) =>
        part.name === log ? { name: log, bytes: other.length, sha256: sha256(other) } : part,
      );
      const forged = zipSync({
        ...parts,
        [log]: other,
        'bundle.json': strToU8(JSON.stringify({ ...facts, parts: listed })),
      });
      const found = await replayed('forged.zip', forged);
      expect([found.code, found.stdout]).toEqual([1, expect.stringContaining('market: NOT what was logged')]);
    });

    test('an address with a password is found wherever it stands, so that no bundle hands it on', () => {
      expect(holdsPassword({ roster: [{ endpoint: 'http://me:secret@models.example/v1' }] })).toBe(true);
      expect(holdsPassword({ a: ['http://models.example/v1', 'a@b: c', 'openai:m', null, 3] })).toBe(false);
    });

    test('flags that do not fit are refused, and a run without play is only proven', async () => {
      expect((await replayed('a.zip', bytes, '--no-play')).stdout).not.toContain('played again');
      expect((await replayed('a.zip', bytes, '--no-play', '--play-again')).code).toBe(64);
      expect((await replayed('a.zip', bytes, '--until', '3')).code).toBe(64);
      expect((await verb('replay', at('runs/market'), '--play-again')).code).toBe(64);
    });
  });
}
