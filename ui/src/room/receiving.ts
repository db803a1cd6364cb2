// The connection on which the others are seen and heard. The node offers, we answer.

import { whenFailing } from './failing.ts'
import { keyOf, type Message } from './protocol.ts'

interface Calls {
  answer: (sdp: string, offer: number) => void
  /** The streams, by participant and source. */
  onStreams: (streams: Map<string, MediaStream>) => void
  /** Nothing gets through any more. */
  onFailed: () => void
  /** An offer could not be followed. */
  onTrouble: (error: unknown) => void
}

export class ReceivingConnection {
  private pc: RTCPeerConnection | null = null
  private streams = new Map<string, MediaStream>()
  private turn: Promise<unknown> = Promise.resolve()
  private readonly calls: Calls

  constructor(calls: Calls) {
    this.calls = calls
  }

  take(m: Message, ice: RTCIceServer[]): void {
    this.turn = this.turn.then(() => this.follow(m, ice)).catch(this.calls.onTrouble)
  }

  private async follow(m: Message, ice: RTCIceServer[]): Promise<void> {
    if (m.reason === 'fresh' || !this.pc) this.renew(ice)
    const pc = this.pc as RTCPeerConnection
    await pc.setRemoteDescription({ type: 'offer', sdp: m.sdp ?? '' })
    await pc.setLocalDescription(await pc.createAnswer())
    if (pc !== this.pc) return
    this.calls.answer(pc.localDescription?.sdp ?? '', m.offer ?? 0)
    const before = this.streams
    this.streams = new Map()
    for (const t of m.tracks ?? []) {
      const track = pc.getTransceivers().find((x) => x.mid === t.mid)?.receiver.track
      if (!track) continue
      const key = keyOf(t.participant, t.source)
      const known = before.get(key)
      // The same stream again would make a picture blink.
      this.streams.set(key, known?.getTracks()[0] === track ? known : new MediaStream([track]))
    }
    this.calls.onStreams(this.streams)
  }

  private renew(ice: RTCIceServer[]): void {
    this.pc?.close()
    const pc = new RTCPeerConnection({ iceServers: ice, bundlePolicy: 'max-bundle' })
    whenFailing(pc, () => this.pc === pc && this.calls.onFailed())
    this.pc = pc
  }

  stats = async () => this.pc?.getStats()

  close(): void {
    this.pc?.close()
    this.pc = null
    this.streams = new Map()
    this.calls.onStreams(this.streams)
  }
}
