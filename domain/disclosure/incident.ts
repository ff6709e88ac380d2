// Owns: the record of an incident as a paper (article 33(5)). Must not: name a person; cases stand by their number.
import type { Block, ComposedDocument } from '../document/blocks.ts';
import type { IsoDate } from '../ids.ts';
import type { RecordedIncident } from '../ledger/shared-state.ts';
import type { Result } from '../result.ts';
import {
  disclosureWriter,
  sheetOf,
  type DisclosureIncomplete,
  type DisclosureTexts,
} from './file-document.ts';

export type IncidentInput = {
  readonly incident: RecordedIncident;
  /** Application ids of the cases that are named and known here. */
  readonly cases: readonly string[];
  readonly by: string;
  readonly day: IsoDate;
};

export function composeIncident(
  { incident, cases, by, day }: IncidentInput,
  source: DisclosureTexts,
): Result<ComposedDocument, DisclosureIncomplete> {
  const writer = disclosureWriter(source);
  const row = (label: string, text: string) => ({ label: writer.plain(label), value: [{ text }] });
  const text = (id: string, words: string): Block[] =>
    words.trim() === ''
      ? []
      : [
          { kind: 'heading', level: 2, text: writer.plain(id) },
          { kind: 'paragraph', runs: [{ text: words.trim() }] },
        ];
  const { discoveredOn, happenedOn, nature, people, reported, reportedOn, informed } = incident;
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: writer.plain('incident.heading', { dag: discoveredOn }) },
    { kind: 'paragraph', runs: writer.runs('incident.lead') },
    {
      kind: 'facts',
      rows: [
        row('incident.label.discovered', discoveredOn),
        row('incident.label.happened', happenedOn ?? writer.plain('incident.unknown')),
        row('incident.label.nature', nature.map((one) => writer.plain(`incident.nature.${one}`)).join('\n')),
        row('incident.label.people', String(people)),
        row(
          'incident.label.cases',
          cases.length === 0 ? writer.plain('incident.cases.none') : cases.join(', '),
        ),
        row(
          'incident.label.reported',
          writer.plain(`incident.reported.${reported}`, reported === 'reported' ? { dag: reportedOn } : {}),
        ),
        row('incident.label.informed', writer.plain(`incident.informed.${informed}`)),
        row('incident.label.by', by),
      ],
    },
    ...text('incident.what', incident.what),
    ...text('incident.consequences', incident.consequences),
    ...text('incident.measures', incident.measures),
    ...text('incident.why', incident.reportReason ?? ''),
  ];
  return sheetOf(
    writer,
    {
      variant: 'incident',
      name: 'incident',
      docId: `incident-${incident.incident}`,
      day,
      meta: [],
      demo: source.demo,
    },
    blocks,
  );
}
