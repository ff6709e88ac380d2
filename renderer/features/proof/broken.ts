// Owns: whether what a proof found lies in the events themselves, which a rescue can help. Must not: word it.
import type { ProofStatus } from '../../../ipc/proof.ts';

/** PR-20: the chain, its hashes and signatures. Whatever else is found is mended by other means, which each finding names. */
export function isChainBroken({ start, last }: ProofStatus): boolean {
  return [...start.findings, ...(last?.findings ?? [])].some(({ law }) => law === 'PR-20');
}
