/** Study families of the category python: large work. */

import type { StudyFamily } from '../study-family.ts';
import { ledgerDesks } from './ledger-desks.ts';
import { smallSpreadsheets } from './small-spreadsheets.ts';
import { stackMachines } from './stack-machines.ts';

export const pythonFamilies: readonly StudyFamily[] = [ledgerDesks, smallSpreadsheets, stackMachines];
