/** All detectors, in the order in which their flags are told. */

import type { Detector } from './detector.ts';
import { abandoning } from './detectors/abandoning.ts';
import { addressedReviewer } from './detectors/addressed-reviewer.ts';
import { closeness } from './detectors/closeness.ts';
import { coMovement } from './detectors/co-movement.ts';
import { ghosting } from './detectors/ghosting.ts';
import { honeypot } from './detectors/honeypot.ts';
import { literalAnswers } from './detectors/literal-answers.ts';
import { nearCopy } from './detectors/near-copy.ts';
import { sameHand } from './detectors/same-hand.ts';
import { shill } from './detectors/shill.ts';
import { tampering } from './detectors/tampering.ts';
import { turns } from './detectors/turns.ts';
import { visibleGap } from './detectors/visible-gap.ts';

export const DETECTORS: readonly Detector[] = [
  turns,
  coMovement,
  closeness,
  sameHand,
  abandoning,
  nearCopy,
  visibleGap,
  literalAnswers,
  tampering,
  addressedReviewer,
  ghosting,
  shill,
  honeypot,
];
