// Owns: everything that stands on a case, item by item, in words: what can be given out, and masked one by one.
// Must not: leave anything out by itself, know paper, or hold a word of its own (the words come in).
import { attachmentItems } from '../attachment/case-file-items.ts';
import type { Answers } from '../ledger/payload.ts';
import { readField, type Fields } from '../ledger/register.ts';
import { historyItems } from './file-history.ts';
import type { CaseFileInput, FileAnswer, FileCheck } from './file-input.ts';
import { isThirdPerson, secretsOf, supervisorAnswer, type CaseFile, type FileItem } from './file-items.ts';
import { fieldWord, valueWord } from './file-words.ts';

export function composeCaseFile(input: CaseFileInput): CaseFile {
  const { caseId, state, pages } = input;
  const withheld = withheldIn(input.fixed);
  return {
    caseId,
    items: [
      ...caseItems(input),
      ...fieldItems(input, { section: 'facts', fields: state.fields }),
      ...input.checks.map((check) => checkItem(check)),
      ...Object.values(state.offers).flatMap((offer, index) =>
        fieldItems(input, {
          section: 'offers',
          fields: offer.fields,
          group: { id: offer.id, label: `${input.words.heads.offer} ${index + 1}` },
        }),
      ),
      ...input.employers.flatMap((employer) => historyItems(input, { ...employer, section: 'employer' })),
      ...input.answers.map((answer) => answerItem(answer)),
      ...attachmentItems(input),
      ...input.incidents.map((incident) => incidentItem(incident)),
      ...historyItems(input, { events: input.events, state, section: 'history' }),
      ...peopleItems(input),
    ].map((item) => (withheld(item) ? { ...item, withheld: true as const } : item)),
    pages,
  };
}

/** 32 § second paragraph 3 and 33 § fourth paragraph FL: the reasons that 7.4 protects, and all names of ours where 7.11 leaves them out. */
function withheldIn(fixed: Answers): (item: FileItem) => boolean {
  const reasons = fixed['7.4'] === 'protect' ? ['6.3', '7.3', '7.4b'] : [];
  const names = fixed['7.11'] === true ? ['7.6', '7.7', '7.8', '7.11b'] : [];
  const told = new Set([...reasons, ...names].map((number) => `answer ${number}`));
  return (item) => item.about.some((one) => told.has(one)) || (names.length > 0 && item.section === 'people');
}

function caseItems({ state, words }: CaseFileInput): FileItem[] {
  const item = (name: string, label: string, value: string | null): FileItem[] =>
    value === null
      ? []
      : [
          {
            id: `case/${name}`,
            section: 'case',
            label,
            value,
            source: '',
            about: [`case ${name}`],
            secrets: name === 'applicationId' ? [value] : [],
            third: false,
          },
        ];
  return [
    ...item('applicationId', fieldWord(words, 'applicationId'), state.applicationId),
    ...item(
      'intake',
      words.heads.intake,
      state.intake === null ? null : valueWord(words, 'intake', state.intake),
    ),
  ];
}

type FieldsOf = {
  readonly section: 'facts' | 'offers';
  readonly fields: Fields;
  readonly group?: { readonly id: string; readonly label: string };
};

/** One item a field: what stands, or, where colleagues differ, each value. */
function fieldItems(input: CaseFileInput, { section, fields, group }: FieldsOf): FileItem[] {
  return Object.entries(fields).flatMap(([field, registers]) => {
    const reading = readField(registers, field);
    if (reading.status === 'absent') return [];
    const values = reading.status === 'value' ? [reading] : reading.values;
    return values.map(({ value, source, act }, index): FileItem => {
      const place = [section, group?.id, field, index === 0 ? undefined : index];
      return {
        id: place.filter((part) => part !== undefined).join('/'),
        section,
        label: fieldWord(input.words, field),
        value: valueWord(input.words, field, value),
        source: sourceText(input, source, act),
        about: [`field ${field}`],
        secrets: secretsOf(input.words, field, value),
        third: isThirdPerson(field),
        ...(group === undefined ? {} : { group }),
      };
    });
  });
}

function sourceText({ state, words, nameOf }: CaseFileInput, source: string, place: number): string {
  const act = state.acts[place];
  const parts = [
    words.source[source] ?? source,
    act?.asOf,
    source === 'hand' && act ? nameOf(act.actor) : undefined,
  ];
  return parts.filter((part) => part !== undefined && part !== '').join(', ');
}

function checkItem({ id, name, outcome, sentence, source, reads }: FileCheck): FileItem {
  return {
    id: `checks/${id}`,
    section: 'checks',
    label: name,
    value: `${outcome}. ${sentence}`,
    source,
    about: [`check ${id}`],
    reads: reads.map((field) => `field ${field}`),
    secrets: [sentence],
    third: false,
  };
}

function answerItem({ number, label, value }: FileAnswer): FileItem {
  return {
    id: `form/${number}`,
    section: 'form',
    label: `${number} ${label}`,
    value,
    source: '',
    about: [`answer ${number}`],
    secrets: value.length < 4 ? [] : [value],
    third: number === supervisorAnswer,
  };
}

function incidentItem({ id, discoveredOn, what }: CaseFileInput['incidents'][number]): FileItem {
  return {
    id: `incidents/${id}`,
    section: 'incidents',
    label: discoveredOn,
    value: what,
    source: '',
    about: [`incident ${id}`],
    secrets: [what],
    third: false,
  };
}

/** Everybody of ours who has done something in the case: masked, the name goes everywhere. */
function peopleItems({ events, employers, nameOf, words }: CaseFileInput): FileItem[] {
  const actors = [
    ...new Set([...events, ...employers.flatMap((one) => one.events)].map((event) => event.actor)),
  ];
  return actors.map((actor) => ({
    id: `people/${actor}`,
    section: 'people',
    label: words.heads.colleague,
    value: nameOf(actor),
    source: '',
    about: [`member ${actor}`],
    secrets: [nameOf(actor)],
    third: false,
  }));
}
