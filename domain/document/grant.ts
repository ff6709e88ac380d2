// Owns: the body of a grant (texts §2). Must not: name supervisor's phone, permit, or what the employer check found.
import { answerNumber, answerText, fixedCheck, fixedUnions, type FixedUnion } from '../form/answers.ts';
import { isIsoDate } from '../ids.ts';
import type { Block, Run } from './blocks.ts';
import { contactBlocks, deciderBlocks, reviewBlocks, withheldBlocks } from './common-blocks.ts';
import type { DecisionInput } from './decision-input.ts';
import { clause, joinRuns, sentence, type Writer } from './writer.ts';

export function grantBlocks(writer: Writer, input: DecisionInput): Block[] {
  const { answers, period } = input;
  const lead = writer.runs('grant.lead', {
    arbetsgivare: answerText(answers, '3.1'),
    forsta_dag: writer.longDay(period?.from),
    sista_dag: writer.longDay(period?.to),
  });
  return [
    { kind: 'heading', level: 1, text: writer.plain('grant.heading') },
    { kind: 'paragraph', runs: lead },
    placementFacts(writer, input),
    ...partTime(writer, input),
    { kind: 'heading', level: 2, text: writer.plain('why.heading') },
    ...why(writer, input),
    { kind: 'heading', level: 2, text: writer.plain('duties.heading') },
    duties(writer, input),
    { kind: 'heading', level: 2, text: writer.plain('benefit.heading') },
    { kind: 'paragraph', runs: writer.runs('benefit.text') },
    { kind: 'paragraph', runs: writer.runs('benefit.law'), small: true },
    ...reviewBlocks(writer, input),
    ...deciderBlocks(writer, input),
    ...contactBlocks(writer),
  ];
}

function placementFacts(writer: Writer, { answers, period }: DecisionInput): Block {
  const row = (label: string, value: Run[]) => ({ label: writer.plain(label), value });
  return {
    kind: 'facts',
    rows: [
      row('label.workplace', workplace(writer, answers)),
      row('label.supervisor', [{ text: writer.need('handledare', answerText(answers, '3.4')) }]),
      row('label.tasks', [{ text: writer.need('arbetsuppgifter', answerText(answers, '3.6')) }]),
      row('label.period', writer.runs('value.period', { fran: period?.from, till: period?.to })),
      row('label.extent', extent(writer, answers)),
      row('label.basis', joinRuns(legalBasis(writer, answers), writer.runs('basis.and'))),
    ],
  };
}

type Fixed = DecisionInput['answers'];

function workplace(writer: Writer, answers: Fixed): Run[] {
  const adress = answerText(answers, '3.3b');
  const kommun = answerText(answers, '3.3c');
  const values = { arbetsstalle: answerText(answers, '3.3'), adress, kommun };
  const named = kommun !== undefined && !(adress ?? '').toLowerCase().includes(kommun.toLowerCase());
  return writer.runs(named ? 'value.workplace' : 'value.workplaceAddressOnly', values);
}

function extent(writer: Writer, answers: Fixed): Run[] {
  if (answers['4.4'] === 'fullTime') return writer.runs('value.fullTime');
  return writer.runs('value.partTime', {
    timmar: answerNumber(answers, '4.4b')?.toString().replace('.', ','),
  });
}

function legalBasis(writer: Writer, answers: Fixed): Run[] {
  const basis = answerText(answers, '6.5');
  if (basis === undefined) return [{ text: writer.need('rattslig_grund', basis) }];
  if (basis === 'other') return writer.runs('basis.other', { rattslig_grund: answerText(answers, '6.5b') });
  return writer.runs(`basis.${basis}`);
}

function partTime(writer: Writer, { answers }: DecisionInput): Block[] {
  if (answers['4.4'] !== 'partTime') return [];
  const reason = writer.runs('grant.partTime', { skal_deltid: clause(answerText(answers, '4.5b')) });
  const law = answers['6.5'] === '2007:414' ? 'grant.partTimeLaw.2007:414' : 'grant.partTimeLaw';
  return [{ kind: 'paragraph', runs: joinRuns(reason, writer.runs(law)) }];
}

/** What 7.4 lets be told; else 7.3 where the caseworker wrote to the applicant, else the assessment 6.3, which is written to be read by them. */
function why(writer: Writer, input: DecisionInput): Block[] {
  const { answers } = input;
  const checked = fixedCheck(answers)?.day ?? '';
  const day = isIsoDate(checked) ? writer.longDay(checked) : undefined;
  const unions = fixedUnions(answers).map((union) => unionSentence(writer, union));
  return [
    ...assessment(writer, input),
    { kind: 'paragraph', runs: joinRuns(writer.runs('grant.check', { kontrolldag: day }), ...unions) },
  ];
}

function assessment(writer: Writer, input: DecisionInput): Block[] {
  const lead = writer.runs('grant.why');
  const withheld = withheldBlocks(writer, input);
  if (withheld !== undefined) return [{ kind: 'paragraph', runs: lead }, ...withheld];
  const { answers } = input;
  const text = writer.need(
    'bedomning_kort_till_den_sokande',
    answerText(answers, '7.3') ?? answerText(answers, '6.3'),
  );
  return [{ kind: 'paragraph', runs: joinRuns(lead, [{ text: sentence(text) }]) }];
}

function unionSentence(writer: Writer, { organisation, answer, weighed, dueOn = '' }: FixedUnion): Run[] {
  const due = isIsoDate(dueOn) ? writer.longDay(dueOn) : undefined;
  return writer.runs(`union.${answer}`, {
    organisation,
    hur: sentence(weighed ?? ''),
    skal: clause(weighed),
    sista_svarsdag: due,
  });
}

/** The five standing duties, then the conditions of 7.12, one a line. */
function duties(writer: Writer, { answers }: DecisionInput): Block {
  const standing = ['duties.1', 'duties.2', 'duties.3', 'duties.4', 'duties.5'].map((id) => writer.runs(id));
  const own = (answerText(answers, '7.12') ?? '').split('\n').filter((line) => line.trim() !== '');
  return { kind: 'list', items: [...standing, ...own.map((line) => [{ text: sentence(line) }])] };
}
