/** Builds the web app into `client/built/`, from where the server takes it: names with hashes, nothing inside the page itself. */

import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { alias: [{ find: /^zod$/, replacement: join(import.meta.dirname, 'app/zod.ts') }] },
  build: {
    outDir: 'built',
    emptyOutDir: true,
    target: 'es2023',
    // The policy of the page allows no script and no style but files of our own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The editor and the plots are large and come by themselves, when a page needs them.
    chunkSizeWarningLimit: 800,
  },
});
