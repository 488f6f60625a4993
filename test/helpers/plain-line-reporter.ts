/**
 * Ends the test output with one plain line that scripts can read: `N passed, N failed, N skipped`. Before it stands each test that
 * passed only when it was tried again, with what it said the first time: that is a finding.
 */

import { stripVTControlCharacters } from 'node:util';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

function triedAgain(test: TestCase): string {
  const said = test.result().errors?.[0]?.message ?? 'nothing';
  const [line = ''] = stripVTControlCharacters(said).split('\n');
  return `  ${test.module.relativeModuleId} > ${test.fullName}: ${line}\n`;
}

export default class PlainLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const count = { passed: 0, failed: 0, skipped: 0 };
    const again: string[] = [];
    for (const module of modules) {
      if (module.errors().length > 0) count.failed += 1;
      for (const test of module.children.allTests()) {
        const state = test.result().state;
        if (state === 'passed') count.passed += 1;
        else if (state === 'failed') count.failed += 1;
        else count.skipped += 1;
        if (test.diagnostic()?.flaky === true) again.push(triedAgain(test));
      }
    }
    // After the default reporter's own summary, so that these lines are the last.
    process.once('exit', () => {
      if (again.length > 0) process.stdout.write(`Passed only when tried again: ${again.length}\n${again.join('')}`);
      process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`);
    });
  }
}
