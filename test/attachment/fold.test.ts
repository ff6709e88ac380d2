// Proves AT-4 and AT-5 in the pure fold: what is attached, what is said of it, what was taken away, in any order of the same events.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachmentOf, isAway, saidOf } from '../../domain/attachment/attachments.ts';
import { caseFold } from '../../domain/ledger/case/fold.ts';
import { foldStream, type FoldEvent } from '../../domain/ledger/stream.ts';
import { act, everyone, imported } from '../ledger/acts.ts';

const fold = (events: readonly FoldEvent[]) => foldStream(caseFold, events, everyone);
const sha256 = 'a'.repeat(64);
const opened = act(imported({}));
const file = { sha256, size: 10, mediaType: 'application/pdf', fileName: 'intyg.pdf' };
const said = { attachmentKind: 'degree', verified: 'notVerified' };
const attach = (more: object = {}) => ({ kind: 'attachment.added', ...file, ...said, ...more });
const describeAs = (more: object) => ({ kind: 'attachment.described', sha256, ...said, ...more });
const remove = { kind: 'attachment.removed', sha256, reason: 'Gäller någon annan' };
const added = act(attach(), { by: 'Åsa', refs: [opened] });
const one = (events: readonly FoldEvent[]) => {
  const found = attachmentOf(fold(events), sha256);
  if (!found) throw new Error('nothing is attached');
  return found;
};

describe('AT-4 what is said of a file', () => {
  const bo = act(describeAs({ verified: 'original' }), { by: 'Bo', refs: [added] });
  const cai = act(describeAs({ verified: 'issuer', issuer: 'KTH' }), { by: 'Cai', refs: [added] });

  it('takes the place of what its author had seen, and stands beside what nobody had', () => {
    expect(saidOf(one([opened, added, bo]))).toMatchObject({
      status: 'agreed',
      value: { attachmentKind: 'degree', verified: 'original' },
    });
    expect(saidOf(one([opened, added, bo, cai])).status).toBe('differs');
    const after = act(describeAs({ verified: 'issuer' }), { by: 'Bo', refs: [bo, cai] });
    expect(saidOf(one([opened, added, bo, cai, after]))).toMatchObject({ value: { verified: 'issuer' } });
  });

  it('the same file attached apart is one attachment, with both words', () => {
    const other = act(attach({ verified: 'original', fileName: 'scan.pdf' }), { by: 'Bo', refs: [opened] });
    const state = fold([opened, added, other]);
    expect(state.attachments).toHaveLength(1);
    expect(saidOf(one([opened, added, other])).status).toBe('differs');
    expect(one([opened, added, other]).added).toHaveLength(2);
  });

  it('of a file that nobody has attached, or whose attaching was taken back, is without effect', () => {
    expect(fold([opened, bo]).attachments).toEqual([]);
    const undone = act({ kind: 'acts.voided', events: [added.hash] }, { by: 'Åsa', refs: [added] });
    expect(fold([opened, added, undone]).attachments ?? []).toEqual([]);
  });
});

describe('AT-5 taken away', () => {
  const gone = act(remove, { by: 'Bo', refs: [added] });

  it('hides the file until it is attached again', () => {
    expect(isAway(one([opened, added, gone]))).toBe(true);
    const again = act(attach(), { by: 'Åsa', refs: [gone] });
    expect(isAway(one([opened, added, gone, again]))).toBe(false);
  });

  it('leaves the file where somebody has attached it without having seen that', () => {
    const apart = act(attach(), { by: 'Cai', refs: [added] });
    expect(isAway(one([opened, added, gone, apart]))).toBe(false);
  });

  it('and everything else give one state in any order', () => {
    const bo = act(describeAs({ verified: 'original' }), { by: 'Bo', refs: [added] });
    const apart = act(attach({ fileName: 'b.pdf' }), { by: 'Cai', refs: [opened] });
    const events = [opened, added, gone, bo, apart];
    const whole = fold(events).attachments;
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (order) => {
        expect(fold(order).attachments).toEqual(whole);
      }),
    );
  });
});
