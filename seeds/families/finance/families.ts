/** The families of finance: loans, ledgers, taxes and shared costs. */

import type { StudyFamily } from '../study-family.ts';
import { depreciation } from './depreciation.ts';
import { expenseSplitting } from './expense-splitting.ts';
import { loanSchedule } from './loan-schedule.ts';
import { payrollBrackets } from './payroll-brackets.ts';

export const financeFamilies: readonly StudyFamily[] = [depreciation, expenseSplitting, loanSchedule, payrollBrackets];
