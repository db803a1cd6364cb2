// Staying connected: in with a ticket, back with the session, elsewhere with a new ticket.

import { Refused } from '../api/client.ts'
import type { Ticket } from './contract.ts'
import { Declined, type Message, type Welcome } from './protocol.ts'
import { Socket, type Wiring } from './socket.ts'

/** Why one can't come in (again). */
export type Barred = 'identify' | 'early' | 'signed-out' | 'refused'

/** Where one was, kept in the tab so that a reload comes back as the same participant. */
export interface Seat {
  url: string
  session: string
}

export interface Surroundings {
  ticket: () => Promise<Ticket>
  wiring: Wiring
  address: (path: string) => string
  onMessage: (m: Message) => void
  /** Once for each break. */
  onLost: () => void
  /** One still isn't in, long after one began to come in. */
  onSlow: () => void
  /** Same: the connections for the media may still stand. */
  onUp: (welcome: Welcome, how: 'same' | 'fresh') => void
  onBarred: (why: Barred) => void
  keep: (seat: Seat | null) => void
}

const pause = 500
/** After so many tries in vain the server is asked less often. */
const manyTries = 60
/** By then one is usually in. */
const usuallyWithin = 20_000
const sessionWithin = 1_000
const ticketWithin = 2_000

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

export class Link {
  private readonly around: Surroundings
  private socket: Socket | null = null
  private seat: Seat | null = null
  /** Counts the attempts, so that one that was overtaken gives up. */
  private turn = 0
  private patience: ReturnType<typeof setTimeout> | undefined

  constructor(around: Surroundings) {
    this.around = around
  }

  /** Comes in; with the seat of a page that was reloaded, as the same participant. */
  start(seat: Seat | null): void {
    this.seat = seat
    clearTimeout(this.patience)
    this.patience = setTimeout(() => this.around.onSlow(), usuallyWithin)
    void this.comeIn(seat !== null)
  }

  ask(type: string, fields?: object): Promise<Message> {
    return this.socket ? this.socket.ask(type, fields) : Promise.reject(new Declined('lost', { zh: '正在重新连接', en: 'Connecting again' }))
  }

  send(type: string, fields?: object): void {
    this.socket?.send(type, fields)
  }

  /** Leaves this node for another: it is about to stop. */
  elsewhere(): void {
    this.seat = null
    this.broke()
  }

  /** For good. */
  stop(): void {
    this.turn++
    clearTimeout(this.patience)
    this.socket?.close()
    this.socket = null
    this.seat = null
    this.around.keep(null)
  }

  /** The page goes: the seat is kept for when it comes back. */
  close(): void {
    this.turn++
    clearTimeout(this.patience)
    this.socket?.close()
    this.socket = null
  }

  private broke(): void {
    this.socket?.close()
    this.socket = null
    this.around.onLost()
    void this.comeIn(false)
  }

  private async comeIn(reloaded: boolean): Promise<void> {
    const turn = ++this.turn
    if (this.seat && (await this.comeBack(turn, this.seat, reloaded))) return
    for (let tries = 1; turn === this.turn; tries++) {
      const ticket = await this.ticket()
      if (turn !== this.turn || ticket === null) return
      if (ticket && (await this.enter(turn, ticket))) return
      await sleep(tries > manyTries ? pause * 6 : pause)
    }
  }

  private async comeBack(turn: number, seat: Seat, fresh: boolean): Promise<boolean> {
    try {
      const hello = { session: seat.session, ...(fresh && { fresh: true }) }
      return await this.open(turn, seat.url, hello, sessionWithin, fresh ? 'fresh' : 'same')
    } catch {
      this.seat = null
      return false
    }
  }

  private async enter(turn: number, ticket: Ticket): Promise<boolean> {
    try {
      return await this.open(turn, this.around.address(ticket.url), { token: ticket.ticket }, ticketWithin, 'fresh')
    } catch {
      return false
    }
  }

  private async open(turn: number, url: string, hello: object, within: number, how: 'same' | 'fresh'): Promise<boolean> {
    // Messages that come right behind the welcome wait until it was dealt with.
    const early: Message[] = []
    let ready = false
    const { socket, welcome } = await Socket.open(this.around.wiring, url, hello, within, {
      onMessage: (m) => (ready ? this.around.onMessage(m) : early.push(m)),
      onLost: () => this.socket === socket && this.broke(),
    })
    if (turn !== this.turn) {
      socket.close()
      return true
    }
    clearTimeout(this.patience)
    this.socket = socket
    this.seat = { url, session: welcome.session }
    this.around.keep(this.seat)
    this.around.onUp(welcome, how)
    ready = true
    for (const m of early) if (m.type !== 'welcome') this.around.onMessage(m)
    return true
  }

  /** A ticket; undefined to try again, null where it is no use. */
  private async ticket(): Promise<Ticket | null | undefined> {
    try {
      return await this.around.ticket()
    } catch (error) {
      const why = error instanceof Refused ? barred(error.status) : null
      if (!why) return undefined
      this.stop()
      this.around.onBarred(why)
      return null
    }
  }
}

/** 503 says that the room is being moved, and no answer at all may be a dead connection. */
function barred(status: number): Barred | null {
  if (status === 401) return 'signed-out'
  if (status === 403) return 'identify'
  if (status === 409) return 'early'
  if (status === 404 || status === 410) return 'refused'
  return null
}
