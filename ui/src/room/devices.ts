// Camera, microphone and speaker of this device: chosen before one goes in, changed
// inside, and remembered for the next time.

export type Kind = 'camera' | 'microphone'

/** Why a device can't be used, as a page can explain it. */
export type Trouble = 'denied' | 'none' | 'busy' | 'insecure'

export interface DeviceState {
  /** Wanted on. */
  camera: boolean
  microphone: boolean
  cameraTrack: MediaStreamTrack | null
  microphoneTrack: MediaStreamTrack | null
  trouble: Partial<Record<Kind, Trouble>>
  opening: boolean
  cameras: MediaDeviceInfo[]
  microphones: MediaDeviceInfo[]
  speakers: MediaDeviceInfo[]
  chosen: { camera: string; microphone: string; speaker: string }
}

const store = 'devices'

interface Kept {
  chosen: DeviceState['chosen']
  camera: boolean
  microphone: boolean
}

function kept(): Kept {
  const none: Kept = { chosen: { camera: '', microphone: '', speaker: '' }, camera: true, microphone: true }
  try {
    return { ...none, ...(JSON.parse(sessionStorage.getItem(store) ?? '{}') as Partial<Kept>) }
  } catch {
    return none
  }
}

export function troubleOf(error: unknown): Trouble {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none'
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'denied'
}

/** A weak phone sends a smaller picture: it has to compress it in several sizes at once. */
const pictureOf = () =>
  (navigator.hardwareConcurrency || 4) > 4 ? { width: { ideal: 960 }, height: { ideal: 540 } } : { width: { ideal: 640 }, height: { ideal: 360 } }

export class Devices {
  state: DeviceState = {
    ...kept(), cameraTrack: null, microphoneTrack: null, trouble: {}, opening: false, cameras: [], microphones: [], speakers: [],
  }

  private readonly listeners = new Set<() => void>()
  private readonly list = () => void this.enumerate()

  constructor() {
    navigator.mediaDevices?.addEventListener?.('devicechange', this.list)
  }

  readonly subscribe = (changed: () => void) => {
    this.listeners.add(changed)
    return () => void this.listeners.delete(changed)
  }

  readonly snapshot = () => this.state

  /** Opens what is wanted and not open; the page asks for both at once, so that one question suffices. */
  async open(): Promise<void> {
    if (!navigator.mediaDevices?.getUserMedia) return this.set({ trouble: { camera: 'insecure', microphone: 'insecure' } })
    const want = (['camera', 'microphone'] as const).filter((k) => this.state[k] && !this.track(k))
    if (want.length === 0) return
    this.set({ opening: true })
    try {
      await this.take(want)
    } catch {
      // One of them fails for both; each is asked for alone to know which.
      for (const kind of want) await this.take([kind]).catch((error) => this.set({ trouble: { ...this.state.trouble, [kind]: troubleOf(error) } }))
    }
    this.set({ opening: false })
    await this.enumerate()
  }

  private async take(kinds: readonly Kind[]): Promise<void> {
    const { chosen } = this.state
    const device = (id: string) => (id ? { deviceId: { ideal: id } } : {})
    const stream = await navigator.mediaDevices.getUserMedia({
      ...(kinds.includes('camera') && { video: { ...pictureOf(), frameRate: { ideal: 20, max: 30 }, facingMode: 'user', ...device(chosen.camera) } }),
      ...(kinds.includes('microphone') && { audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...device(chosen.microphone) } }),
    })
    for (const kind of kinds) {
      const track = (kind === 'camera' ? stream.getVideoTracks() : stream.getAudioTracks())[0]
      if (!track) continue
      track.onended = () => this.track(kind) === track && this.set({ [`${kind}Track`]: null, trouble: { ...this.state.trouble, [kind]: 'busy' } })
      if (kind === 'camera' && 'contentHint' in track) track.contentHint = 'motion'
      // Switched off again while the question was on the screen.
      if (!this.state[kind]) track.stop()
      else this.set({ [`${kind}Track`]: track, trouble: { ...this.state.trouble, [kind]: undefined } })
    }
  }

  track(kind: Kind): MediaStreamTrack | null {
    return kind === 'camera' ? this.state.cameraTrack : this.state.microphoneTrack
  }

  /** On or off. Off gives the camera back, light and all; a microphone only falls silent. */
  async turn(kind: Kind, on: boolean): Promise<void> {
    this.set({ [kind]: on })
    this.keep()
    const track = this.track(kind)
    if (!on) {
      if (kind === 'camera') this.drop('camera')
      else if (track) track.enabled = false
      return
    }
    if (track) track.enabled = true
    await this.open()
  }

  async choose(kind: Kind | 'speaker', id: string): Promise<void> {
    this.set({ chosen: { ...this.state.chosen, [kind]: id } })
    this.keep()
    if (kind === 'speaker' || !this.state[kind]) return
    this.drop(kind)
    await this.open()
  }

  private drop(kind: Kind): void {
    const track = this.track(kind)
    this.set({ [`${kind}Track`]: null })
    if (track) track.onended = null
    track?.stop()
  }

  private async enumerate(): Promise<void> {
    const all = (await navigator.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? []
    const of = (kind: MediaDeviceKind) => all.filter((d) => d.kind === kind && d.deviceId)
    this.set({ cameras: of('videoinput'), microphones: of('audioinput'), speakers: of('audiooutput') })
  }

  private keep(): void {
    const { chosen, camera, microphone } = this.state
    try {
      sessionStorage.setItem(store, JSON.stringify({ chosen, camera, microphone }))
    } catch {
      // Not remembered then.
    }
  }

  private set(change: Partial<DeviceState>): void {
    this.state = { ...this.state, ...change }
    for (const changed of this.listeners) changed()
  }

  /** Gives everything back. */
  close(): void {
    navigator.mediaDevices?.removeEventListener?.('devicechange', this.list)
    this.drop('camera')
    this.drop('microphone')
  }
}
