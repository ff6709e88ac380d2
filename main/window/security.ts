// Owns: what no window of this program may ever do: leave app://, open windows, ask for permissions, reach a network.
// Must not: have exceptions.
import { app, session, type WebContents } from 'electron';
import { appOrigin } from './app-protocol.ts';

/** Before `ready`. Chromium's own background traffic off; the host resolver answers nothing. */
export function closeNetwork(): void {
  // Header values are bytes: with the program's own name in it (å, ä) every request to app:// would fail.
  app.userAgentFallback = 'Sprangbradan';
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.commandLine.appendSwitch('disable-domain-reliability');
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch(
    'disable-features',
    'AutofillServerCommunication,OptimizationHints,MediaRouter',
  );
}

/** After `ready`, before the first window. */
export function denyEverything(): void {
  const own = session.defaultSession;
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isAllowed(details.url) });
  });
  app.on('web-contents-created', (_event, contents) => confine(contents));
}

/** The app's own origin, and the developer tools, which never load from elsewhere. */
export function isAllowed(url: string): boolean {
  return (
    url.startsWith(`${appOrigin}/`) ||
    url.startsWith('devtools://') ||
    url.startsWith('data:') ||
    url.startsWith(`blob:${appOrigin}/`)
  );
}

function confine(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
