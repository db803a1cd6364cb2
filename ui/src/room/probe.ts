// Whether media gets through from here: by which way, how fast, and what is lost. The node
// sends back numbered messages that go by the ports and ways that media takes. Messages and
// no voice: they need no microphone, silence doesn't thin them out, and every browser times
// them alike.

import type { Ticket } from './contract.ts'
import { Socket, type Wiring } from './socket.ts'

export type Way = 'udp' | 'tcp' | 'relay' | 'other'

/** Round trip in milliseconds, and how many of a hundred messages did not come back. */
export interface Carried {
  way: Way
  ms: number
  loss: number
}

/** Blocked: the node is spoken to, but media doesn't reach it. Unserved: the node isn't reached at all. */
export type Tried = Carried | 'blocked' | 'unserved'

/** As many and as large as the packets of a small picture; the node sends back 400 at most. */
const messages = 80
const bytes = 1_000
const every = 25
/** What comes later than this after the last was sent counts as lost. */
const lateAfter = 1_000
/** A line on which so much waits doesn't carry what is put on it. */
const waitsAtMost = 64_000
const socketWithin = 4_000
export const connectedWithin = 8_000

interface Around {
  wiring: Wiring
  address: (path: string) => string
}

/** Tries it once, and leaves nothing behind, also where it is broken off. */
export async function tryMedia(ticket: Ticket, around: Around, stop: AbortSignal): Promise<Tried> {
  let lost: () => void = () => undefined
  const gone = new Promise<null>((resolve) => (lost = () => resolve(null)))
  const opened = await Socket.open(around.wiring, around.address(ticket.url), { token: ticket.ticket }, socketWithin, {
    onMessage: () => undefined, onLost: lost,
  }).catch(() => null)
  if (!opened) return 'unserved'
  const { socket, welcome } = opened
  const pc = new RTCPeerConnection({ iceServers: welcome.ice, bundlePolicy: 'max-bundle' })
  const end = new Promise<null>((resolve) => {
    stop.addEventListener('abort', () => resolve(null))
    if (stop.aborted) resolve(null)
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), connectedWithin)))
  try {
    const stream = await Promise.race([connect(pc, socket), gone, late, end])
    if (stream === 'late') return 'blocked'
    if (!stream) return 'unserved'
    const came = await Promise.race([timed(stream), end])
    if (!came || came.length === 0) return 'blocked'
    return { way: wayOf(await pc.getStats()), ms: middle(came), loss: Math.round((1 - came.length / messages) * 100) }
  } catch {
    return 'unserved'
  } finally {
    clearTimeout(timer)
    pc.close()
    socket.close()
  }
}

/** The one stream of a probe, once it is open. */
async function connect(pc: RTCPeerConnection, socket: Socket): Promise<RTCDataChannel> {
  const stream = pc.createDataChannel('probe', { ordered: false, maxRetransmits: 0 })
  stream.binaryType = 'arraybuffer'
  const open = new Promise<void>((resolve) => (stream.onopen = () => resolve()))
  await pc.setLocalDescription(await pc.createOffer())
  // The node has known addresses and needs none of ours.
  const answer = await socket.ask('publish', { sdp: pc.localDescription?.sdp ?? '', tracks: [] })
  await pc.setRemoteDescription({ type: 'answer', sdp: answer.sdp ?? '' })
  await open
  return stream
}

/** How long each message took that came back. */
function timed(stream: RTCDataChannel): Promise<number[]> {
  return new Promise((resolve) => {
    const sent: number[] = []
    const took = new Map<number, number>()
    const began = performance.now()
    const finish = () => {
      clearInterval(beat)
      stream.onmessage = stream.onclose = null
      resolve([...took.values()])
    }
    stream.onclose = finish
    stream.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      const number = data.byteLength === bytes ? new DataView(data).getUint32(0) : messages
      const at = sent[number]
      if (at !== undefined && !took.has(number)) took.set(number, performance.now() - at)
      if (took.size === messages) finish()
    }
    // A page in the background is woken seldom: then all that is due goes out at once.
    const beat = setInterval(() => {
      const now = performance.now()
      while (sent.length < Math.min(messages, (now - began) / every)) put(stream, sent.push(now) - 1)
      if (sent.length === messages && now - (sent[messages - 1] ?? now) > lateAfter) finish()
    }, every)
  })
}

function put(stream: RTCDataChannel, number: number): void {
  if (stream.readyState !== 'open' || stream.bufferedAmount > waitsAtMost) return // lost before it left
  const message = new DataView(new ArrayBuffer(bytes))
  message.setUint32(0, number)
  stream.send(message)
}

function middle(times: number[]): number {
  const sorted = [...times].sort((a, b) => a - b)
  return Math.max(1, Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0))
}

interface Stat {
  id: string
  type: string
  selectedCandidatePairId?: string
  selected?: boolean
  nominated?: boolean
  state?: string
  localCandidateId?: string
  candidateType?: string
  protocol?: string
}

/** By which way a connection goes. Not every browser names the pair that it has chosen. */
export function wayOf(stats: { forEach: (each: (stat: Stat) => void) => void }): Way {
  const all = new Map<string, Stat>()
  stats.forEach((s) => all.set(s.id, s))
  const list = [...all.values()]
  const chosen = list.find((s) => s.type === 'transport' && s.selectedCandidatePairId)?.selectedCandidatePairId
  const pairs = list.filter((s) => s.type === 'candidate-pair')
  const pair = (chosen && all.get(chosen)) || pairs.find((p) => p.selected) || pairs.find((p) => p.nominated && p.state === 'succeeded')
  const own = pair?.localCandidateId ? all.get(pair.localCandidateId) : undefined
  if (!own) return 'other'
  if (own.candidateType === 'relay') return 'relay'
  return own.protocol === 'tcp' ? 'tcp' : 'udp'
}
