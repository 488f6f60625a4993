/**
 * Files in requests. Only routes that say so take `multipart/form-data`; its fields are then the body, like those of a
 * form, and its files stand beside it. All of it is bounded before it is read, and kept in memory no longer than the answer takes.
 */

import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problems, WireError } from '../wire-error.ts';

/** Bytes of one file, and of everything in a request together. */
export const UPLOAD_FILE_MAX = 2_097_152;
export const UPLOAD_TOTAL_MAX = 4_194_304;
export const UPLOAD_FILES = 10;
const FIELDS = 200;
const FIELD_MAX = 65_536;

/** For the document of a route that takes files: the types of its body, and a word about the files. */
export const WITH_FILES = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'];
export const FILES_NOTE = `Files come as parts of \`multipart/form-data\`: at most ${UPLOAD_FILES}, of ${UPLOAD_FILE_MAX} bytes each and ${UPLOAD_TOTAL_MAX} bytes together.`;

export interface Upload {
  readonly field: string;
  readonly filename: string;
  readonly bytes: Buffer;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The files that came with the request, in their order. */
    uploads: readonly Upload[];
  }
  interface FastifyContextConfig {
    /** Whether the route takes files. */
    uploads?: boolean;
  }
}

const tooLarge = (): WireError =>
  new WireError({
    status: 413,
    code: 'RestExceptionCodes.TOO_LARGE',
    message: `At most ${UPLOAD_FILES} files of ${UPLOAD_FILE_MAX} bytes, ${UPLOAD_TOTAL_MAX} bytes together`,
  });

/** The parser's own trouble carries no status, and is always with what was sent: nothing else runs while it reads. */
function asProblem(thrown: unknown): unknown {
  if (thrown instanceof WireError || !(thrown instanceof Error) || 'statusCode' in thrown) return thrown;
  return problems.badForm(`multipart: ${thrown.message.slice(0, 200)}`);
}

async function readParts(request: FastifyRequest): Promise<void> {
  const fields: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const uploads: Upload[] = [];
  let left = UPLOAD_TOTAL_MAX;
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
      left -= bytes.length;
      uploads.push({ field: part.fieldname, filename: part.filename ?? '', bytes });
    } else {
      const value = String(part.value);
      left -= Buffer.byteLength(value);
      const before = fields[part.fieldname];
      fields[part.fieldname] = before === undefined ? value : [before, value].flat();
    }
    if (left < 0) throw tooLarge();
  }
  request.body = { ...fields };
  request.uploads = uploads;
}

/** Called before the bodies are aligned with their schemas. */
export async function addUploads(app: FastifyInstance): Promise<void> {
  app.decorateRequest('uploads');
  app.addHook('onRequest', (request, _reply, done) => {
    request.uploads = [];
    done();
  });
  await app.register(multipart, {
    limits: {
      fileSize: UPLOAD_FILE_MAX,
      files: UPLOAD_FILES,
      fields: FIELDS,
      fieldSize: FIELD_MAX,
      fieldNameSize: 100,
      parts: FIELDS + UPLOAD_FILES,
      headerPairs: 50,
    },
  });
  app.addHook('preValidation', async (request) => {
    if (!request.isMultipart()) return;
    if (request.routeOptions.config.uploads !== true) {
      throw new WireError({
        status: 415,
        code: 'RestExceptionCodes.UNSUPPORTED_MEDIA_TYPE',
        message: 'This takes JSON or a form, and no files',
      });
    }
    if (Number(request.headers['content-length'] ?? 0) > UPLOAD_TOTAL_MAX + FIELD_MAX) throw tooLarge();
    await readParts(request).catch((thrown: unknown) => {
      throw asProblem(thrown);
    });
  });
}
