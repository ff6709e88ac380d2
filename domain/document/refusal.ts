// Owns: the body of a refusal (texts §3). Must not: name the employer's finances, bankruptcy or offences (9 b §, C1).
import { answerDay, answerText } from '../form/answers.ts';
import type { Block, Run } from './blocks.ts';
import { contactBlocks, deciderBlocks, reviewBlocks, toldBlocks, withheldBlocks } from './common-blocks.ts';
import type { DecisionInput } from './decision-input.ts';
import { textPiece, mergeText, type MergeValues, type TextSet } from './texts.ts';
import { clause, joinRuns, sentence, type Writer } from './writer.ts';

export function refusalBlocks(writer: Writer, input: DecisionInput): Block[] {
  const employer = answerText(input.answers, '3.1');
  const lead =
    employer === undefined
      ? writer.runs('refusal.leadNoOffer')
      : writer.runs('refusal.lead', { arbetsgivare: employer });
  return [
    { kind: 'heading', level: 1, text: writer.plain('refusal.heading') },
    { kind: 'paragraph', runs: lead },
    { kind: 'heading', level: 2, text: writer.plain('why.heading') },
    ...why(writer, input),
    { kind: 'heading', level: 2, text: writer.plain('said.heading') },
    { kind: 'paragraph', runs: said(writer, input) },
    { kind: 'heading', level: 2, text: writer.plain('law.heading') },
    provisions(writer, input),
    { kind: 'heading', level: 2, text: writer.plain('forward.heading') },
    { kind: 'paragraph', runs: forward(writer, input) },
    ...reviewBlocks(writer, input),
    ...deciderBlocks(writer, input),
    ...contactBlocks(writer),
  ];
}

function reasonsIn(input: DecisionInput): string[] {
  return ['7.2', '7.2b', '7.2c']
    .map((number) => answerText(input.answers, number))
    .filter((one) => one !== undefined);
}

/**
 * Where the bar of 9 b § is among the reasons, its fixed wording stands for 7.3: what the caseworker wrote there could
 * tell of the employer's finances (32 § second paragraph 3 FL) and stays in the file. 7.4c holds only what can be told.
 */
function why(writer: Writer, input: DecisionInput): Block[] {
  if (reasonsIn(input).includes('C1')) {
    return [
      { kind: 'paragraph', runs: joinRuns(writer.runs('reason.C1'), writer.runs('reason.C1.withheld')) },
      ...toldBlocks(input),
    ];
  }
  const withheld = withheldBlocks(writer, input);
  if (withheld !== undefined) return withheld;
  const text = writer.need('motivering', answerText(input.answers, '7.3'));
  return text.split(/\n+/).map((line): Block => ({ kind: 'paragraph', runs: [{ text: sentence(line) }] }));
}

function said(writer: Writer, { answers }: DecisionInput): Run[] {
  if (answers['7.5'] === 'unnecessary') {
    return writer.runs('said.unnecessary', { skal: sentence(answerText(answers, '7.5f') ?? '') });
  }
  const spoken = answers['7.5c'] === 'phone' || answers['7.5c'] === 'personal';
  const sent = writer.runs(spoken ? 'said.phone' : 'said.sent', {
    kommuniceringsdag: writer.longDay(answerDay(answers, '7.5b')),
  });
  const views = answerText(answers, '6.6');
  if (views === undefined) return joinRuns(sent, writer.runs('said.noReply'));
  return joinRuns(
    sent,
    writer.runs('said.reply', {
      svarsdag: writer.longDay(answerDay(answers, '6.6b')),
      synpunkter_kort: clause(views),
    }),
    writer.runs('said.unchanged', { skal: clause(answerText(answers, '7.5e')) }),
  );
}

function provisions(writer: Writer, input: DecisionInput): Block {
  const reasons = reasonsIn(input);
  const seen = new Set<string>();
  const items: Run[][] = [];
  for (const reason of reasons) {
    const runs = writer.runs(`law.${reason}`);
    const text = runs[0]?.text ?? '';
    if (!seen.has(text)) items.push(runs);
    seen.add(text);
  }
  const withheld = reasons.includes('C1') || input.answers['7.4'] === 'protect';
  if (withheld) items.push(writer.runs('law.withheld'));
  if (items.length === 0) writer.need('lagrum', undefined);
  return { kind: 'list', items: items.length > 0 ? items : [[]] };
}

/** The way on for the main reason, else for its group; “still registered” unless registration is what failed. */
function forward(writer: Writer, input: DecisionInput): Run[] {
  const main = reasonsIn(input)[0] ?? '';
  const id = main === 'A1' || main === 'A2' ? `forward.${main}` : `forward.${main.slice(0, 1)}`;
  return joinRuns(
    writer.runs(id),
    reasonsIn(input).includes('A1') ? [] : writer.runs('forward.stillRegistered'),
  );
}

/** A model wording of 7.3 for a reason, merged where values are known; undefined where there is none or a value lacks. */
export function reasonPhrase(texts: TextSet, reason: string, values: MergeValues): string | undefined {
  const piece = textPiece(texts, `reason.${reason}`);
  if (piece === undefined) return undefined;
  const merged = mergeText(piece, values);
  return merged.ok ? merged.value : undefined;
}
