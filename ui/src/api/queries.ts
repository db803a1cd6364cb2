// Everything that is read from the server, by the name under which it is kept.

import { keepPreviousData, QueryCache, QueryClient, queryOptions, infiniteQueryOptions } from '@tanstack/react-query'
import { call, get, Refused } from './client.ts'
import type { CaseView, CatalogueType, HistoryRow, Me, Notice, Request, Schemas, Summary, System } from './client.ts'

/** An expired session leads to the entrance; what was typed waits behind it. */
export function expired(client: QueryClient, error: unknown): void {
  if (error instanceof Refused && error.status === 401) client.setQueryData(me.queryKey, null)
}

export function newClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => expired(client, error) }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && !(error instanceof Refused && error.final),
      },
    },
  })
  return client
}

export const me = queryOptions({
  queryKey: ['me'],
  staleTime: Infinity,
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await get<Me>('/api/me', signal)
    } catch (error) {
      if (error instanceof Refused && error.status === 401) return null
      throw error
    }
  },
})

/** The record of a session; while it goes on it is looked at again and again. */
export const sessionRecord = (id: string, no: number, open: boolean) => queryOptions({
  queryKey: ['record', id, no],
  queryFn: async ({ signal }) => (await get<{ lines: Schemas['RecordLine'][] | null }>(`/api/disputes/${encodeURIComponent(id)}/sessions/${no}/record`, signal)).lines ?? [],
  refetchInterval: open ? 4_000 : false,
})

export const system = queryOptions({
  queryKey: ['system'],
  queryFn: ({ signal }) => get<System>('/api/system', signal),
  // Today turns over by itself, on a demonstration clock within seconds.
  refetchInterval: (query) => (query.state.data?.shortened ? 5_000 : 300_000),
})

export interface Filter {
  stage: string
  search: string
  order: 'due' | 'received'
}

interface Page {
  items: Summary[]
  next?: string
}

export const disputes = (filter: Filter) =>
  infiniteQueryOptions({
    queryKey: ['disputes', filter],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }): Promise<Page> => {
      const query = new URLSearchParams({ order: filter.order, limit: '50' })
      if (filter.stage) query.set('stage', filter.stage)
      if (filter.search) query.set('search', filter.search)
      if (pageParam) query.set('after', pageParam)
      return get<Page>(`/api/disputes?${query}`, signal)
    },
    getNextPageParam: (page: Page) => page.next || undefined,
  })

export interface SeenCase {
  view: CaseView
  etag: string
}

export const dispute = (id: string) =>
  queryOptions({
    queryKey: ['dispute', id],
    queryFn: async ({ signal }): Promise<SeenCase> => {
      const { body, etag } = await call<CaseView>('GET', `/api/disputes/${encodeURIComponent(id)}`, { signal })
      return { view: body, etag }
    },
  })

export const history = (id: string) =>
  queryOptions({
    queryKey: ['history', id],
    queryFn: async ({ signal }) =>
      (await get<{ items: HistoryRow[] }>(`/api/disputes/${encodeURIComponent(id)}/history?limit=500`, signal)).items,
  })

/** Documents are made a moment after the act that they follow from, so they are asked for again. */
export const documents = (id: string, seq: number) =>
  queryOptions<Schemas['DocumentView'][]>({
    queryKey: ['documents', id, seq],
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.dataUpdateCount < 4 ? 4_000 : false),
    queryFn: async ({ signal }) =>
      (await get<{ items: Schemas['DocumentView'][] }>(`/api/disputes/${encodeURIComponent(id)}/documents`, signal)).items,
  })

const list = <T>(key: string, path: string, staleTime = 600_000) =>
  queryOptions({ queryKey: [key], staleTime, queryFn: async ({ signal }) => (await get<{ items: T[] }>(path, signal)).items })

export const confirmations = list<Request>('confirmations', '/api/confirmations', 30_000)
export const notices = list<Notice>('notices', '/api/notices?limit=100', 30_000)
export const courts = list<Schemas['Court']>('courts', '/api/courts')
export const organisations = list<Schemas['Organisation']>('organisations', '/api/organisations')
export const catalogue = list<CatalogueType>('catalogue', '/api/catalogue')

export const mediators = (organisation: string) =>
  queryOptions({
    queryKey: ['mediators', organisation],
    enabled: organisation !== '',
    staleTime: 600_000,
    queryFn: async ({ signal }) =>
      (await get<{ items: Schemas['Mediator'][] }>(`/api/organisations/${encodeURIComponent(organisation)}/mediators`, signal)).items,
  })

/** What was said in confidence, as far as the reader may know. */
export const confidences = (id: string) =>
  queryOptions({
    queryKey: ['confidences', id],
    queryFn: async ({ signal }) => (await get<{ items: Schemas['Confidence'][] | null }>(`/api/disputes/${encodeURIComponent(id)}/confidences`, signal)).items ?? [],
  })
