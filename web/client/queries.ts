import {
  keepPreviousData,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { Endpoint, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { useState } from 'react'
import { call, type InputOf } from './call.ts'
import { commandKeys } from './command-key.ts'
import { Refusal } from './refusal.ts'

function again(failures: number, error: unknown): boolean {
  return failures < 2 && error instanceof Refusal && error.mayPass
}

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: again, throwOnError: false },
      mutations: { retry: again, networkMode: 'always' },
    },
  })
}

type Optional<E extends Endpoint> = Record<never, never> extends InputOf<E> ? true : false
type QueryArguments<E extends Endpoint> =
  Optional<E> extends true ? [input?: InputOf<E>, options?: AskOptions] : [input: InputOf<E>, options?: AskOptions]

export interface AskOptions {
  /** False: do not ask yet. */
  readonly enabled?: boolean
  /** Keep showing the last answer while the next one is on its way (another page of a list). */
  readonly keepLast?: boolean
  /** Ask again every so many milliseconds (a long job). */
  readonly every?: number | false
}

export function keyOf(endpoint: Endpoint, input?: unknown): readonly unknown[] {
  return input === undefined ? [endpoint.method, endpoint.path] : [endpoint.method, endpoint.path, input]
}

/** Asks an endpoint and keeps the answer fresh. */
export function useEndpoint<E extends Endpoint>(
  endpoint: E,
  ...[input, options = {}]: QueryArguments<E>
): UseQueryResult<ReplyOf<E>, Refusal> {
  return useQuery<ReplyOf<E>, Refusal>({
    queryKey: keyOf(endpoint, input ?? {}),
    queryFn: ({ signal }) => call(endpoint, (input ?? {}) as InputOf<E>, { signal }),
    enabled: options.enabled ?? true,
    refetchInterval: options.every ?? false,
    ...(options.keepLast === true ? { placeholderData: keepPreviousData } : {}),
  })
}

/** Asks one endpoint several things at once; the answers come in the order of the questions. */
export function useEndpoints<E extends Endpoint>(
  endpoint: E,
  inputs: readonly InputOf<E>[],
): UseQueryResult<ReplyOf<E>, Refusal>[] {
  return useQueries({
    queries: inputs.map((input) => ({
      queryKey: keyOf(endpoint, input),
      queryFn: ({ signal }: { signal: AbortSignal }) => call(endpoint, input, { signal }),
    })),
  }) as UseQueryResult<ReplyOf<E>, Refusal>[]
}

export interface CommandOptions {
  /** The questions whose answers the command changes; all that are on screen when not given. */
  readonly refreshes?: readonly Endpoint[]
}

/**
 * Sends a command. The same input sent again after a failure on the way carries the same `Idempotency-Key`, so that
 * pressing the button twice in a bad network does the thing once.
 */
export function useCommand<E extends Endpoint>(
  endpoint: E,
  options: CommandOptions = {},
): UseMutationResult<ReplyOf<E>, Refusal, InputOf<E>> {
  const queries = useQueryClient()
  const [keys] = useState(() => commandKeys())
  return useMutation<ReplyOf<E>, Refusal, InputOf<E>>({
    mutationFn: (input) => call(endpoint, input, { idempotencyKey: keys.keyFor(input) }),
    onSettled: (_reply, error) => keys.settle(error),
    onSuccess: async () => {
      if (options.refreshes === undefined) await queries.invalidateQueries()
      else await Promise.all(options.refreshes.map((asked) => queries.invalidateQueries({ queryKey: keyOf(asked) })))
    },
  })
}
