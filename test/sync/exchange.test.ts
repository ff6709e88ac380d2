// Bundles between small groups, as docs/spec/exchange.md says (SY-1 …).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventHash } from '../../domain/ids.ts';
import { receiveBundle } from '../../main/sync/bundle.ts';
import {
  bodyOf,
  caseA,
  caseB,
  createGroup,
  createPerson,
  note,
  now,
  opening,
  Store,
  verdict,
} from './group.ts';

describe('Bundles between colleagues', () => {
  it('bring everything the first time and only what is new after that (SY-2)', async () => {
    const [asa, bo] = await group2();
    asa.act(caseA, opening('JS-1'));
    expect(await bo.open(await asa.seal([bo]))).toBe('+1 =2');
    asa.act(caseA, note('två'));
    expect(await bo.open(await asa.seal([bo]))).toBe('+1 =0');
    expect(bo.hashes()).toEqual(asa.hashes());
  });

  it('are skipped event by event when read again (SY-6)', async () => {
    const [asa, bo] = await group2();
    asa.act(caseA, opening('JS-1'));
    const file = await asa.seal([bo]);
    await bo.open(file);
    expect(await bo.open(file)).toBe('+0 =3');
  });

  it('relay a third device as far as that device has signed itself (SY-3)', async () => {
    const [asa, bo, cai] = await group3();
    asa.act(caseA, opening('JS-1'));
    await bo.open(await asa.seal([bo]));
    bo.act(caseA, note('bo'));
    expect(await cai.open(await bo.seal([cai]))).toBe('+2 =3');
    expect(cai.hashes()).toEqual([...asa.hashes(), ...hashesOf(bo)].sort());
  });

  it('bring in a member whose membership stands in the same file (SY-11)', async () => {
    const [asa, bo] = await group2();
    await bo.open(await asa.seal([bo]));
    const cai = new Store(await createPerson('Cai'));
    asa.act('team', { kind: 'member.added', member: cai.person.record });
    cai.team = asa.team;
    await cai.open(await asa.seal([cai]));
    for (const event of asa.streamEvents('team')) cai.put(asa.events.get(event.hash) ?? fail());
    await cai.open(await asa.seal([cai], { full: true }));
    cai.act(caseB, opening('JS-2'));
    expect(await bo.open(await cai.seal([bo]))).toBe('+2 =2');
  });

  it('wait as a gap with the missing range and its holders named, and go in once it is filled (SY-8)', async () => {
    const [asa, bo] = await group2();
    const first = await asa.seal([bo]);
    asa.act(caseA, opening('JS-1'));
    const second = await asa.seal([bo]);
    asa.act(caseA, note('tre'));
    const third = await asa.seal([bo]);
    const before = bo.hashes();
    const { outcome } = await receiveBundle(third, bo.person.age.identity, bo.known());
    expect(outcome).toEqual({
      ok: false,
      error: { tag: 'gap', missing: [{ device: asa.device, from: 3, to: 3, holders: [asa.device] }] },
    });
    expect(bo.hashes()).toEqual(before);
    expect(await bo.open(second)).toBe('+1 =0');
    expect(await bo.open(third)).toBe('+1 =0');
    expect(await bo.open(first)).toBe('+0 =2');
  });

  it('name a gap in a device that the file does not even carry (SY-8)', async () => {
    const [asa, bo, cai] = await group3();
    asa.act(caseA, opening('JS-1'));
    await bo.open(await asa.seal([bo]));
    await bo.seal([cai]);
    bo.act(caseA, note('bygger på Åsas'));
    const lost = await bo.seal([cai]);
    const { outcome } = await receiveBundle(lost, cai.person.age.identity, cai.known());
    expect(outcome).toEqual({
      ok: false,
      error: { tag: 'gap', missing: [{ device: asa.device, from: 4, to: 4, holders: [bo.device] }] },
    });
  });

  it('wait when who wrote them was let in by a file that has not come, though no chain has a gap (SY-8)', async () => {
    const [asa, bo] = await group2();
    await bo.open(await asa.seal([bo]));
    const cai = new Store(await createPerson('Cai'));
    asa.admit(cai);
    const first = await asa.seal([bo]);
    await cai.open(await asa.seal([cai], { full: true }));
    cai.act(caseB, opening('JS-2'));
    await asa.open(await cai.seal([asa]));
    const second = await asa.seal([bo]);
    expect(await bo.open(second)).toBe('gap');
    expect(await bo.open(first)).toBe('+1 =0');
    expect(await bo.open(second)).toBe('+1 =0');
  });

  it('are mended by a full bundle (SY-2)', async () => {
    const [asa, bo] = await group2();
    await asa.seal([bo]);
    asa.act(caseA, opening('JS-1'));
    await asa.seal([bo]);
    expect(await bo.open(await asa.seal([bo], { full: true }))).toMatch(/^\+\d+ =\d+$/);
    expect(bo.hashes()).toEqual(asa.hashes());
  });

  it('take in a clock that runs ahead, name it and do not follow it (SY-16)', async () => {
    const [asa, bo] = await group2();
    const last = asa.act(caseA, note('i tid'));
    asa.clock = now + 30 * 3_600_000_000;
    asa.act(caseA, opening('JS-1'));
    const { outcome } = await receiveBundle(await asa.seal([bo]), bo.person.age.identity, bo.known());
    expect(outcome.ok && outcome.value.warnings).toEqual([
      { tag: 'clockAhead', device: asa.device, member: asa.person.record.id, hours: 30 },
    ]);
    expect(outcome.ok && outcome.value.advanceTo).toBe(bodyOf(last).hlc);
  });

  it('give every store the same set of events, in any order, twice, with losses (SY-1)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stepArbitrary, { minLength: 1, maxLength: 10 }), async (steps) => {
        const stores = await group3();
        const kept: Kept[] = [];
        for (const step of steps) await play(step, stores, kept);
        for (const { to, file } of kept.reverse()) expect(await to.open(file)).toMatch(/^\+|^gap$/);
        for (const from of [...stores, ...stores]) {
          for (const to of stores.filter((one) => one !== from)) {
            expect(await to.open(await from.seal([to], { full: true }))).toMatch(/^\+/);
          }
        }
        for (const store of stores) expect(store.hashes()).toEqual(stores[0].hashes());
      }),
      { numRuns: 25 },
    );
  });
});

const stepArbitrary = fc.record({
  from: fc.nat(2),
  to: fc.nat(2),
  acts: fc.nat(3),
  how: fc.constantFrom('open', 'openTwice', 'lose', 'keep'),
});
type Step = { readonly from: number; readonly to: number; readonly acts: number; readonly how: string };
type Kept = { readonly to: Store; readonly file: Uint8Array };

async function play(step: Step, stores: Three, kept: Kept[]): Promise<void> {
  const [from, to] = [stores[step.from] ?? fail(), stores[step.to] ?? fail()];
  for (let n = 0; n < step.acts; n += 1) {
    from.act(n % 2 ? caseA : caseB, n === 2 ? verdict('eligible') : note(`${n}`));
  }
  if (from === to) return;
  const file = await from.seal([to]);
  if (step.how === 'keep') kept.push({ to, file });
  if (step.how.startsWith('open')) await to.open(file);
  if (step.how === 'openTwice') expect(await to.open(file)).toMatch(/^\+0|^gap$/);
}

type Two = [Store, Store];
type Three = [Store, Store, Store];

async function group2(): Promise<Two> {
  const [asa, bo] = await createGroup('Åsa', 'Bo');
  return [asa ?? fail(), bo ?? fail()];
}

async function group3(): Promise<Three> {
  const [asa, bo, cai] = await createGroup('Åsa', 'Bo', 'Cai');
  return [asa ?? fail(), bo ?? fail(), cai ?? fail()];
}

function hashesOf(store: Store): EventHash[] {
  return [...store.events.values()]
    .filter((one) => bodyOf(one).device === store.device)
    .map((one) => one.hash);
}

function fail(): never {
  throw new Error('The test is wrong');
}
