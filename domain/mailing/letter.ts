// Owns: the words that one recipient gets, by channel, out of the dated texts. Must not: hold a wording, nor send anything.
import type { IsoDate } from '../ids.ts';
import type { MailingChannel } from '../intake/resources.ts';
import type { Recipient } from '../intake/rows/mailing.ts';
import { createWriter, type WriterSource } from '../document/writer.ts';
import type { TextProblem } from '../document/texts.ts';
import { err, ok, type Result } from '../result.ts';

export type MailingLetter = {
  readonly subject: string;
  /** Paragraphs with an empty line between. */
  readonly text: string;
  /** Pieces that nobody has confirmed: a file with any of them is not written (MA-9). */
  readonly unconfirmed: readonly string[];
};

export type LetterFacts = {
  readonly channel: MailingChannel;
  readonly applyBy: IsoDate;
  readonly isPilot: boolean;
  readonly demo: boolean;
};

const links = ['link.apply', 'link.about', 'link.webinar'] as const;

export function composeMailing(
  { givenName, familyName }: Pick<Recipient, 'givenName' | 'familyName'>,
  { channel, applyBy, isPilot, demo }: LetterFacts,
  source: WriterSource,
): Result<MailingLetter, TextProblem> {
  const writer = createWriter(source);
  const fields = { namn: `${givenName} ${familyName}`.trim(), sista_dag: writer.longDay(applyBy) };
  const plain = (id: string) => writer.plain(id, fields);
  const subject = plain('subject');
  const paragraphs = [
    ...(demo ? [plain('demo.mark')] : []),
    plain('greeting'),
    plain('lead'),
    plain(isPilot ? 'who.pilot' : 'who.regular'),
    plain('how'),
    links.map((link) => plain(link)).join('\n'),
    plain(`why.${channel}`),
    plain('contact'),
    plain('signature'),
  ];
  const [problem] = writer.problems();
  if (problem) return err(problem);
  return ok({ subject, text: paragraphs.join('\n\n'), unconfirmed: writer.unconfirmed() });
}
