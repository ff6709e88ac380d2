// How the app is built. One build runs on the pinned Electron and on the older one used where that cannot be had,
// so the targets are the older one's.
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const root = import.meta.dirname;
const threads = ['writer', 'reader', 'jobs', 'pdf'];

/** Every thread is a file of its own, since a worker is started from a path. */
const threadEntries = Object.fromEntries(
  threads
    .map((name): [string, string] => [name, join(root, 'main/threads', `${name}.ts`)])
    .filter(([, path]) => existsSync(path)),
);

/**
 * pdf.js's worker, and decoders of scanned pages in plain JavaScript: the window's policy lets no WebAssembly run. They keep
 * their names, by which they are asked for.
 */
function pdfFiles(): Plugin {
  const folder = join(root, 'node_modules/pdfjs-dist');
  const files = [
    'LICENSE',
    'legacy/build/pdf.worker.min.mjs',
    'wasm/jbig2_nowasm_fallback.js',
    'wasm/openjpeg_nowasm_fallback.js',
    'wasm/LICENSE_JBIG2',
    'wasm/LICENSE_OPENJPEG',
  ];
  return {
    name: 'pdf-files',
    generateBundle() {
      for (const path of files) {
        const source = readFileSync(join(folder, path));
        this.emitFile({ type: 'asset', fileName: `pdfjs/${basename(path)}`, source });
      }
    },
  };
}

export default defineConfig({
  main: {
    // fflate's build for Node declares a `require` of its own, which clashes with electron-vite's.
    resolve: { alias: [{ find: /^fflate$/, replacement: 'fflate/browser' }] },
    build: {
      target: 'node20.18',
      outDir: join(root, 'out/main'),
      externalizeDeps: true,
      rolldownOptions: {
        input: { index: join(root, 'main/index.ts'), ...threadEntries },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          // Beside the entries: import.meta.dirname is then one folder for every module of the build.
          chunkFileNames: '[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      outDir: join(root, 'out/preload'),
      // A sandboxed preload can load nothing: it must be one CommonJS file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: join(root, 'preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: join(root, 'renderer'),
    plugins: [react(), pdfFiles()],
    // Replaced by a random value in every response: see main's answer to app:// requests.
    html: { cspNonce: '__CSP_NONCE__' },
    build: {
      target: 'chrome130',
      outDir: join(root, 'out/renderer'),
      emptyOutDir: true,
      rolldownOptions: { input: join(root, 'renderer/index.html') },
    },
  },
});
