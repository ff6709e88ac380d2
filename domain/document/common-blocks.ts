// Owns: what a grant and a refusal share: review text by legal basis, who decided, contact.
// Must not: print more than one review text.
import { answerText } from '../form/answers.ts';
import type { Block } from './blocks.ts';
import { deciderName, type DecisionInput } from './decision-input.ts';
import { joinRuns, sentence, type Writer } from './writer.ts';

/** O1 for the job guarantee, O2 for everything else until 39 § has been read; O3 (appeal) is never chosen here. */
export function reviewBlocks(writer: Writer, { answers }: DecisionInput): Block[] {
  const id = answers['6.5'] === '2007:414' ? 'review.O1' : 'review.O2';
  const address = writer.runs('value.reviewAddress');
  const written = address[0]?.text ?? '';
  const send = writer.plain('review.address', { adress_omprovning: written });
  return [
    { kind: 'heading', level: 2, text: writer.plain('review.heading') },
    { kind: 'paragraph', runs: joinRuns(writer.runs(id), [{ text: send }, ...address.slice(1)]) },
  ];
}

/**
 * 7.4 “protect”: the reasons that can be given (7.4c) and that the rest is left out; 7.3 and 6.3 stay in the file (32 §
 * second paragraph 3 FL). Undefined where nothing is left out.
 */
export function withheldBlocks(writer: Writer, input: DecisionInput): Block[] | undefined {
  if (input.answers['7.4'] !== 'protect') return undefined;
  return [...toldBlocks(input), { kind: 'paragraph', runs: writer.runs('why.withheld') }];
}

/** 7.4c: the reasons that can be given where 7.4 protects the rest. */
export function toldBlocks({ answers }: DecisionInput): Block[] {
  const told = answers['7.4'] === 'protect' ? (answerText(answers, '7.4c') ?? '') : '';
  return told
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line): Block => ({ kind: 'paragraph', runs: [{ text: sentence(line) }] }));
}

/** 31 § FL: who decided, presented and took part; a name may be left out of the notice (33 § fourth paragraph). */
export function deciderBlocks(writer: Writer, input: DecisionInput): Block[] {
  const { answers } = input;
  const hidden = answers['7.11'] === true && input.original !== true;
  const who = hidden
    ? writer.runs('decider.hidden')
    : writer.runs('decider.text', {
        beslutsfattare: deciderName(input),
        titel: writer.plain('value.deciderTitle'),
      });
  const presenter = hidden ? undefined : answerText(answers, '7.7');
  const participants = hidden ? undefined : answerText(answers, '7.8');
  return [
    { kind: 'heading', level: 2, text: writer.plain('decider.heading') },
    {
      kind: 'paragraph',
      runs: joinRuns(
        who,
        presenter === undefined ? [] : writer.runs('decider.presenter', { foredragande: presenter }),
        participants === undefined ? [] : writer.runs('decider.participants', { deltagare: participants }),
      ),
      keepTogether: true,
    },
  ];
}

export function contactBlocks(writer: Writer): Block[] {
  const contact = writer.runs('value.contact');
  const privacy = writer.runs('value.privacy');
  return [
    {
      kind: 'paragraph',
      runs: [
        { text: writer.plain('contact.lead'), style: 'strong' },
        { text: ' ' },
        { text: writer.plain('contact.text', { kontakt: contact[0]?.text }) },
        ...contact.slice(1),
        { text: ' ' },
        { text: writer.plain('privacy.text', { lank_eller_bilaga: privacy[0]?.text }) },
        ...privacy.slice(1),
      ],
      keepTogether: true,
    },
  ];
}
