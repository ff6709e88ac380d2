// Owns: the renderer's version. Must not: import anything: whoever names it need not load the renderer.

/** Stands in every file and beside every stored decision. Change it whenever the same document gives other bytes. */
export const rendererVersion = 'sprangbradan-pdf/1';
