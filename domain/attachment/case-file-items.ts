// Owns: the attachments of a case as items of its file: what each is, who issued it, how it was verified, and its digest.
// Must not: give out a file's bytes; the list says which files there are, and each is asked for by itself.
import { isAway, saidOf, type Attachment, type AttachmentDetails } from './attachments.ts';
import type { FieldValue } from '../ledger/payload-parts.ts';
import type { Standing } from '../ledger/register.ts';
import type { CaseFileInput } from '../disclosure/file-input.ts';
import type { FileItem } from '../disclosure/file-items.ts';
import { factWord, valueWord } from '../disclosure/file-words.ts';

/** AT-13: one item a file and what is said of it; masked, it goes from the history as well. What was taken away stands in the history. */
export function attachmentItems(input: CaseFileInput): FileItem[] {
  return (input.state.attachments ?? [])
    .filter((one) => !isAway(one))
    .flatMap((one) => {
      const agreed = saidOf(one);
      const said = agreed.status === 'agreed' ? [agreed] : one.details;
      return said.map((standing, index) => itemOf(input, one, { standing, index }));
    });
}

type Said = { readonly standing: Standing<AttachmentDetails>; readonly index: number };

function itemOf(input: CaseFileInput, one: Attachment, { standing, index }: Said): FileItem {
  const { words, state, nameOf, moment } = input;
  const { attachmentKind, issuer, issuedOn, verified, note } = standing.value;
  const { fileName, mediaType, size, sha256 } = one;
  const said = { issuer, issuedOn, verified, note };
  const told: Readonly<Record<string, FieldValue | undefined>> = {
    ...{ fileName, mediaType, size },
    ...said,
    sha256,
  };
  const parts = Object.entries(told).flatMap(([fact, value]) =>
    value === undefined ? [] : [`${factWord(words, fact)}: ${valueWord(words, fact, value)}`],
  );
  const act = state.acts[standing.act];
  return {
    id: `attachments/${state.acts[one.added[0] ?? -1]?.event ?? ''}${index === 0 ? '' : `/${index}`}`,
    section: 'attachments',
    label: valueWord(words, 'attachmentKind', attachmentKind),
    value: parts.join('. '),
    source: act ? `${nameOf(act.actor)}, ${moment(act.at)}` : '',
    about: actsOn(input, sha256),
    secrets: [fileName, sha256, issuer, note].filter((text) => text !== undefined),
    third: false,
  };
}

/** What the history tells of the same file, fact by fact. */
function actsOn({ events }: CaseFileInput, sha256: string): string[] {
  const facts = ['attachmentKind', 'issuer', 'issuedOn', 'verified', 'note', 'fileName', 'mediaType', 'size'];
  return events.flatMap(({ hash, read }) => {
    const isOfFile =
      read.status === 'known' && 'attachmentKind' in read.payload && read.payload.sha256 === sha256;
    return isOfFile ? facts.map((fact) => `act ${hash} ${fact}`) : [];
  });
}
