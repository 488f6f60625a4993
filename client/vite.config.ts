/** Builds the web app into `client/built/`, from where the server takes it: names with hashes, nothing inside the page itself. */

import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const packed = promisify(brotliCompress);
const SMALLEST = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };

/** Beside each text file the same as small as it gets: that takes seconds, which nobody who asks for a file should wait. */
const packing: Plugin = {
  name: 'packing',
  apply: 'build',
  generateBundle: {
    order: 'post',
    async handler(_options, bundle) {
      const texts = Object.values(bundle).filter(({ fileName }) => /\.(?:js|css|svg)$/.test(fileName));
      const made = texts.map(async (one) => {
        const bytes = Buffer.from(one.type === 'chunk' ? one.code : one.source);
        this.emitFile({ type: 'asset', fileName: `${one.fileName}.br`, source: await packed(bytes, SMALLEST) });
      });
      await Promise.all(made);
    },
  },
};

/** What nearly every page needs, in one file: a dozen of a few hundred bytes each would weigh more by their heads than by themselves. */
const COMMON =
  /client\/(?:parts\/(?:badge|button|icon|list-page|state|table-head)|data\/(?:market|session|reach)|text\/(?:format|words))|@tanstack\/(?:history|query-core|react-query|react-router|react-store|router-core|store)/;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), packing],
  resolve: { alias: [{ find: /^zod$/, replacement: join(import.meta.dirname, 'app/zod.ts') }] },
  build: {
    outDir: 'built',
    emptyOutDir: true,
    target: 'es2023',
    // The policy of the page allows no script and no style but files of our own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'common', test: COMMON }] } } },
    reportCompressedSize: false,
    // The editor and the plots are large and come by themselves, when a page needs them.
    chunkSizeWarningLimit: 800,
  },
});
