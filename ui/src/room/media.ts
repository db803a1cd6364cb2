// What is sent and received: the two connections of a node, and how they follow the
// devices, the place where one is, and the node that serves the room.

import type { Devices } from './devices.ts'
import { Declined, keyOf, type Message, type Quality, type Sending, type Source } from './protocol.ts'
import { ReceivingConnection } from './receiving.ts'
import { SendingConnection } from './sending.ts'

export interface Asking {
  ask: (type: string, fields?: object) => Promise<Message>
  send: (type: string, fields?: object) => void
}

export interface MediaState {
  streams: Map<string, MediaStream>
  screen: MediaStreamTrack | null
}

export class RoomMedia {
  state: MediaState = { streams: new Map(), screen: null }
  private readonly devices: Devices
  private readonly link: Asking
  private readonly changed: () => void
  private readonly receiving: ReceivingConnection
  private sending: SendingConnection | null = null
  private ice: RTCIceServer[] = []
  /** One is where one is to be seen and heard. */
  private allowed = false
  private readonly muted = new Map<Source, boolean>()
  private readonly views = new Map<string, Quality>()
  private turn: Promise<unknown> = Promise.resolve()
  private readonly stop: () => void

  constructor(devices: Devices, link: Asking, changed: () => void) {
    this.devices = devices
    this.link = link
    this.changed = changed
    this.receiving = new ReceivingConnection({
      answer: (sdp, offer) => link.send('answer', { sdp, offer }),
      onStreams: (streams) => this.set({ streams }),
      onFailed: () => void this.ask('restart'),
      // The node makes a new connection for who does not answer.
      onTrouble: () => undefined,
    })
    this.stop = devices.subscribe(() => this.sync())
  }

  /** In, or in again. The connections of the same node may go on; those of another are of no use. */
  up(ice: RTCIceServer[], how: 'same' | 'fresh', resumed: boolean): void {
    this.ice = ice
    if (!resumed) this.muted.clear()
    if (how === 'fresh') {
      this.allowed = false
      this.views.clear()
      this.receiving.close()
      this.dropSending()
      return
    }
    void this.ask('restart')
    if (this.sending) void this.offerAgain(this.sending)
  }

  /** Sends what is on; or nothing, while one isn't where one was. */
  allow(allowed: boolean): void {
    this.allowed = allowed
    if (!allowed) this.dropSending()
    this.sync()
  }

  take(m: Message): void {
    this.receiving.take(m, this.ice)
  }

  /** What the node says of one's own tracks: the mediator may have muted one. */
  own(sources: Sending[]): void {
    for (const s of sources) {
      if (!s.muted || !s.byMediator || s.source === 'screen' || this.muted.get(s.source)) continue
      this.muted.set(s.source, true)
      void this.devices.turn(s.source, false)
    }
  }

  view(participant: string, source: Source, quality: Quality): void {
    const key = keyOf(participant, source)
    if (this.views.get(key) === quality) return
    this.views.set(key, quality)
    void this.ask('view', { participant, source, quality })
  }

  async shareScreen(): Promise<void> {
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { max: 10 } } })
    const track = stream.getVideoTracks()[0]
    if (!track) return
    if ('contentHint' in track) track.contentHint = 'detail'
    track.onended = () => this.stopScreen()
    this.set({ screen: track })
    this.sync()
  }

  stopScreen(): void {
    this.state.screen?.stop()
    this.set({ screen: null })
    this.sync()
  }

  /** Brings what is sent in line with what is on; one time after the other. */
  private sync(): void {
    this.turn = this.turn.then(() => this.align()).catch((error) => {
      // Without a connection all of it is done again when there is one.
      if (error instanceof Declined && error.code === 'lost') return
      this.dropSending()
      if (error instanceof Declined && error.code === 'too-large') setTimeout(() => this.sync(), 2000)
    })
  }

  private async align(): Promise<void> {
    if (!this.allowed) return
    const { state } = this.devices
    const sending = this.sending ?? this.open()
    // Muted before it is sent, so that no word of who came in muted gets through.
    await this.mute('microphone', !state.microphone)
    await this.mute('camera', !state.camera)
    if (state.microphoneTrack) state.microphoneTrack.enabled = state.microphone
    await sending.set('microphone', state.microphoneTrack)
    await sending.set('camera', state.cameraTrack)
    if (this.state.screen) await sending.set('screen', this.state.screen)
    else await sending.end('screen')
  }

  private async mute(source: Source, muted: boolean): Promise<void> {
    if (this.muted.get(source) === muted || (!muted && !this.muted.has(source))) return
    await this.link.ask('mute', { source, muted })
    this.muted.set(source, muted)
  }

  private open(): SendingConnection {
    const publish = async (sdp: string, tracks: object[]) => (await this.link.ask('publish', { sdp, tracks })).sdp ?? ''
    const made: SendingConnection = new SendingConnection(this.ice, publish, () => void this.offerAgain(made))
    this.sending = made
    return made
  }

  private async offerAgain(sending: SendingConnection): Promise<void> {
    try {
      await sending.offer(true)
    } catch (error) {
      if (error instanceof Declined && error.code === 'lost') return
      if (this.sending === sending) this.dropSending()
      this.sync()
    }
  }

  private dropSending(): void {
    this.sending?.close()
    this.sending = null
  }

  private ask = (type: string, fields?: object) => this.link.ask(type, fields).catch(() => undefined)

  private set(change: Partial<MediaState>): void {
    this.state = { ...this.state, ...change }
    this.changed()
  }

  stats = async () => ({ up: await this.sending?.stats(), down: await this.receiving.stats() })

  close(): void {
    this.stop()
    this.allowed = false
    this.state.screen?.stop()
    this.receiving.close()
    this.dropSending()
  }
}
