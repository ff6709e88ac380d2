// Owns: app://, the only place the window loads from, with its content security policy.
// Must not: serve a file outside the built renderer, or any picture but the one that main has opened for the window.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';

export const appOrigin = 'app://sprangbradan';

/** Before `ready`: a standard, secure origin, so that storage and modules work without file://. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

/** One random nonce per response; react-aria's style element is the only thing that needs it. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ');
}

type Picture = { readonly mediaType: string; readonly bytes: Uint8Array };

export function serveApp(rendererDir: string, picture: (path: string) => Picture | undefined): void {
  protocol.handle('app', async (request) => {
    const shown = isOwn(request.url) ? picture(new URL(request.url).pathname) : undefined;
    if (shown && request.method === 'GET') return respondPicture(shown);
    const path = fileFor(rendererDir, request.url);
    if (path === undefined || request.method !== 'GET') return new Response('', { status: 404 });
    try {
      const bytes = await readFile(path);
      return respond(path, bytes);
    } catch {
      return new Response('', { status: 404 });
    }
  });
}

/** An attached file: drawn as what its bytes were judged to be, kept nowhere, and nothing in it may run or be loaded (AT-6). */
function respondPicture({ mediaType, bytes }: Picture): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': mediaType,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    },
  });
}

function isOwn(url: string): boolean {
  return `app://${new URL(url).host}` === appOrigin;
}

function respond(path: string, bytes: Buffer): Response {
  const extension = extname(path);
  const nonce = randomBytes(16).toString('base64');
  const body =
    extension === '.html' ? bytes.toString('utf8').replaceAll('__CSP_NONCE__', nonce) : new Uint8Array(bytes);
  return new Response(body, {
    headers: {
      'Content-Type': types[extension] ?? 'application/octet-stream',
      'Content-Security-Policy': contentSecurityPolicy(nonce),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cache-Control': extension === '.html' ? 'no-store' : 'no-cache',
    },
  });
}

function fileFor(rendererDir: string, url: string): string | undefined {
  const { pathname } = new URL(url);
  if (!isOwn(url)) return undefined;
  const wanted = pathname === '/' ? 'index.html' : decodeURIComponent(pathname).slice(1);
  const path = normalize(join(rendererDir, wanted));
  return path.startsWith(rendererDir + sep) ? path : undefined;
}
