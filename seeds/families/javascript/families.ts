/** The families of JavaScript and TypeScript. */

import type { StudyFamily } from '../study-family.ts';
import { callThrottling } from './call-throttling.ts';
import { eventEmitters } from './event-emitters.ts';
import { memoCaches } from './memo-caches.ts';

export const javascriptFamilies: readonly StudyFamily[] = [callThrottling, eventEmitters, memoCaches];
