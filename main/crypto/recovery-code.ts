// Owns: the printed recovery code: 160 random bits as grouped Crockford base32 with a check character.
// Must not: derive keys; keyslots.ts does.
import { err, ok, type Result } from '../../domain/result.ts';

/** Crockford's alphabet: no I, L, O, U, so that a printed code can be read aloud and typed. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** The check character is the number modulo 37; five signs stand for the values that base32 lacks. */
const checkAlphabet = `${alphabet}*~$=U`;
const codeLength = 32;

export const recoveryBytes = 20;

export type RecoveryCodeProblem = {
  readonly tag: 'wrongRecoveryCode';
  readonly reason: 'length' | 'character' | 'check';
};

/** `XXXX-XXXX-…-C`: eight groups of four and the check character. Takes exactly 20 bytes. */
export function writeRecoveryCode(bytes: Uint8Array): string {
  const value = toBigInt(bytes);
  const characters: string[] = [];
  for (let place = 0; place < codeLength; place += 1) {
    characters.unshift(alphabet.charAt(Number((value >> BigInt(5 * place)) & 31n)));
  }
  const groups = characters.join('').match(/.{4}/g) ?? [];
  return [...groups, checkAlphabet.charAt(Number(value % 37n))].join('-');
}

/** Reads what a person typed: any case, any blanks and dashes, O for 0, I and L for 1. */
export function readRecoveryCode(typed: string): Result<Uint8Array, RecoveryCodeProblem> {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}−.]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  if (plain.length !== codeLength + 1) return err({ tag: 'wrongRecoveryCode', reason: 'length' });
  let value = 0n;
  for (const character of plain.slice(0, codeLength)) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) return err({ tag: 'wrongRecoveryCode', reason: 'character' });
    value = (value << 5n) | BigInt(digit);
  }
  if (checkAlphabet.indexOf(plain.charAt(codeLength)) !== Number(value % 37n)) {
    return err({ tag: 'wrongRecoveryCode', reason: 'check' });
  }
  return ok(Buffer.from(value.toString(16).padStart(recoveryBytes * 2, '0'), 'hex'));
}

function toBigInt(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}
