/** Where drizzle-kit finds the schema and writes the migrations: `npx drizzle-kit generate` after a change of schema. */

import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: [
    './db/sqlite/schema.ts',
    './db/sqlite/access-schema.ts',
    './db/sqlite/record-schema.ts',
    './db/sqlite/webhook-schema.ts',
    './db/sqlite/people-schema.ts',
  ],
  out: './db/migrations',
});
