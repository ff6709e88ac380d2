// Proves RE-75 and RE-76 on real stores: saved views, personal and shared, renamed, ordered and removed, also apart.
import { describe, expect, it, vi } from 'vitest';
import { placeViews, removeView, saveView, viewInfos } from '../../main/services/review/views.ts';
import { must, type Desk } from './desk.ts';
import { groupWith, hand } from './group-of-desks.ts';

vi.setConfig({ testTimeout: 120_000 });

const view = (id: string, name: string, mine?: boolean) => ({
  id,
  name,
  query: 'färg:orange',
  sort: 'name',
  descending: false,
  columns: ['name'],
  ...(mine === undefined ? {} : { mine }),
});
const names = ({ session }: Desk) => viewInfos(session).map(({ name }) => name);

async function two(): Promise<readonly [Desk, Desk]> {
  return (await groupWith([], ['Bo'])) as unknown as readonly [Desk, Desk];
}

describe('RE-75 a saved view', () => {
  it('is one’s own or the group’s; a colleague sees the shared one, with who shared it', async () => {
    const [asa, bo] = await two();
    must(saveView(asa.session, view('a', 'Min', true)));
    must(saveView(asa.session, view('b', 'Vår', false)));
    await hand(asa, bo);
    expect(names(asa)).toEqual(['Min', 'Vår']);
    expect(viewInfos(bo.session)).toMatchObject([{ name: 'Vår', by: 'Åsa', self: false, mine: false }]);
    expect(saveView(bo.session, view('a', 'Tagen'))).toMatchObject({ error: { tag: 'unknownView' } });
    expect(removeView(bo.session, 'a')).toMatchObject({ error: { tag: 'unknownView' } });
  });

  it('is renamed in its place, ordered, shared and removed', async () => {
    const [asa, bo] = await two();
    must(saveView(asa.session, view('a', 'Ett', true)));
    must(saveView(asa.session, view('b', 'Två', true)));
    must(
      placeViews(asa.session, [
        { id: 'b', mine: true },
        { id: 'a', mine: false },
      ]),
    );
    must(saveView(asa.session, view('a', 'Ett igen')));
    expect(viewInfos(asa.session)).toMatchObject([
      { name: 'Två', mine: true },
      { name: 'Ett igen', mine: false },
    ]);
    await hand(asa, bo);
    expect(names(bo)).toEqual(['Ett igen']);
    must(removeView(bo.session, 'a'));
    await hand(bo, asa);
    expect(names(asa)).toEqual(['Två']);
  });

  it('refuses a word that is not lawful', async () => {
    const [asa] = await two();
    expect(saveView(asa.session, { ...view('a', 'Ett'), query: 'hälsa:x' }).ok).toBe(false);
  });
});

describe('RE-76 apart', () => {
  it('renamed by two it has one name, the same on both computers; removed beside a renaming it stays', async () => {
    const [asa, bo] = await two();
    must(saveView(asa.session, view('a', 'Ett')));
    must(saveView(asa.session, view('b', 'Två')));
    await hand(asa, bo);
    must(saveView(asa.session, view('a', 'Åsas')));
    must(saveView(bo.session, view('a', 'Bos')));
    must(removeView(asa.session, 'b'));
    must(saveView(bo.session, view('b', 'Två igen')));
    await hand(asa, bo);
    await hand(bo, asa);
    expect(names(asa)).toEqual(names(bo));
    expect(names(asa)).toHaveLength(2);
    expect(names(asa)).toContain('Två igen');
  });

  it('with a word that this version does not know is shown and says so', async () => {
    const [asa] = await two();
    const newer = { kind: 'view.saved' as const, ...view('a', 'Nyare'), query: 'framtid:ja' };
    must(asa.session.ledger.append([{ stream: 'shared', payload: newer }]));
    expect(viewInfos(asa.session)).toMatchObject([{ name: 'Nyare', reads: false }]);
  });
});
