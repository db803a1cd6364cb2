// Carries out what steward.ts finds: only on the mediator's page, for a while after a move.

import type { Asking } from './media.ts'
import type { Message, Participant } from './protocol.ts'
import type { RoomState } from './state.ts'
import { nextDeed, seatingOf, type Deed, type Seating } from './steward.ts'

/** Who comes later than this is looked at by the mediator, as anybody who waits. */
const patience = 45_000

export class Restoring {
  private readonly link: Asking
  private readonly known = new Map<string, Participant>()
  private seating: Seating | null = null
  private until = 0
  private names = new Map<string, string>()
  private busy = false
  private extras = false
  /** The node is putting everybody out: how it was before is how it was. */
  private stopping = false
  private latest: RoomState | null = null

  constructor(link: Asking) {
    this.link = link
  }

  /** On another node: numbers of people and names of caucuses are new. */
  begin(): void {
    this.known.clear()
    this.names = new Map()
    this.extras = this.stopping = false
    this.until = this.seating ? Date.now() + patience : 0
  }

  end(): void {
    this.until = 0
  }

  private get active(): boolean {
    return this.until > Date.now() && this.seating !== null
  }

  take(m: Message, s: RoomState): void {
    for (const p of [...(m.participants ?? []), ...(m.waiting ?? []), ...(m.participant ? [m.participant] : [])]) this.known.set(p.id, p)
    this.latest = s
    if (m.type === 'gone' && m.reason === 'node-stopped') this.stopping = true
    if (this.active) void this.run()
    else if (!this.stopping && s.where.length > 0) this.seating = seatingOf(this.known, s.where, s)
  }

  private async run(before = ''): Promise<void> {
    const s = this.latest
    if (this.busy || !this.seating || !s || !this.active) return
    this.restoreExtras(s, this.seating)
    const deed = nextDeed(this.seating, s, this.known, this.names)
    // What was done and is still to be done waits for the node to tell of it.
    if (!deed || JSON.stringify(deed) === before) return
    this.busy = true
    try {
      await this.carryOut(deed)
    } catch {
      this.busy = false
      return // refused or lost: the next message finds out what is still to be done
    }
    this.busy = false
    void this.run(JSON.stringify(deed))
  }

  private async carryOut(deed: Deed): Promise<void> {
    const answer = await this.link.ask(deed.type, deed.fields)
    if (deed.type === 'caucus' && answer.caucus) this.names.set(deed.was, answer.caucus)
  }

  /** The timer goes on; to record, everybody is asked anew. */
  private restoreExtras(s: RoomState, was: Seating): void {
    if (this.extras || s.returning || s.phase !== 'in') return
    this.extras = true
    const left = was.timer ? Math.round((was.timer.until - Date.now()) / 1000) : 0
    if (was.timer && left > 0) void this.link.ask('timer', { seconds: left, label: was.timer.label }).catch(() => undefined)
    if (was.recorded) void this.link.ask('recording', { on: true }).catch(() => undefined)
  }
}
