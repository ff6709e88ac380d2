// Owns: the supplementary form as a document: parts, numbers, labels, answers in words; always a proposal.
// Must not: print 2.3 (statistics only), nor answers of the outcome that is not proposed.
import {
  answerDay,
  answerText,
  choicesOf,
  fixedCheck,
  fixedUnions,
  holds,
  type FixedUnion,
} from '../form/answers.ts';
import { baseNumber, fieldTextId, type FormField } from '../form/definition.ts';
import { daysBetween } from '../rules/days.ts';
import type { Reference } from '../form/reference.ts';
import type { CaseId, IsoDate } from '../ids.ts';
import type { Answers, DecisionOutcome } from '../ledger/payload.ts';
import { err, ok, type Result } from '../result.ts';
import type { TeamState } from '../team/team-state.ts';
import type { Block, ComposedDocument, Run } from './blocks.ts';
import { writtenIdentityNumber, type DocumentIncomplete } from './party-decision.ts';
import { isConfirmed, type Confirmations } from './texts.ts';
import { createWriter, sentence, type Writer } from './writer.ts';

export type FormInput = {
  readonly reference: Pick<Reference, 'form' | 'texts' | 'reasons' | 'pins'>;
  readonly caseId: CaseId;
  readonly applicationId: string;
  readonly team: TeamState;
  readonly answers: Answers;
  readonly outcome: DecisionOutcome;
  /** The day the basis was fixed; today for a draft. */
  readonly day: IsoDate;
  readonly confirmations: Confirmations;
  readonly demo: boolean;
};

/** An unanswered field prints as an empty line: a draft of the form can be printed too. */
export function composeForm(input: FormInput): Result<ComposedDocument, DocumentIncomplete> {
  const { form, texts, pins } = input.reference;
  const writer = createWriter({ texts, pin: pins.texts, confirmations: input.confirmations });
  const document: ComposedDocument = {
    v: 1,
    variant: 'form',
    lang: 'sv-SE',
    title: writer.plain('title.form'),
    docId: `form-${input.caseId}`,
    subject: writer.plain('subject'),
    createdOn: input.day,
    letterhead: {
      agency: writer.plain('agency'),
      documentKind: writer.plain('kind.form'),
      meta: [
        { label: writer.plain('meta.day'), value: input.day },
        { label: writer.plain('meta.application'), value: input.applicationId },
      ],
    },
    draftHead: writer.plain('draft.head'),
    ...(input.demo ? { demoMark: writer.plain('demo.mark') } : {}),
    blocks: [
      { kind: 'heading', level: 1, text: writer.plain('form.heading') },
      {
        kind: 'paragraph',
        runs: writer.runs('form.intro', { blankett: form.id, version: form.version }),
        small: true,
      },
      ...form.parts.flatMap((part) => [
        {
          kind: 'heading' as const,
          level: 2 as const,
          text: writer.plain('form.part', { nummer: part.number, titel: part.title }),
        },
        ...part.fields
          .filter((field) => isPrinted(field, input))
          .map((field) => fieldBlock(writer, field, input)),
      ]),
    ],
    footer: { text: writer.plain('footer') },
  };
  const problems = writer.problems();
  return problems.length > 0 ? err({ tag: 'documentIncomplete', problems }) : ok(document);
}

/** Every number of the form prints; a further part (`2.6b`) only where its condition holds. */
function isPrinted(field: FormField, { outcome, answers }: FormInput): boolean {
  if (field.printed === false) return false;
  if (field.usedFor !== 'both' && field.usedFor !== outcome) return false;
  return field.number === baseNumber(field.number) || isAsked(field, answers);
}

/** An answer that is not asked for, such as an address when nothing goes by post, is not printed. */
function isAsked(field: FormField, answers: Answers): boolean {
  return field.when === undefined || holds(field.when, answers);
}

function fieldBlock(writer: Writer, field: FormField, input: FormInput): Block {
  const written = valueText(writer, field, input);
  const { pins, texts } = input.reference;
  const open = field.toConfirm === true && !isConfirmed(input.confirmations, fieldTextId(field), pins.form);
  const mark = texts.pieces.find((piece) => piece.id === 'mark.toConfirm')?.text ?? '';
  const runs: Run[] = written === '' ? [] : [{ text: written }];
  if (open) runs.push(...(runs.length > 0 ? [{ text: ' ' }] : []), { text: mark, style: 'mark' as const });
  return {
    kind: 'field',
    number: field.number,
    label: field.label,
    value: runs,
    ...(field.type === 'longText' ? { multiline: true } : {}),
  };
}

type Words = (writer: Writer, answers: Answers) => string;

/** Numbers whose answer is worded in its own way. */
const ownWords: Readonly<Record<string, Words>> = {
  '1.3': (writer, answers) => intakeText(writer, answerText(answers, '1.3') ?? ''),
  '2.2': (_writer, answers) => writtenIdentityNumber(answerText(answers, '2.2')) ?? '',
  '3.2': (_writer, answers) => answerText(answers, '3.2')?.replace(/(\d{4})$/, '-$1') ?? '',
  '4.3': lengthText,
  '5.7': checkText,
  '5.8': (writer, answers) =>
    fixedUnions(answers)
      .map((union) => unionText(writer, union))
      .join('\n'),
};

function valueText(writer: Writer, field: FormField, input: FormInput): string {
  if (!isAsked(field, input.answers)) return '';
  return ownWords[field.number]?.(writer, input.answers) ?? plainValue(writer, field, input);
}

function plainValue(writer: Writer, field: FormField, { answers, team, reference }: FormInput): string {
  const value = answers[field.number];
  switch (typeof value) {
    case 'boolean':
      return writer.plain(value ? 'form.yes' : 'form.no');
    case 'number':
      return writer.plain('form.hours', { timmar: String(value).replace('.', ',') });
    case 'string':
      break;
    default:
      return '';
  }
  if (field.type === 'person') return team.members.find((member) => member.id === value)?.name ?? '';
  const choice = choicesOf(reference, field).find((one) => one.code === value);
  return choice?.label ?? value.trim();
}

function intakeText(writer: Writer, intake: string): string {
  const [year, term, pilot] = intake.split('-');
  if (term !== 'spring' && term !== 'autumn') return intake;
  const words = writer.plain(`form.intake.${term}`, { ar: year });
  return pilot === undefined ? words : writer.plain('form.intake.pilot', { intag: words });
}

function lengthText(writer: Writer, answers: Answers): string {
  const from = answerDay(answers, '4.1');
  const to = answerDay(answers, '4.2');
  const reason = answerText(answers, '4.3');
  const length =
    from !== undefined && to !== undefined
      ? writer.plain('form.length', { dagar: daysBetween(from, to) + 1 })
      : undefined;
  return [length, reason].filter((part) => part !== undefined).join('. ');
}

function checkText(writer: Writer, answers: Answers): string {
  const check = fixedCheck(answers);
  if (check === undefined) return '';
  const values = { dag: check.day, kallor: check.sources, giltig: check.validTo, vem: check.by };
  return writer.plain(`form.check.${check.outcome}`, values);
}

function unionText(writer: Writer, union: FixedUnion): string {
  const { organisation, day, dueOn, askedOn, weighed } = union;
  if (union.differs === true) return writer.plain('form.union.differs', { organisation });
  const head = writer.plain(`form.union.${union.answer}`, { organisation, dag: day, senast: dueOn ?? day });
  const asked = askedOn === undefined ? [] : [writer.plain('form.union.asked', { dag: askedOn })];
  const said = sentence([head, ...asked].join(', '));
  return weighed === undefined
    ? said
    : `${said} ${writer.plain('form.union.weighed', { text: sentence(weighed) })}`;
}
