// Stands in for @types/node in the second type check: the API of the Node inside Electron 33 (Node 20).
/// <reference path="../../../../node_modules/@types/node20/index.d.ts" />
