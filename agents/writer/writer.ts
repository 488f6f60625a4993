/** A requirement writer: a brief goes in, a project with its answer key comes out, through a gate that says why it refuses. */

import {
  type Category,
  type ProjectPackage,
  projectPackageSchema,
} from '../../server/protocol/arena/project-package.ts';

/** What somebody wants a project about. */
export interface Brief {
  /** Another seed gives another project for the same brief. */
  readonly seed: string;
  readonly category?: Category;
  /** Estimated minutes of a skilled freelancer, from and to, both included. */
  readonly minutes?: { readonly from: number; readonly to: number };
  /** What it is to be about. Absent: whatever the writer likes. A writer of templates cannot heed it. */
  readonly about?: Subject;
}

export type Subject =
  | { readonly kind: 'text'; readonly text: string }
  /** What somebody really posted. Its texts are a stranger's. */
  | {
      readonly kind: 'posting';
      readonly title: string;
      readonly skills: readonly string[];
      readonly description: string;
      /** Where it was published, and what it is called there. */
      readonly source: string;
      /** What was offered, in whole US cents; null: nothing, or in another currency. */
      readonly postedCents: { readonly min: number; readonly max: number } | null;
    };

/** A draft that was not taken, and what would have to be otherwise. */
export interface RefusedDraft {
  /** As it was written; no package where its form is wrong. */
  readonly draft: unknown;
  readonly reasons: readonly string[];
}

export interface RequirementWriter {
  readonly name: string;
  /** A draft for the brief, or null where nothing more comes to mind. `refused`: all earlier drafts of this brief, in order. */
  write(brief: Brief, refused: readonly RefusedDraft[]): Promise<unknown>;
}

/** The same for everybody's projects. No reasons: the draft is admitted. */
export type Gate = (draft: ProjectPackage) => Promise<readonly string[]>;

export type Commissioned =
  | { readonly kind: 'admitted'; readonly project: ProjectPackage; readonly refused: readonly RefusedDraft[] }
  /** The drafts were used up, or the writer gave up. */
  | { readonly kind: 'given_up'; readonly refused: readonly RefusedDraft[] };

/** What a writer hands in is no more to be trusted than what anybody hands in: its form is looked at before its content. */
async function reasonsAgainst(draft: unknown, { category, minutes }: Brief, gate: Gate): Promise<readonly string[]> {
  const parsed = projectPackageSchema.safeParse(draft);
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the draft'}: ${message}`);
  }
  const project = parsed.data;
  const beside = [
    ...(category === undefined || project.category === category ? [] : [`category: ${category} was asked for`]),
    ...(minutes === undefined || (minutes.from <= project.estimatedMinutes && project.estimatedMinutes <= minutes.to)
      ? []
      : [`estimatedMinutes: ${minutes.from} to ${minutes.to} were asked for`]),
  ];
  return beside.length > 0 ? beside : gate(project);
}

/** Has drafts written until one is admitted, at most `draftsMax`. Every refused one goes back with its reasons. */
export async function commission(
  writer: RequirementWriter,
  brief: Brief,
  gate: Gate,
  draftsMax: number,
): Promise<Commissioned> {
  const refused: RefusedDraft[] = [];
  while (refused.length < draftsMax) {
    const draft = await writer.write(brief, refused);
    if (draft === null) break;
    const reasons = await reasonsAgainst(draft, brief, gate);
    if (reasons.length === 0) return { kind: 'admitted', project: projectPackageSchema.parse(draft), refused };
    refused.push({ draft, reasons });
  }
  return { kind: 'given_up', refused };
}
