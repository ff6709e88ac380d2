// Owns: the query client and the hooks by which a view asks main and acts. Must not: know any feature.
import {
  QueryClient,
  queryOptions,
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { OperationName } from '../../ipc/names.ts';
import { demand, type Answer, type Sent } from './api.ts';

/** Nothing here is a network: never pause, never retry, never refetch for a focused window. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 60_000,
      gcTime: 5 * 60_000,
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

export function operationQuery<N extends OperationName>(name: N, input: Sent<N>) {
  return queryOptions<Answer<N>>({ queryKey: [name, input], queryFn: () => demand(name, input) });
}

/** What main answers, kept until main says that it changed. */
export function useOperation<N extends OperationName>(
  name: N,
  input: Sent<N>,
  options: { readonly enabled?: boolean } = {},
): UseQueryResult<Answer<N>> {
  return useQuery({ ...operationQuery(name, input), enabled: options.enabled ?? true });
}

/** An act. `refreshes` names the queries that certainly changed; main's own notification does the rest. */
export function useAct<N extends OperationName>(
  name: N,
  refreshes: readonly OperationName[] = [],
): UseMutationResult<Answer<N>, Error, Sent<N>> {
  return useMutation({
    mutationFn: (input: Sent<N>) => demand(name, input),
    // Not awaited: a part that leaves when its list comes anew must first hear what its act gave.
    onSuccess: () => {
      for (const each of refreshes) void queryClient.invalidateQueries({ queryKey: [each] });
    },
  });
}
