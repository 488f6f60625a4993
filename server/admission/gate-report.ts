/** What a gate found about a project, and where the project stands after all of them. */

import { z } from 'zod';

/** The gates by their number (docs/decisions/admission.md); a number has further names where people or models are needed too. */
export const GATES = {
  schema: 1,
  reference: 2,
  controls: 3,
  mutation: 4,
  alternatives: 5,
  'independent solutions': 5,
  trace: 6,
  'blind solvers': 6,
  differential: 7,
  duplicates: 8,
  difficulty: 9,
  'human sample': 10,
} as const;
export type GateName = keyof typeof GATES;
export const GATE_NAMES = Object.keys(GATES) as [GateName, ...GateName[]];

/** `warned` lets a project in and says why somebody should look at it; `not_run` says what is needed to run it. */
export const outcomeSchema = z.enum(['passed', 'failed', 'not_run', 'warned']);
export type GateOutcome = z.infer<typeof outcomeSchema>;

export const gateReportSchema = z.object({
  gate: z.enum(GATE_NAMES),
  outcome: outcomeSchema,
  /** One sentence. */
  summary: z.string(),
  figures: z.record(z.string(), z.number()),
  /** One line each: what is wrong, or worth a look. */
  findings: z.array(z.string()),
});
export type GateReport = z.infer<typeof gateReportSchema>;

/** `draft`: not a package yet. `retired` is said by people only, of a project that was frozen. */
export const STATES = ['draft', 'built', 'validated', 'calibrated', 'frozen', 'retired'] as const;
export type ProjectState = (typeof STATES)[number];

export const projectReportSchema = z.object({
  slug: z.string(),
  family: z.string(),
  /** SHA-256 of the whole package, answer key included: what the report is about. */
  hash: z.string(),
  state: z.enum(STATES),
  admitted: z.boolean(),
  gates: z.array(gateReportSchema),
});
export type ProjectReport = z.infer<typeof projectReportSchema>;

const FINDINGS_MAX = 20;
const LINE_MAX = 240;

/** A line for a terminal or a page: control and direction characters of hostile texts are written out, long ones are cut. */
export function plainLine(text: string): string {
  const flat = text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, (found) => `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`);
  return flat.length > LINE_MAX ? `${flat.slice(0, LINE_MAX - 3)}...` : flat;
}

/** Builds a report; findings beyond the first twenty are counted. */
export function gateReport(
  gate: GateName,
  outcome: GateOutcome,
  summary: string,
  figures: Readonly<Record<string, number>> = {},
  findings: readonly string[] = [],
): GateReport {
  const more = findings.length > FINDINGS_MAX ? [`and ${findings.length - FINDINGS_MAX} more`] : [];
  const shown = [...findings.slice(0, FINDINGS_MAX), ...more].map(plainLine);
  return { gate, outcome, summary: plainLine(summary), figures: { ...figures }, findings: shown };
}

const VALIDATING: ReadonlySet<GateName> = new Set([
  'reference',
  'controls',
  'mutation',
  'alternatives',
  'trace',
  'differential',
  'duplicates',
]);

/** How far a project has come: the gates are passed in their order, and one that failed holds it where it is. */
export function stateAfter(gates: readonly GateReport[]): ProjectState {
  const failed = new Set(gates.filter(({ outcome }) => outcome === 'failed').map(({ gate }) => gate));
  const present = new Set(gates.map(({ gate }) => gate));
  const holds = (gate: GateName): boolean => present.has(gate) && !failed.has(gate);
  // A reference that did not run has shown nothing.
  if (gates.some(({ gate, outcome }) => gate === 'reference' && outcome === 'not_run'))
    return holds('schema') ? 'built' : 'draft';
  if (!holds('schema')) return 'draft';
  if (![...VALIDATING].every(holds)) return 'built';
  if (!holds('difficulty')) return 'validated';
  return failed.size === 0 ? 'frozen' : 'calibrated';
}

const NEXT: Readonly<Record<ProjectState, readonly ProjectState[]>> = {
  draft: ['built'],
  built: ['validated', 'draft'],
  validated: ['calibrated', 'draft'],
  calibrated: ['frozen', 'draft'],
  // What was frozen is never changed: a correction is a new package with a hash of its own.
  frozen: ['retired'],
  retired: [],
};

/** Whether a project may go from one state to the other. */
export function mayBecome(from: ProjectState, to: ProjectState): boolean {
  return NEXT[from].includes(to);
}
