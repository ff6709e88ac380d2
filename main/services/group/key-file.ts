// Owns: the key that opens files to this computer, as the file Debian's age reads. Must not: hand out the signing key.
import type { Session } from '../session.ts';

/**
 * SY-30: the age identity of this device. It opens every file sealed to this computer and signs nothing, so nobody can
 * write in our name with it. Lines with `#` are comments to age.
 */
export function openingKeyFile({ self, secrets, ledger }: Session): string {
  return [
    '# Språngbrädan: nyckel som öppnar filer till den här datorn. Den som har den kan läsa dem.',
    `# arbetsgrupp: ${oneLine(ledger.team().name)}`,
    `# public key: ${self.keys.recipient}`,
    secrets.ageIdentity,
    '',
  ].join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ');
}
