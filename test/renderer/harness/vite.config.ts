// The window alone, over an invented bridge in memory: to look at, and for axe. Test code only.
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

export default defineConfig({
  root,
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  server: { port: 5199, strictPort: true, fs: { allow: [join(root, '../../..')] } },
  build: { target: 'chrome130', outDir: join(root, '../../../out/harness'), emptyOutDir: true },
});
