/** Run before each file of tests, also where files share a process: what a file has started ends with it. */

import { afterAll } from 'vitest';
import { endAll } from './children.ts';

afterAll(endAll);
