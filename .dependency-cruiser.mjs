// Who may import whom (docs/architecture.md). The same rules stand in test/architecture.test.ts as plain words;
// this one also finds cycles and follows packages.
const only = (name, path, allowed) => ({
  name,
  severity: 'error',
  from: { path },
  to: { pathNot: allowed },
});

const packages = (names) => `(^|/)node_modules/(?:@types/)?(${names.join('|')})(/|$)`;
const PURE = packages(['zod', 'personnummer', 'organisationsnummer', 'temporal-polyfill']);
const ZOD = packages(['zod']);
const SQLITE = packages(['better-sqlite3', 'better-sqlite3-multiple-ciphers']);

export default {
  forbidden: [
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'every import is found', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'nothing imports test', severity: 'error', from: { pathNot: '^test/' }, to: { path: '^test/' } },
    only('domain is pure', '^domain/', ['^domain/', PURE]),
    only('ipc is the contract', '^ipc/', ['^ipc/', '^domain/', ZOD]),
    only('db is SQLite', '^db/', ['^db/', '^domain/', ZOD, SQLITE, '^(node:)?(crypto|fs|fs/promises|path)$']),
    only('preload names the methods', '^preload/', [
      '^preload/',
      '^ipc/',
      packages(['electron']),
      '^electron$',
    ]),
    {
      name: 'main does not know the window',
      severity: 'error',
      from: { path: '^main/' },
      to: { path: '^(renderer|preload)/' },
    },
    {
      name: 'services do not know Electron',
      severity: 'error',
      from: { path: '^main/(services|runner)/' },
      to: { path: [packages(['electron']), '^electron$'] },
    },
    {
      name: 'the window knows no store and no system',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: ['^(db|main|preload)/', packages(['electron', 'better-sqlite3']), '^electron$'] },
    },
    {
      name: 'the window uses no Node',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'one feature never imports another',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/([^/]+)/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'shared controls know no feature',
      severity: 'error',
      from: { path: '^renderer/(ui|lib)/' },
      to: { path: '^renderer/(features|app)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
