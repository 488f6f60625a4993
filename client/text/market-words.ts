/** The words of a market's floor and of its projects, which come with their pages. */

import { floor } from './en/floor.ts';
import { project } from './en/project.ts';

export const marketWords = { floor, project } as const;
