// What the server says of a video session over HTTP. The room itself is a WebSocket.

import { queryOptions } from '@tanstack/react-query'
import { call, get, Refused, type Schemas } from '../api/client.ts'
import { newKey } from '../form/draft.ts'

/** Observers are known to the node, though nobody is given such a ticket yet. */
export type Capacity = Schemas['RoomOutputBody']['capacity'] | 'observer'

export type RoomView = Omit<Schemas['RoomOutputBody'], 'capacity'> & { capacity: Capacity }

export type Ticket = Pick<Schemas['TicketOutputBody'], 'url' | 'ticket' | 'expires'>

export interface Arrival {
  code: string
  number: string
  rightsRead: boolean
  consentsOnline: boolean
}

const at = (id: string, no: number) => `/api/disputes/${encodeURIComponent(id)}/sessions/${no}`

/** Looked at again until the room opens, and while one waits to identify oneself. */
export const roomView = (id: string, no: number) =>
  queryOptions({
    queryKey: ['room', id, no],
    queryFn: ({ signal }) => get<RoomView>(`${at(id, no)}/room`, signal),
    refetchInterval: (query) => (query.state.data?.state === 'open' ? false : 10_000),
  })

export const sendIdentityCode = (id: string, no: number) => call<null>('POST', `${at(id, no)}/identity-code`, { key: newKey() })

export const arrive = (id: string, no: number, body: Arrival) =>
  call<unknown>('POST', `/api/disputes/${encodeURIComponent(id)}/acts/ConfirmIdentity`, { body: { ...body, session: no }, key: newKey() })

/** Says no to meeting by video; the same key says it once. */
export const declineOnline = (id: string, reason: string, key: string) =>
  call<unknown>('POST', `/api/disputes/${encodeURIComponent(id)}/acts/AnswerOnline`, { body: { step: 'meeting', agrees: false, ...(reason && { reason }) }, key })

/** How long a ticket may take: a server that doesn't answer is asked again. */
const patience = 3_000

export const ticketFor = (id: string, no: number): Promise<Ticket> => askTicket(`${at(id, no)}/ticket`, new AbortController())

/** A ticket with which one enters no room, but may try whether media gets through. */
export function probeTicketFor(id: string, no: number, broken: AbortSignal): Promise<Ticket> {
  const stop = new AbortController()
  broken.addEventListener('abort', () => stop.abort())
  return askTicket(`${at(id, no)}/probe`, stop)
}

async function askTicket(path: string, stop: AbortController): Promise<Ticket> {
  const timer = setTimeout(() => stop.abort(), patience)
  try {
    return (await call<Ticket>('POST', path, { key: newKey(), signal: stop.signal })).body
  } catch (error) {
    if (error instanceof Refused) throw error
    throw new Refused({ type: 'about:blank', title: '', status: 0, code: 'unavailable', detail: '', message: { zh: '', en: '' } })
  } finally {
    clearTimeout(timer)
  }
}

/** The address of a node's socket: of our own origin, whatever the path says. */
export function socketAddress(path: string, page: string): string {
  const url = new URL(path, page)
  url.protocol = url.protocol === 'https:' || url.protocol === 'wss:' ? 'wss:' : 'ws:'
  return url.href
}
