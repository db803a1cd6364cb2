// The connection that carries what this device sends. We offer, the node answers.

import { whenFailing } from './failing.ts'
import type { Source } from './protocol.ts'

export type Publish = (sdp: string, tracks: { mid: string; source: Source }[]) => Promise<string>

const small = 640

/** A browser sends only two layers of a small picture, so the middle one is left out. */
export function layersOf(width: number): RTCRtpEncodingParameters[] {
  const low = { rid: 'l', maxBitrate: 150_000 }
  if (width <= small) return [{ ...low, scaleResolutionDownBy: 2 }, { rid: 'h', maxBitrate: 600_000 }]
  return [{ ...low, scaleResolutionDownBy: 4 }, { rid: 'm', scaleResolutionDownBy: 2, maxBitrate: 450_000 }, { rid: 'h', maxBitrate: 1_200_000 }]
}

const encodings = (source: Source, track: MediaStreamTrack): RTCRtpEncodingParameters[] => {
  if (source === 'camera') return layersOf(track.getSettings().width ?? small)
  return source === 'screen' ? [{ maxBitrate: 1_500_000 }] : []
}

export class SendingConnection {
  private readonly pc: RTCPeerConnection
  private readonly publish: Publish
  private readonly sections = new Map<Source, RTCRtpTransceiver>()
  /** Offers go one after the other. */
  private turn: Promise<unknown> = Promise.resolve()
  private closed = false

  constructor(ice: RTCIceServer[], publish: Publish, onFailed: () => void) {
    this.publish = publish
    this.pc = new RTCPeerConnection({ iceServers: ice, bundlePolicy: 'max-bundle' })
    whenFailing(this.pc, onFailed)
  }

  sends = (source: Source): boolean => this.sections.has(source)

  /** Sends a track from now on; another of the same source takes its place without a word to the node. */
  async set(source: Source, track: MediaStreamTrack | null): Promise<void> {
    const section = this.sections.get(source)
    if (section) return section.sender.replaceTrack(track)
    if (!track || this.closed) return
    this.sections.set(source, this.add(source, track))
    await this.offer()
  }

  private add(source: Source, track: MediaStreamTrack): RTCRtpTransceiver {
    const sendEncodings = encodings(source, track)
    try {
      return this.pc.addTransceiver(track, { direction: 'sendonly', ...(sendEncodings.length > 0 && { sendEncodings }) })
    } catch {
      return this.pc.addTransceiver(track, { direction: 'sendonly' }) // a browser without layers sends one
    }
  }

  async end(source: Source): Promise<void> {
    const section = this.sections.get(source)
    if (!section) return
    this.sections.delete(source)
    section.stop()
    await this.offer()
  }

  offer(restart = false): Promise<void> {
    const mine = this.turn.then(() => this.negotiate(restart))
    this.turn = mine.catch(() => undefined)
    return mine
  }

  private async negotiate(restart: boolean): Promise<void> {
    if (this.closed) return
    await this.pc.setLocalDescription(await this.pc.createOffer({ iceRestart: restart }))
    const tracks: { mid: string; source: Source }[] = []
    this.sections.forEach((t, source) => t.mid && tracks.push({ mid: t.mid, source }))
    const sdp = await this.publish(this.pc.localDescription?.sdp ?? '', tracks)
    if (!this.closed) await this.pc.setRemoteDescription({ type: 'answer', sdp })
  }

  stats = () => this.pc.getStats()

  close(): void {
    this.closed = true
    this.pc.close()
  }
}
