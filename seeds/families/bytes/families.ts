/** Study families of the category bytes. */

import type { StudyFamily } from '../study-family.ts';
import { hexDumps } from './hex-dumps.ts';
import { packetFrames } from './packet-frames.ts';
import { pictureFiles } from './picture-files.ts';
import { waveAudio } from './wave-audio.ts';

export const bytesFamilies: readonly StudyFamily[] = [hexDumps, packetFrames, pictureFiles, waveAudio];
