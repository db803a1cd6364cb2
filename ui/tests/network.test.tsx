import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Refused } from '../src/api/client.ts'
import { NetworkTest, verdict, worded } from '../src/room/NetworkTest.tsx'
import { connectedWithin, tryMedia, wayOf, type Carried } from '../src/room/probe.ts'
import type { Wire } from '../src/room/socket.ts'
import { speakers } from '../src/words/language.ts'
import '../src/words/later.ts'
import { problem, Server } from './server.ts'

/** The browser's half of a connection, and a node that sends back what comes. */
class FakePeer {
  static all: FakePeer[] = []
  static open = true
  /** Whether the message of a number comes back. */
  static back: (number: number) => boolean = () => true
  static stats: object[] = []
  closed = false
  localDescription: { sdp: string } | null = null
  readonly stream = {
    binaryType: '', readyState: 'open', bufferedAmount: 0, onopen: null as (() => void) | null, onmessage: null as ((e: object) => void) | null, onclose: null,
    send: (m: DataView) => {
      if (FakePeer.back(m.getUint32(0))) setTimeout(() => this.stream.onmessage?.({ data: m.buffer }), 10)
    },
  }

  constructor() {
    FakePeer.all.push(this)
  }

  createDataChannel = () => this.stream
  createOffer = async () => ({ sdp: 'offer' })
  setLocalDescription = async () => {
    this.localDescription = { sdp: 'offer' }
  }
  setRemoteDescription = async () => {
    if (FakePeer.open) setTimeout(() => this.stream.onopen?.())
  }
  getStats = async () => FakePeer.stats
  close = () => {
    this.closed = true
  }
}

/** The node's socket: it greets, answers, or takes nobody. */
class Node implements Wire {
  static all: Node[] = []
  static takes = true
  onopen: (() => void) | null = null
  onmessage: ((m: { data: unknown }) => void) | null = null
  onclose: (() => void) | null = null
  onerror: (() => void) | null = null
  closed = false

  constructor() {
    Node.all.push(this)
    setTimeout(() => (Node.takes ? this.onopen?.() : this.onclose?.()))
  }

  send(text: string) {
    const m = JSON.parse(text) as { type: string; id: string }
    const answers: Record<string, object> = {
      hello: { type: 'welcome', ice: [], session: '' }, publish: { type: 'published', sdp: 'answer' }, ping: { type: 'pong' },
    }
    setTimeout(() => this.onmessage?.({ data: JSON.stringify({ re: m.id, ...answers[m.type] }) }))
  }

  close() {
    this.closed = true
  }
}

const pairOver = (own: object) => [
  { id: 't', type: 'transport', selectedCandidatePairId: 'p2' }, { id: 'p1', type: 'candidate-pair', nominated: true, state: 'succeeded', localCandidateId: 'l1' },
  { id: 'p2', type: 'candidate-pair', localCandidateId: 'l2' }, { id: 'l1', type: 'local-candidate', candidateType: 'host', protocol: 'udp' },
  { id: 'l2', type: 'local-candidate', ...own },
]
const ticket = { url: '/api/media/n1/socket', ticket: 'v2.x', expires: '' }
const around = { wiring: () => new Node(), address: (path: string) => path }

beforeEach(() => {
  Object.assign(FakePeer, { all: [], open: true, back: () => true, stats: pairOver({ candidateType: 'host', protocol: 'udp' }) })
  Object.assign(Node, { all: [], takes: true })
  Object.assign(globalThis, { RTCPeerConnection: FakePeer, WebSocket: Node })
})
afterEach(() => {
  vi.useRealTimers()
  Reflect.deleteProperty(globalThis, 'RTCPeerConnection')
})

async function tried(ms: number, stop = new AbortController()) {
  vi.useFakeTimers()
  const result = tryMedia(ticket, around, stop.signal)
  await vi.advanceTimersByTimeAsync(ms)
  return result
}

const leavesNothing = () => {
  expect(FakePeer.all.every((p) => p.closed)).toBe(true)
  expect(Node.all.every((n) => n.closed)).toBe(true)
}

test('every result says in plain words what was found, and what to do about it', () => {
  const good: Carried = { way: 'udp', ms: 35, loss: 0 }
  const refused = new Refused(problem(503, '音视频服务暂时不可用，请稍后再测试', { message: { zh: '音视频服务暂时不可用，请稍后再测试', en: 'the video service is not available now' } }))
  const results = [
    [verdict(50, good), '✓ 音视频畅通：直连（UDP），往返35毫秒', '', 'directly (UDP), round trip 35 ms'],
    [verdict(50, { ...good, loss: 2 }), '✓ 音视频畅通', '', '✓ Sound and picture get through'],
    [verdict(50, { ...good, way: 'relay' }), '✓ 音视频可以连通：经中转服务器，往返35毫秒', '可以正常参加', 'through a relay'],
    [verdict(50, { ...good, way: 'tcp' }), '✓ 音视频可以连通：直连（TCP）', '自动绕行', 'directly (TCP)'],
    [verdict(50, { ...good, ms: 640 }), '比较慢：直连（UDP），往返640毫秒', '先保证声音', 'slowly'],
    [verdict(50, { ...good, loss: 12, way: 'relay' }), '每100份数据约丢失12份', '改用手机移动数据', 'about 12 of 100 pieces of data are lost'],
    [verdict(50, 'blocked'), '音视频被您所在的网络挡住了', '电话调解', 'your network bars sound and picture'],
    [verdict(50, 'unserved'), '暂时连不上音视频服务', '重新测试', 'video service can\'t be reached'],
    [verdict(50, refused), '音视频服务暂时不可用，请稍后再测试', '', 'the video service is not available now'],
    [verdict(null, good), '连不上服务器', '', 'The server can\'t be reached'],
    [{ state: 'old' as const }, '不支持视频通话', '', 'can\'t do video calls'],
  ] as const
  for (const [found, says, advice, english] of results) {
    const zh = worded(speakers.zh, found)
    expect(zh.found).toContain(says)
    expect(zh.advice).toContain(advice)
    expect(zh.advice === '').toBe(advice === '')
    expect(worded(speakers.en, found).found).toContain(english)
    expect(zh.site).toBe(found.state === 'none' || found.state === 'old' ? '' : '网页往返50毫秒')
  }
})

test('the way is that of the chosen pair, in every browser', () => {
  expect(wayOf(pairOver({ candidateType: 'relay', protocol: 'udp', relayProtocol: 'tls' }) as never)).toBe('relay')
  expect(wayOf(pairOver({ candidateType: 'prflx', protocol: 'tcp' }) as never)).toBe('tcp')
  const unnamed = pairOver({}).slice(1) // not every browser has a transport in its statistics
  expect(wayOf(unnamed as never)).toBe('udp')
  expect(wayOf([] as never)).toBe('other')
})

test('what comes back is timed and counted', async () => {
  FakePeer.back = (n) => n % 8 !== 0
  const result = await tried(6_000)
  expect(result).toEqual({ way: 'udp', ms: expect.any(Number) as number, loss: 13 })
  expect((result as Carried).ms).toBeLessThan(60)
  leavesNothing()
})

test('media that does not connect, or of which nothing comes back, is blocked', async () => {
  FakePeer.open = false
  expect(await tried(connectedWithin + 100)).toBe('blocked')
  leavesNothing()
  FakePeer.open = true
  FakePeer.back = () => false
  expect(await tried(6_000)).toBe('blocked')
  leavesNothing()
})

test('a node that takes nobody is no blocked media', async () => {
  Node.takes = false
  expect(await tried(100)).toBe('unserved')
  leavesNothing()
})

test('whoever goes on before the test is over leaves no connection behind', async () => {
  const stop = new AbortController()
  FakePeer.open = false
  vi.useFakeTimers()
  const result = tryMedia(ticket, around, stop.signal)
  await vi.advanceTimersByTimeAsync(500)
  expect(FakePeer.all).toHaveLength(1)
  stop.abort()
  await result
  leavesNothing()
})

test('the button tests again, and the result follows', async () => {
  const answers = [{ status: 503, body: problem(503, '音视频服务暂时不可用，请稍后再测试') }, { body: ticket }]
  const server = new Server().on('POST /api/disputes/d1/sessions/1/probe', () => answers.shift() ?? {})
  const { unmount } = render(<NetworkTest id="d1" no={1} />)
  expect(screen.getByText(/^正在测试网络/)).toBeTruthy()
  expect(await screen.findByText('音视频服务暂时不可用，请稍后再测试')).toBeTruthy()
  act(() => void fireEvent.click(screen.getByRole('button', { name: '重新测试' })))
  expect(await screen.findByText(/^✓ 音视频畅通：直连（UDP），往返\d+毫秒$/)).toBeTruthy()
  expect(server.sent).toHaveLength(2)
  unmount()
  await waitFor(leavesNothing)
})
