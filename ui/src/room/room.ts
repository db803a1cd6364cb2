// The room as one page has it: what is known, what was typed and not sent yet, and all
// that can be done. Free of React: the page listens to its changes.

import { newKey } from '../form/draft.ts'
import type { Capacity, Ticket } from './contract.ts'
import type { Devices } from './devices.ts'
import { Link, type Seat } from './link.ts'
import { RoomMedia, type MediaState } from './media.ts'
import { mayGoNow, strand, type Unsent } from './outbox.ts'
import { Declined, type Message, type Participant, type Quality, type Source } from './protocol.ts'
import type { Wire } from './socket.ts'
import { ended, initial, lostNow, next, tell, welcomed, type RoomState } from './state.ts'
import { Restoring } from './restoring.ts'

export interface Snapshot extends RoomState, MediaState {
  outbox: Unsent[]
  /** The last refusal, to be said once. */
  refusal: Declined | null
}

export interface Place {
  capacity: Capacity
  ticket: () => Promise<Ticket>
  address: (path: string) => string
  keep: (seat: Seat | null) => void
  onAudible: (begins: boolean) => void
  wiring?: (url: string) => Wire
}

export class Room {
  private state: RoomState = initial
  private outbox: Unsent[] = []
  private refusal: Declined | null = null
  private snapshot: Snapshot
  private wantsHand = false
  private fresh = false
  private readonly listeners = new Set<() => void>()
  private readonly link: Link
  private readonly media: RoomMedia
  private readonly restoring: Restoring | null
  private readonly place: Place

  constructor(devices: Devices, place: Place) {
    this.place = place
    this.link = new Link({
      ticket: place.ticket, address: place.address, keep: place.keep,
      wiring: place.wiring ?? ((url) => new WebSocket(url) as unknown as Wire),
      onMessage: (m) => this.take(m),
      onLost: () => this.set(lostNow(this.state)),
      onSlow: () => this.set({ ...this.state, slow: true }),
      onUp: (welcome, how) => {
        this.fresh = !welcome.resumed
        if (!welcome.resumed) this.restoring?.begin()
        this.set(welcomed(this.state, welcome))
        this.media.up(welcome.ice, how, welcome.resumed)
      },
      onBarred: (why) => this.end(ended(this.state, { why })),
    })
    this.media = new RoomMedia(devices, this.link, () => this.changed())
    this.restoring = place.capacity === 'mediator' ? new Restoring(this.link) : null
    this.snapshot = this.compose()
  }

  readonly subscribe = (changed: () => void) => {
    this.listeners.add(changed)
    return () => void this.listeners.delete(changed)
  }

  readonly read = (): Snapshot => this.snapshot

  enter(seat: Seat | null): void {
    this.link.start(seat)
  }

  /** Begins anew to come in, where it took too long. */
  retry(): void {
    this.set({ ...this.state, slow: false })
    this.link.start(null)
  }

  private take(m: Message): void {
    if (m.type === 'subscribe') return this.media.take(m)
    if (m.type === 'reconnect' || (m.type === 'closed' && m.reason === 'node-stopped')) return this.link.elsewhere()
    const before = this.state
    const after = next(before, m, Date.now())
    if (after.phase === 'ended') return this.end(after)
    this.set(after)
    if (m.type === 'place') this.settled(before)
    if (m.type === 'participant' && m.participant?.id === after.you) this.media.own(m.participant.sources)
    if (m.type === 'recording' && m.recording?.audible) this.place.onAudible(m.recording.state === 'on')
    this.restoring?.take(m, this.state)
  }

  /** In a place, perhaps after a move or a loss: what was meant for it goes out. */
  private settled(before: RoomState): void {
    const s = this.state
    this.media.allow(!s.returning && this.place.capacity !== 'observer')
    if (before.phase === 'in' && before.caucus !== s.caucus) this.wantsHand = false
    if (s.returning) return
    this.outbox = strand(this.outbox, this.fresh, s.caucus)
    if (this.fresh && this.wantsHand) void this.try('hand', { raised: true })
    this.fresh = false
    for (const u of this.outbox) if (mayGoNow(u, s.caucus)) void this.post(u)
    this.changed()
  }

  /** Where a caucus was lost with its node, one may go on in the common room. */
  goOnInCommon(): void {
    this.set({ ...this.state, returning: false, caucus: '', caucusChat: [] })
    this.settled(this.state)
  }

  say(text: string): void {
    const u: Unsent = { key: newKey(), text, place: this.state.caucus, stranded: this.state.returning }
    this.outbox = [...this.outbox, u]
    this.changed()
    if (!u.stranded) void this.post(u)
  }

  private async post(u: Unsent): Promise<void> {
    try {
      await this.link.ask('chat', { key: u.key, text: u.text, caucus: u.place })
      this.drop(u.key)
    } catch (error) {
      if (error instanceof Declined && error.code === 'lost') return // goes out again when one is back
      this.outbox = this.outbox.map((o) => (o.key === u.key ? { ...o, stranded: true } : o))
      this.refuse(error)
    }
  }

  /** Takes back a text that could not be sent, to be looked at by its author. */
  drop(key: string): void {
    this.outbox = this.outbox.filter((o) => o.key !== key)
    this.changed()
  }

  /** Asks the node; a refusal is shown, and told to who asked. */
  async try(type: string, fields: object = {}): Promise<boolean> {
    try {
      await this.link.ask(type, fields)
      return true
    } catch (error) {
      this.refuse(error)
      return false
    }
  }

  private refuse(error: unknown): void {
    if (error instanceof Declined) this.refusal = error
    this.changed()
  }

  forgive(): void {
    this.refusal = null
    this.changed()
  }

  raise(raised: boolean): Promise<boolean> {
    this.wantsHand = raised
    return this.try('hand', { raised })
  }

  point(document: string, page: number): void {
    this.link.send('pointer', { document, page, x: 0, y: 0 })
  }

  /** The caucus is joined by exactly these; the mediator among them comes along. */
  caucus(participants: Participant['id'][], name?: string): Promise<boolean> {
    this.restoring?.end()
    return this.try('caucus', { participants, ...(name && { caucus: name }) })
  }

  endCaucus(name: string): Promise<boolean> {
    this.restoring?.end()
    return this.try('end-caucus', { caucus: name })
  }

  view = (participant: string, source: Source, quality: Quality) => this.media.view(participant, source, quality)
  stopScreen = () => this.media.stopScreen()
  stats = () => this.media.stats()

  async shareScreen(): Promise<void> {
    try {
      await this.media.shareScreen()
    } catch {
      // Not chosen, or not allowed by the browser.
      this.set(tell(this.state, 'screenNotShared', ''))
    }
  }

  chatRead(): void {
    if (this.state.unread > 0) this.set({ ...this.state, unread: 0 })
  }

  leave(): void {
    this.link.send('leave')
    this.end(ended(this.state, { why: 'left' }))
  }

  /** The page goes; the place is kept for as long as the node waits. */
  close(): void {
    this.restoring?.end()
    this.media.close()
    this.link.close()
    this.listeners.clear()
  }

  private end(state: RoomState): void {
    this.restoring?.end()
    this.link.stop()
    this.media.close()
    this.set(state)
  }

  private compose(): Snapshot {
    return { ...this.state, ...(this.media?.state ?? { streams: new Map(), screen: null }), outbox: this.outbox, refusal: this.refusal }
  }

  private set(state: RoomState): void {
    this.state = state
    this.changed()
  }

  private changed(): void {
    this.snapshot = this.compose()
    for (const listener of this.listeners) listener()
  }
}
