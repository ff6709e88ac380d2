// Owns: the list as fetched: which cases in which order, and when it is old. Must not: reorder under the fingers.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { unpackIds } from '../../../domain/packed-ids.ts';
import { demand } from '../../lib/api.ts';
import { keepRows, markStale } from '../../lib/case-rows.ts';
import { useStore } from '../../lib/external-store.ts';
import { listenToMain } from '../../lib/notifications.ts';
import { useIntakeInput } from '../../lib/session.ts';
import { goTo, listing, settle } from './place.ts';
import { verdictsSent } from './verdicts.ts';

export type List = {
  readonly ids: readonly string[];
  readonly all: number;
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly state: 'waiting' | 'ready';
  readonly error: unknown;
  /** Cases have changed since the list was made; it waits until somebody asks for it anew. */
  readonly old: boolean;
  readonly refresh: () => void;
};

const none: readonly string[] = [];

export function useList(): List {
  const intake = useIntakeInput();
  const { query, sort, descending } = useStore(listing);
  const [old, setOld] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['review.ids', { ...intake, query, sort, descending }],
    queryFn: async () => {
      const listed = await demand('review.ids', { ...intake, query, sort, descending });
      keepRows(listed.first);
      return { ids: unpackIds(listed.packed), all: listed.all };
    },
    // Thousands of ids are new or they are not: comparing them one by one costs more than drawing the list.
    structuralSharing: false,
    staleTime: 0,
    // A list of 50,000 ids is megabytes, and it is asked for anew all the same: an afternoon of searches must not stay.
    gcTime: 5000,
    placeholderData: keepPreviousData,
  });
  const refresh = useCallback(() => {
    // A verdict given a moment ago is part of the list as it is now.
    void verdictsSent().then(() => {
      setOld(false);
      return refetch();
    });
  }, [refetch]);
  useEffect(
    () =>
      listenToMain((notification) => {
        if (notification.kind !== 'changed') return;
        markStale(notification.cases);
        if (notification.cases === 'many') refresh();
        else setOld(true);
      }),
    [refresh],
  );
  useEffect(() => {
    if (data !== undefined) settle(data.ids);
  }, [data]);
  const setQuery = useCallback(
    (next: string) => {
      // The same filter once more asks for the list as it is now.
      if (next === listing.get().query) return refresh();
      setOld(false);
      return listing.set((before) => ({ ...before, query: next }));
    },
    [refresh],
  );
  const state = data === undefined ? 'waiting' : 'ready';
  return { ids: data?.ids ?? none, all: data?.all ?? 0, query, setQuery, state, error, old, refresh };
}

/** `?case=` opens a case and `?query=` sets the filter; then the address is clean again. */
export function usePlaceFromAddress(): void {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  useEffect(() => {
    if (search.case === undefined && search.query === undefined) return;
    const { query } = search;
    if (query !== undefined) listing.set((before) => ({ ...before, query }));
    if (search.case !== undefined) goTo(search.case);
    void navigate({ to: '/review', search: {}, replace: true });
  }, [search, navigate]);
}
