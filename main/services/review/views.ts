// Owns: saved views, personal and shared: saving, renaming, their order, removing, and what the list shows of each.
// Must not: keep a search that is not lawful, or show one person's own views to another.
import { standingView, viewPlace } from '../../../domain/ledger/shared-state.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { parseQuery } from '../../../domain/review/search-parse.ts';
import type { Problem } from '../../../ipc/operation.ts';
import type { SavedViewInfo, ViewToSave } from '../../../ipc/review.ts';
import type { NewAct } from '../../../db/ledger/contract.ts';
import { nameOf, type Session, type WriteSession } from '../session.ts';
import { sortOf, sortRefused } from './lists.ts';

type Saved = { readonly saved: true };
const saved: Saved = { saved: true };

/** In their order; of personal ones only one's own. One with a word that this version does not know is shown and says so (RE-76). */
export function viewInfos(session: Session): SavedViewInfo[] {
  const shared = session.ledger.shared();
  const team = session.ledger.team();
  return Object.keys(shared.views)
    .flatMap((id): SavedViewInfo[] => {
      const view = standingView(shared, id);
      const act = view && shared.acts[view.act];
      if (!view || !act) return [];
      const { mine, order } = viewPlace(shared, id);
      const isOwn = act.actor === session.self.member;
      if (mine && !isOwn) return [];
      const reads = parseQuery(view.value.query).ok && sortOf(view.value.sort) !== undefined;
      return [{ ...view.value, mine, order, reads, by: nameOf(team, act.actor), self: isOwn, at: act.at }];
    })
    .sort((a, b) => a.order - b.order || a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** A view is kept only when its search and its sort are lawful: no way round the list of terms. With an id that stands it is renamed. */
export function saveView(session: WriteSession, { mine, ...view }: ViewToSave): Result<Saved, Problem> {
  const parsed = parseQuery(view.query);
  if (!parsed.ok) return err({ ...parsed.error });
  if (sortOf(view.sort) === undefined) return err(sortRefused(view.sort));
  const infos = viewInfos(session);
  const isKnown = infos.some(({ id }) => id === view.id);
  if (!isKnown && Object.hasOwn(session.ledger.shared().views, view.id)) return err({ tag: 'unknownView' });
  const acts: NewAct[] = [
    { stream: 'shared', payload: { kind: 'view.saved', ...view, columns: [...view.columns] } },
  ];
  // Before the name, so that who sees the one also sees the other: the two are one transaction.
  if (!isKnown && mine === true)
    acts.unshift({
      stream: 'shared',
      payload: { kind: 'view.placed', id: view.id, mine, order: infos.length },
    });
  return written(session, acts);
}

export type Placed = { readonly id: string; readonly mine: boolean };

/** The whole list in its new order; what stays is not written again. */
export function placeViews(session: WriteSession, views: readonly Placed[]): Result<Saved, Problem> {
  const infos = new Map(viewInfos(session).map((one) => [one.id, one]));
  if (views.some(({ id }) => !infos.has(id))) return err({ tag: 'unknownView' });
  const acts = views.flatMap(({ id, mine }, order): NewAct[] => {
    const now = infos.get(id);
    if (now?.mine === mine && now.order === order) return [];
    // Whoever makes somebody else's view personal would take it from the group.
    if (mine && now?.self === false) return [];
    return [{ stream: 'shared', payload: { kind: 'view.placed', id, mine, order } }];
  });
  return written(session, acts);
}

export function removeView(session: WriteSession, id: string): Result<Saved, Problem> {
  if (!viewInfos(session).some((one) => one.id === id)) return err({ tag: 'unknownView' });
  return written(session, [{ stream: 'shared', payload: { kind: 'view.removed', id } }]);
}

function written(session: WriteSession, acts: readonly NewAct[]): Result<Saved, Problem> {
  if (acts.length === 0) return ok(saved);
  const done = session.ledger.append(acts);
  return done.ok ? ok(saved) : err(done.error);
}
