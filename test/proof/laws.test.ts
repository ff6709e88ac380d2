// Proves: each law of docs/spec/proof.md finds its breach, in stores written behind the services' back; and none where all is in order.
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { caseStream, employerStream, type CaseId } from '../../domain/ids.ts';
import { emptyCase } from '../../domain/ledger/case/state.ts';
import type { Payload, PayloadOf } from '../../domain/ledger/payload.ts';
import { lawIds } from '../../domain/proof/finding.ts';
import type { NewAct } from '../../db/ledger/contract.ts';
import { readFontFiles } from '../../main/pdf/font/files.ts';
import { createRenderer } from '../../main/pdf/renderer.ts';
import { fixMany } from '../../main/services/decision/decisions.ts';
import { listEmployers, registerChecks, registerUnions } from '../../main/services/decision/employers.ts';
import { registerOne } from '../../main/services/intake/bar-list.ts';
import {
  collectPrintables,
  recordWritten,
  renderPrintables,
} from '../../main/services/decision/print-run.ts';
import { exportPermit } from '../../main/services/disclosure/grounds.ts';
import { keepProof, lastProof, lookAtHeads } from '../../main/services/proof/record.ts';
import { createWalker, walkAll } from '../../main/services/proof/walk.ts';
import { rulesOf } from '../../main/services/session.ts';
import { quietJob } from '../../main/threads/protocol.ts';
import { breaches, breaksTheStore } from '../builders/watching.ts';
import {
  applicant,
  caseOf,
  confirmAllTexts,
  day,
  importRows,
  must,
  newDesk,
  newFolder,
  offerFor,
  type Desk,
} from '../services/desk.ts';

const renderer = createRenderer(readFontFiles(join(import.meta.dirname, '../../resources')));

async function prove({ session }: Desk) {
  return walkAll(
    createWalker(session, () => renderer),
    { at: 1, by: 'window' },
    quietJob,
  );
}

async function found(desk: Desk): Promise<string[]> {
  const record = await prove(desk);
  return (record?.findings ?? []).map((one) => `${one.law} ${one.breach}`);
}

/** Two grants with everything in order, the basis fixed 2026-11-02. */
async function lawfulDesk(): Promise<{ desk: Desk; ids: CaseId[] }> {
  const people = [applicant(1), applicant(2)];
  const desk = await newDesk('Åsa');
  await importRows(desk, people, { kind: 'applications' });
  await importRows(
    desk,
    people.map((one) => offerFor(one)),
    { kind: 'offers', asOf: '2026-10-20' },
  );
  const { session } = desk;
  const employers = listEmployers(session, undefined).map((one) => one.id as never);
  must(
    registerChecks(session, { employers, outcome: 'clear', day: session.today(), sources: ['Bolagsverket'] }),
  );
  must(registerUnions(session, { employers, organisation: '', answer: 'approves', day: session.today() }));
  const ids = people.map((one) => caseOf(desk, one).id);
  must(fixMany(session, { cases: ids, outcome: 'grant', dryRun: false, withExamples: true }));
  return { desk, ids };
}

function basisOf({ session }: Desk, id: CaseId): PayloadOf<'basis.fixed'> {
  const payload = session.ledger.caseState(id).decisions[0]?.payload;
  if (payload?.kind !== 'basis.fixed') throw new Error('no basis');
  return payload;
}

/** Written as a program with a fault would: past every service. */
function write({ session }: Desk, ...acts: NewAct[]): void {
  must(session.ledger.append(acts));
}

describe('a store in which all is in order', () => {
  it('breaks no law, and the proof counts what it looked at (PR-1)', async () => {
    const { desk } = await lawfulDesk();
    expect(await prove(desk)).toMatchObject({ cases: 2, papers: 0, findings: [], more: 0 });
  });

  it('can be left between two parts and gone on with, with the same outcome (PR-2)', async () => {
    const { desk } = await lawfulDesk();
    const walker = createWalker(desk.session, () => renderer);
    const places = [];
    for (let place: ReturnType<typeof walker.begin> | null = walker.begin(); place; ) {
      places.push(place.done);
      // Through text, as between threads.
      place = (await walker.part(JSON.parse(JSON.stringify(place)) as typeof place)).place;
    }
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places.length).toBeGreaterThan(2);
  });

  it('remembers the last proof and what the chains’ ends said at opening (PR-3)', async () => {
    const { desk } = await lawfulDesk();
    expect(lastProof(desk.session)).toBeNull();
    const record = await prove(desk);
    if (record) keepProof(desk.session, record);
    expect(lastProof(desk.session)).toEqual(record);
    expect(lookAtHeads(desk.session).findings).toEqual([]);
    breaksTheStore();
    desk.session.store.db.exec(
      'DROP TRIGGER events_no_delete; DELETE FROM events WHERE n = (SELECT max(n) FROM events)',
    );
    expect(lookAtHeads(desk.session).findings.map((one) => `${one.law} ${one.breach}`)).toEqual([
      'PR-20 headMissing',
    ]);
  });
});

describe('a grant', () => {
  const other = (desk: Desk, id: CaseId, change: Partial<PayloadOf<'basis.fixed'>>): NewAct => ({
    stream: caseStream(id),
    payload: { ...basisOf(desk, id), ...change },
    refs: [...desk.session.ledger.heads(employerStream(basisOf(desk, id).employer as never))],
  });

  const changed: [string, (basis: PayloadOf<'basis.fixed'>) => Partial<PayloadOf<'basis.fixed'>>, string][] =
    [
      [
        'that begins before its basis',
        () => ({ period: { from: day('2026-10-01'), to: day('2027-01-31') } }),
        'PR-32 startBeforeBasis',
      ],
      [
        'that is longer than the longest time',
        () => ({ period: { from: day('2026-12-07'), to: day('2027-07-31') } }),
        'PR-32 periodTooLong',
      ],
      [
        'that is longer than the programme without a reason',
        () => ({ period: { from: day('2026-12-07'), to: day('2027-04-30') } }),
        'PR-32 longWithoutReason',
      ],
      [
        'that ends before it begins',
        () => ({ period: { from: day('2027-02-01'), to: day('2027-01-31') } }),
        'PR-32 periodBackwards',
      ],
      [
        'without a tick that jäv is absent',
        ({ answers }) => ({ answers: { ...answers, '7.9': false } }),
        'PR-33 jav',
      ],
      [
        'whose form has no line of the union',
        ({ answers }) => ({ answers: without(answers, '5.8') }),
        'PR-31 unionNotInForm',
      ],
      [
        'whose form says otherwise than the union',
        ({ answers }) => ({
          answers: { ...answers, '5.8': { ...(answers['5.8'] as object), answer: 'abstains' } },
        }),
        'PR-31 unionLineElse',
      ],
      [
        'whose form has no employer check',
        ({ answers }) => ({ answers: without(answers, '5.7') }),
        'PR-30 checkNotInForm',
      ],
      [
        'whose check had run out',
        ({ answers }) => ({
          answers: { ...answers, '5.7': { ...(answers['5.7'] as object), validTo: '2026-11-01' } },
        }),
        'PR-30 checkExpired',
      ],
      ['fixed before the check was made', () => ({ day: day('2026-11-01') }), 'PR-30 checkAfter'],
      ['as a refusal with a period', () => ({ outcome: 'refusal' as const }), 'PR-32 refusalWithPeriod'],
    ];
  for (const [what, change, breach] of changed) {
    it(`${what} is found: ${breach}`, async () => {
      const { desk, ids } = await lawfulDesk();
      const [id] = ids;
      if (!id) throw new Error('no case');
      breaches(breach.split(' ')[1] ?? '');
      write(desk, other(desk, id, change(basisOf(desk, id))));
      expect(await found(desk)).toEqual([breach]);
    });
  }

  it('whose author had not seen any check is found, although one is there now (PR-30, PR-31)', async () => {
    const { desk, ids } = await lawfulDesk();
    const [id] = ids;
    if (!id) throw new Error('no case');
    breaches('noCheck', 'noUnion');
    write(desk, { stream: caseStream(id), payload: basisOf(desk, id) });
    expect(await found(desk)).toEqual(['PR-30 noCheck', 'PR-31 noUnion']);
  });

  it('over a withdrawn consent is found (PR-34)', async () => {
    const { desk, ids } = await lawfulDesk();
    const [id] = ids;
    if (!id) throw new Error('no case');
    breaches('consentWithdrawn');
    write(desk, {
      stream: caseStream(id),
      payload: { kind: 'facts.entered', fields: { consentWithdrawnOn: '2026-11-02' } },
    });
    write(desk, other(desk, id, {}));
    expect(await found(desk)).toEqual(['PR-34 consentWithdrawn']);
  });
});

describe('BÄR’s decision', () => {
  const registered = (
    change: Partial<PayloadOf<'decision.registered'>> = {},
  ): PayloadOf<'decision.registered'> => ({
    kind: 'decision.registered',
    barNumber: 'BÄR-1',
    day: day('2026-11-16'),
    outcome: 'grant',
    period: { from: day('2026-12-07'), to: day('2027-04-06') },
    source: 'hand',
    differences: [],
    documents: {},
    renderer: 'sprangbradan-pdf/1',
    ...change,
  });
  const cases: [string, Partial<PayloadOf<'decision.registered'>>, string][] = [
    [
      'with another period that nobody settled',
      { period: { from: day('2026-12-14'), to: day('2027-04-06') } },
      'PR-35 differenceNotSettled',
    ],
    ['without a period', { period: undefined as never }, 'PR-32 grantWithoutPeriod'],
  ];
  for (const [what, change, breach] of cases) {
    it(`${what} is found: ${breach}`, async () => {
      const { desk, ids } = await lawfulDesk();
      breaches(breach.split(' ')[1] ?? '');
      write(desk, { stream: caseStream(ids[0] as CaseId), payload: registered(change) });
      expect(await found(desk)).toEqual([breach]);
    });
  }

  it('without a basis is found (PR-35)', async () => {
    const desk = await newDesk('Åsa');
    const person = applicant(1);
    await importRows(desk, [person], { kind: 'applications' });
    breaches('noBasis');
    write(desk, { stream: caseStream(caseOf(desk, person).id), payload: registered() });
    expect(await found(desk)).toEqual(['PR-35 noBasis']);
  });
});

describe('an issued paper', () => {
  async function printed(): Promise<{ desk: Desk; id: CaseId }> {
    const { desk, ids } = await lawfulDesk();
    const [id] = ids;
    if (!id) throw new Error('no case');
    confirmAllTexts(desk);
    desk.goTo('2026-11-20');
    const bar = { barNumber: 'BÄR-7', day: day('2026-11-16'), outcome: 'grant' as const };
    must(registerOne(desk.session, { caseId: id, bar, kept: {}, source: 'hand' }));
    const items = collectPrintables(desk.session, [id], { variant: 'party', drafts: false });
    const dir = newFolder();
    const { written } = await renderPrintables(
      renderer,
      items.map((item) => ({ ...item, file: 'beslut.pdf' })),
      { dir, permit: must(exportPermit(desk.session, 'decision')) },
    );
    recordWritten(desk.session, written, dir);
    return { desk, id };
  }

  it('is the same page made again, byte for byte (PR-39)', async () => {
    const { desk } = await printed();
    expect(await prove(desk)).toMatchObject({ papers: 1, findings: [] });
  });

  it('whose kept bytes were altered is found (PR-39)', async () => {
    const { desk } = await printed();
    breaches('paperAltered');
    desk.session.store.blobs.exec(`UPDATE blob SET bytes = zeroblob(size)`);
    expect(await found(desk)).toEqual(['PR-39 paperAltered']);
  });

  it('whose kept bytes are gone from the computer that issued it is found (PR-39)', async () => {
    const { desk } = await printed();
    breaches('paperGone');
    desk.session.store.blobs.exec(`DELETE FROM blob`);
    expect(await found(desk)).toEqual(['PR-39 paperGone']);
  });

  it('that says otherwise than its decision is found, whoever issued it (PR-39)', async () => {
    const { desk, id } = await printed();
    breaches('paperElse', 'paperGone');
    const [issued] = desk.session.ledger.caseState(id).issued;
    if (!issued) throw new Error('nothing issued');
    const { act: _act, ...rest } = issued;
    const payload: Payload = { kind: 'document.issued', ...rest, sha256: 'ab'.repeat(32) };
    write(desk, { stream: caseStream(id), payload });
    desk.session.store.blobs
      .prepare('INSERT INTO blob (sha256, size, bytes) SELECT ?, size, bytes FROM blob')
      .run(Buffer.from('ab'.repeat(32), 'hex'));
    breaches('paperAltered');
    expect(await found(desk)).toEqual(['PR-39 paperAltered']);
  });

  it('of no decision of its case is found (PR-39)', async () => {
    const { desk, ids } = await lawfulDesk();
    breaches('issuedOfNothing', 'paperGone');
    const payload: Payload = {
      kind: 'document.issued',
      variant: 'form',
      of: 'ab'.repeat(32) as never,
      sha256: 'cd'.repeat(32),
      pages: 1,
      renderer: 'sprangbradan-pdf/1',
    };
    write(desk, { stream: caseStream(ids[0] as CaseId), payload });
    expect(await found(desk)).toEqual(['PR-39 issuedOfNothing', 'PR-39 paperGone']);
  });
});

describe('who has declared a conflict of interest', () => {
  it('and handles the case all the same is found, not what they did before (PR-33, WO-8)', async () => {
    const { desk, ids } = await lawfulDesk();
    const [id] = ids;
    if (!id) throw new Error('no case');
    breaches('barred');
    const stream = caseStream(id);
    const payload: Payload = { kind: 'interest.declared', ground: 'closeRelation' };
    write(desk, { stream, payload }, { stream, payload: basisOf(desk, id) });
    expect(await found(desk)).toEqual(['PR-33 barred']);
  });
});

describe('verdicts', () => {
  it('that value a person in many cases at once are found (PR-38)', async () => {
    const desk = await newDesk('Åsa');
    const people = [applicant(1), applicant(2)];
    await importRows(desk, people, { kind: 'applications' });
    const code = desk.session.reference.reasons.lists.notEligible.groups
      .flatMap((group) => group.reasons)
      .find((reason) => reason.valuesPerson)?.code;
    if (code === undefined) throw new Error('no reason values a person');
    const payload = (reason: string | undefined): Payload => ({
      kind: 'verdict.given',
      batch: 'ab'.repeat(16) as never,
      conclusion: 'notEligible',
      confirms: [],
      ruleSet: rulesOf(desk.session, emptyCase).pin,
      outcomes: {},
      ...(reason === undefined ? {} : { reason }),
    });
    breaches('valuedForMany', 'noReason');
    write(
      desk,
      ...people.map((one) => ({ stream: caseStream(caseOf(desk, one).id), payload: payload(code) })),
    );
    expect(await found(desk)).toEqual(['PR-38 valuedForMany', 'PR-38 valuedForMany']);
    write(desk, {
      stream: caseStream(caseOf(desk, applicant(1, people[0])).id),
      payload: payload(undefined),
    });
    expect(await found(desk)).toContain('PR-37 noReason');
  });

  it('and a case whose id does not come from its application is found (PR-40)', async () => {
    const desk = await newDesk('Åsa');
    breaches('idNotMinted');
    write(desk, {
      stream: `case:${'ab'.repeat(16)}`,
      payload: {
        kind: 'facts.entered',
        opens: { intake: '2026-autumn' as never, applicationId: 'JS-1' },
        fields: {},
      },
    });
    expect(await found(desk)).toEqual(['PR-40 idNotMinted']);
  });
});

describe('the words', () => {
  it('are there for every law, and for every breach that the code names', () => {
    const text = readFileSync(join(import.meta.dirname, '../../renderer/locales/sv/proof.json'), 'utf8');
    const words = JSON.parse(text) as { law: object; finding: object };
    expect(Object.keys(words.law)).toEqual([...lawIds]);
    const spec = readFileSync(join(import.meta.dirname, '../../docs/spec/proof.md'), 'utf8');
    expect(lawIds.filter((law) => !spec.includes(`**${law}**`))).toEqual([]);
    const sources = ['decision-laws.ts', 'case-laws.ts']
      .map((name) => readFileSync(join(import.meta.dirname, '../../domain/proof', name), 'utf8'))
      .concat(readFileSync(join(import.meta.dirname, '../../main/services/proof/papers.ts'), 'utf8'))
      .join('\n');
    const named = [...sources.matchAll(/(?:'PR-\d+', |breach: |: |\? |return )'([a-z][A-Za-z]+)'/g)].map(
      (match) => match[1] ?? '',
    );
    const notBreaches = new Set(['event', 'identityNumber', 'undefined', 'party', 'refusal', 'grant']);
    const missing = named.filter((name) => !notBreaches.has(name) && !Object.hasOwn(words.finding, name));
    expect(named.length).toBeGreaterThan(30);
    expect(missing).toEqual([]);
  });
});

function without<T extends object>(value: T, key: keyof T): T {
  const copy = { ...value };
  delete copy[key];
  return copy;
}
