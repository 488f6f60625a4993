/** A tournament that is about to be played, how, and what comes of it. */

import type { LoadedTournament } from '../agents/tournament/load.ts';
import { measuredPeople } from '../agents/tournament/measured-side.ts';
import type { RunInputs } from '../agents/tournament/run-folder.ts';
import { corpusHashOf } from '../server/ground.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';
import type { Reviewing } from '../server/workshop.ts';
import type { AdmissionMark } from './admitted.ts';
import type { Consent } from './consent.ts';
import type { ModelSettings } from './model-room.ts';

export interface Settings {
  readonly out: string | undefined;
  readonly consent: Consent;
  readonly admission: AdmissionMark;
  readonly models: ModelSettings;
  readonly labels: string | undefined;
  /** Runs that this process plays at the same time; not said: this one alone. */
  readonly atOnce?: number;
}

export interface ToPlay {
  readonly loaded: LoadedTournament;
  readonly packages: readonly ProjectPackage[];
}

export interface RunEnd {
  readonly database: string;
  /** The standing, for a terminal or a file, with what a reader of it should know. */
  readonly text: string;
  /** Where its files lie. */
  readonly place: string;
}

/** What makes the run of a tournament this run and no other. */
export async function inputsOf({ loaded, packages }: ToPlay, { imageHash }: Reviewing): Promise<RunInputs> {
  const { config, roster } = loaded;
  const people = await measuredPeople(loaded);
  const measured = people === null ? {} : { measuredBy: people.by };
  return { config, roster, corpusHash: corpusHashOf(packages), sandboxImage: imageHash, ...measured };
}
