/** The pages that read studies come as one file: each is small, and who opens one soon opens another. */

export { DataPage } from './data-page.tsx';
export { PaymentsPage } from './payments-page.tsx';
export { ProgressPage } from './progress-page.tsx';
export { StudiesPage } from './studies-page.tsx';
export { StudyPage } from './study-page.tsx';
export { SummaryPage } from './summary-page.tsx';
