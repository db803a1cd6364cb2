import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Refused } from '../src/api/client.ts'
import { Link, type Seat } from '../src/room/link.ts'
import type { Message, Participant } from '../src/room/protocol.ts'
import { Restoring } from '../src/room/restoring.ts'
import type { Wire } from '../src/room/socket.ts'
import { initial, type RoomState } from '../src/room/state.ts'

const person = (id: string, name: string, more: Partial<Participant> = {}): Participant =>
  ({ id, name, capacity: 'party', hand: false, away: false, sources: [], ...more })

/** A node as a WebSocket shows it: it greets, answers pings, and can die. */
class Node {
  alive = true
  /** Alive, but nothing gets through any more. */
  mute = false
  sessions = new Set<string>()
  readonly wires: FakeWire[] = []
  readonly hellos: Record<string, unknown>[] = []

  answer(wire: FakeWire, m: Record<string, unknown>): unknown {
    if (this.mute) return undefined
    if (m.type === 'ping') return wire.give({ type: 'pong', re: m.id as string })
    if (m.type !== 'hello') return wire.give({ type: 'ok', re: m.id as string })
    this.hellos.push(m)
    const session = m.session as string | undefined
    if (session && !this.sessions.has(session)) return wire.give({ type: 'error', re: m.id as string, code: 'unauthorised', message: { zh: '会话已失效', en: 'over' } })
    const name = session ?? `s${this.sessions.size + 1}`
    this.sessions.add(name)
    wire.give({ type: 'welcome', re: m.id as string, you: 'p1', session: name, state: 'admitted', grace: 45, ice: [], resumed: !!session })
    return wire.give({ type: 'place', participants: [] })
  }

  die(): void {
    this.alive = false
    for (const w of this.wires) w.onclose?.()
  }
}

class FakeWire implements Wire {
  onopen: (() => void) | null = null
  onmessage: ((m: { data: unknown }) => void) | null = null
  onclose: (() => void) | null = null
  onerror: (() => void) | null = null
  private readonly node: Node

  constructor(node: Node) {
    this.node = node
    node.wires.push(this)
    setTimeout(() => (node.alive ? node.mute || this.onopen?.() : this.onerror?.()), 5)
  }

  give = (m: Message) => setTimeout(() => this.onmessage?.({ data: JSON.stringify(m) }), 5)
  send = (text: string) => this.node.answer(this, JSON.parse(text) as Record<string, unknown>)
  close = () => undefined
}

const refused = (status: number) => new Refused({ type: '', title: '', status, code: '', detail: '', message: { zh: '', en: '' } })

function world() {
  const nodes = [new Node(), new Node()]
  const log: string[] = []
  let kept: Seat | null = null
  const tickets: (number | Error)[] = []
  const link = new Link({
    ticket: async () => {
      const now = tickets.length > 1 ? tickets.shift() : tickets[0]
      log.push('ticket')
      if (now instanceof Error) throw now
      return { url: `/api/media/n${now}/socket`, ticket: 't', expires: '' }
    },
    address: (path) => path,
    wiring: (url) => new FakeWire(nodes[Number(/n(\d)/.exec(url)?.[1])] as Node),
    onMessage: (m) => log.push(m.type),
    onLost: () => log.push('lost'),
    onSlow: () => log.push('slow'),
    onUp: (_, how) => log.push(`up ${how}`),
    onBarred: (why) => log.push(`barred ${why}`),
    keep: (seat) => (kept = seat),
  })
  return { nodes, log, tickets, link, kept: () => kept }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('in with a ticket; the welcome is dealt with before what follows it', async () => {
  const w = world()
  w.tickets.push(0)
  w.link.start(null)
  await pass(100)
  expect(w.log).toEqual(['ticket', 'up fresh', 'place'])
  expect(w.kept()?.session).toBe('s1')
})

test('a broken socket comes back with its session, to connections that still stand', async () => {
  const w = world()
  w.tickets.push(0)
  w.link.start(null)
  await pass(100)
  w.nodes[0]?.wires[0]?.onclose?.()
  await pass(100)
  expect(w.log.slice(3)).toEqual(['lost', 'up same', 'place'])
  expect(w.nodes[0]?.hellos[1]).toMatchObject({ session: 's1' })
  expect(w.nodes[0]?.hellos[1]).not.toHaveProperty('fresh')
})

test('a node that died is left for another within seconds, while the room is being moved', async () => {
  const w = world()
  w.tickets.push(0, refused(503), refused(0), refused(503), 1)
  w.link.start(null)
  await pass(100)
  w.nodes[0]?.die()
  await pass(1_800)
  expect(w.log.slice(3)).toEqual(['lost', 'ticket', 'ticket', 'ticket', 'ticket', 'up fresh', 'place'])
})

test('a node that falls silent counts as dead; in all it takes less than five seconds', async () => {
  const w = world()
  w.tickets.push(0, 1)
  w.link.start(null)
  await pass(10_000)
  expect(w.log).toEqual(['ticket', 'up fresh', 'place']) // pings were answered all the while
  if (w.nodes[0]) w.nodes[0].mute = true
  await pass(4_900)
  expect(w.log.slice(3)).toEqual(['lost', 'ticket', 'up fresh', 'place'])
})

test('a reload says that its connections are gone; a session that is over needs a ticket', async () => {
  const w = world()
  w.tickets.push(1)
  w.nodes[0]?.sessions.add('s9')
  w.link.start({ url: '/api/media/n0/socket', session: 's9' })
  await pass(100)
  expect(w.nodes[0]?.hellos[0]).toMatchObject({ session: 's9', fresh: true })
  const other = world()
  other.tickets.push(1)
  other.link.start({ url: '/api/media/n0/socket', session: 'unknown' })
  await pass(1_000)
  expect(other.log).toEqual(['ticket', 'up fresh', 'place'])
})

test('told to reconnect, one asks for a ticket at once', async () => {
  const w = world()
  w.tickets.push(0, 1)
  w.link.start(null)
  await pass(100)
  w.link.elsewhere()
  await pass(100)
  expect(w.log.slice(3)).toEqual(['lost', 'ticket', 'up fresh', 'place'])
  expect(w.nodes[1]?.hellos).toHaveLength(1)
})

test('some refusals are no use to repeat', async () => {
  for (const [status, why] of [[401, 'signed-out'], [403, 'identify'], [409, 'early'], [404, 'refused']] as const) {
    const w = world()
    w.tickets.push(refused(status))
    w.link.start(null)
    await pass(2_000)
    expect(w.log).toEqual(['ticket', `barred ${why}`])
  }
})

test('what is asked while the connection is lost fails, and says so', async () => {
  const w = world()
  await expect(w.link.ask('chat', {})).rejects.toMatchObject({ code: 'lost' })
})

test('after twenty seconds in vain it is said once that it takes long; never to who is in, or comes back', async () => {
  const w = world()
  w.tickets.push(refused(503))
  w.link.start(null)
  await pass(19_900)
  expect(w.log).not.toContain('slow')
  await pass(30_000)
  expect(w.log.filter((x) => x === 'slow')).toHaveLength(1)
  w.log.length = 0
  w.tickets.splice(0, 1, 0)
  w.link.start(null) // tried anew
  await pass(100)
  expect(w.log.slice(-2)).toEqual(['up fresh', 'place'])
  w.tickets.splice(0, 1, refused(503))
  w.nodes[0]?.die()
  await pass(30_000)
  expect(w.log).not.toContain('slow')
})

// The mediator's page brings people back to where they were.

const mediator = person('p1', '陈立', { capacity: 'mediator' })
const applicant = person('p2', '林小梅', { party: 'p1', side: 'applicant' })
const respondent = person('p3', '孙行', { party: 'p2', side: 'respondent' })
const stranger = person('p9', '林小梅', { party: 'p2', side: 'respondent' })

function steward() {
  const asked: [string, unknown][] = []
  const restoring = new Restoring({ ask: async (type, fields) => { asked.push([type, fields]); return { type: 'ok', caucus: 'c1' } }, send: () => undefined })
  const tell = (m: Partial<Message>, s: Partial<RoomState>) => restoring.take({ type: 'x', ...m }, { ...initial, phase: 'in', you: 'p1', ...s })
  return { asked, restoring, tell }
}

test('only who was in is let in again, and into the caucus in which he was', async () => {
  const { asked, restoring, tell } = steward()
  const where = [{ participant: 'p1', name: '陈立', caucus: 'c3' }, { participant: 'p2', name: '林小梅', caucus: 'c3' }, { participant: 'p3', name: '孙行' }]
  tell({ participants: [mediator, applicant, respondent] }, { where, people: [mediator, applicant, respondent] })
  restoring.begin()
  // Elsewhere they have other numbers.
  const a = { ...applicant, id: 'p5' }
  tell({ participants: [mediator] }, { where: [{ participant: 'p1', name: '陈立' }] })
  await pass(1)
  expect(asked[0]).toEqual(['caucus', { participants: ['p1'] }])
  asked.length = 0
  const now = { where: [{ participant: 'p1', name: '陈立', caucus: 'c1' }] }
  tell({ waiting: [stranger, a] }, { ...now, waiting: [stranger, a] })
  await pass(1)
  expect(asked[0]).toEqual(['admit', { participant: 'p5' }])
  asked.length = 0
  tell({ waiting: [stranger] }, { where: [...now.where, { participant: 'p5', name: '林小梅' }], waiting: [stranger] })
  await pass(1)
  expect(asked[0]).toEqual(['caucus', { caucus: 'c1', participants: ['p1', 'p5'] }])
})

test('nothing is restored where nothing was lost', async () => {
  const { asked, tell } = steward()
  tell({ participants: [mediator] }, { where: [{ participant: 'p1', name: '陈立' }] })
  tell({ waiting: [applicant] }, { where: [{ participant: 'p1', name: '陈立' }], waiting: [applicant] })
  await pass(1)
  expect(asked).toEqual([])
})
