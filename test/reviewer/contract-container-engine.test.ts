/**
 * The container tier keeps the contract of the port over a real engine, where one is and an image is named:
 * `ARENA_TEST_IMAGE=name@sha256:… npx vitest run test/reviewer/contract-container-engine.test.ts`. The image has Python and
 * Node 24. Elsewhere the one test that runs says why nothing else did.
 */

import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findEngine } from '../../server/reviewer/sandbox/container/engine.ts';
import { createContainerSandbox } from '../../server/reviewer/sandbox/container.ts';
import type { Sandbox } from '../../server/reviewer/sandbox.ts';
import { selfCheck } from '../../server/reviewer/self-check.ts';
import { contractOfAnswers, type Subject } from './contract/answers.ts';
import { contractOfConduct } from './contract/conduct.ts';
import { callOf } from './contract/requests.ts';

const { ARENA_TEST_IMAGE: image, ARENA_TEST_ENGINE: engine } = process.env;
const found = await findEngine(engine);
const why = found.kind === 'missing' ? found.why : image === undefined ? 'ARENA_TEST_IMAGE names no image' : null;

describe.runIf(why !== null)('over a real engine', () => {
  test(`NOT RUN here: ${why}`, () => expect(why).not.toBe(''));
});

describe.runIf(why === null)('over a real engine', () => {
  const create = (): Promise<Sandbox> =>
    createContainerSandbox({ image: image ?? '', ...(engine && { engine }), slots: 2 });
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await create();
  });
  afterAll(() => sandbox.close());
  const subject: Subject = { sandbox: () => sandbox, languages: ['python', 'javascript', 'typescript', 'command'] };
  contractOfAnswers(subject);
  contractOfConduct(subject, create);

  test('its walls stand', async () => {
    const report = await selfCheck(sandbox);
    expect(report.lines.filter(({ ok }) => !ok)).toEqual([]);
  });

  const ask = async (source: string): Promise<unknown> => {
    const result = await sandbox.run(callOf(sandbox, 'python', source, []));
    return result.answer?.kind === 'value' ? result.answer.value : result;
  };

  test('no network, no rights, nothing to write to, no way to the process that watches', async () => {
    const walls = `import os, socket
def tried(work):
    try:
        work()
        return 'done'
    except OSError as problem:
        return type(problem).__name__
def solve():
    status = dict(line.split(':', 1) for line in open('/proc/self/status'))
    return {
        'interfaces': [name for _, name in socket.if_nameindex()],
        'user': os.getuid(),
        'rights': [int(status[key], 16) for key in ('CapEff', 'CapPrm', 'CapBnd')],
        'noNewPrivileges': status['NoNewPrivs'].strip(),
        'written': [path for path in ('/x', '/etc/x', '/usr/x', '/var/tmp/x', '/run/x') if tried(lambda: open(path, 'w')) == 'done'],
        'watcher': [tried(lambda: open(path).read()) for path in ('/proc/1/environ', '/proc/1/mem')],
        'kill': tried(lambda: os.kill(1, 9)) and os.path.exists('/proc/1'),
    }`;
    expect(await ask(walls)).toEqual({
      interfaces: ['lo'],
      user: 65_534,
      rights: [0, 0, 0],
      noNewPrivileges: '1',
      written: [],
      watcher: ['PermissionError', 'PermissionError'],
      kill: true,
    });
  });

  test('a fork bomb ends, the next run is right, and no container is left', async () => {
    const bomb =
      'import os\ndef solve():\n    while True:\n        try:\n            os.fork()\n        except OSError:\n            pass';
    expect(await sandbox.run(callOf(sandbox, 'python', bomb, [], { timeMs: 2_000 }))).toMatchObject({
      exit: 'time_limit',
    });
    expect(await ask('def solve(): return 1')).toBe(1);
    const command = found.kind === 'found' ? found.engine.command : '';
    await expect
      .poll(() => execFileSync(command, ['ps', '--all', '--format', '{{.Names}}'], { encoding: 'utf8' }), {
        timeout: 120_000,
      })
      .not.toContain('arena-');
  });
});
