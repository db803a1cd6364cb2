// Sounds made here, so that nothing has to be loaded: a test tone, and the notices that a
// recording begins or ends. And how loud a microphone is.

let context: AudioContext | null = null

function audio(): AudioContext | null {
  const Context = window.AudioContext ?? (window as { webkitAudioContext?: typeof AudioContext }).webkitAudioContext
  if (!Context) return null
  context ??= new Context()
  if (context.state === 'suspended') void context.resume().catch(() => undefined)
  return context
}

/** Notes one after the other, each of a pitch in hertz. */
function play(notes: number[], each: number, speaker = ''): void {
  const at = audio()
  if (!at) return
  const gain = at.createGain()
  const through = speaker ? at.createMediaStreamDestination() : null
  gain.connect(through ?? at.destination)
  notes.forEach((pitch, i) => {
    const from = at.currentTime + i * each
    const tone = at.createOscillator()
    tone.frequency.value = pitch
    tone.connect(gain)
    tone.start(from)
    tone.stop(from + each * 0.8)
  })
  gain.gain.value = 0.15
  if (through) void playOn(through.stream, speaker, notes.length * each * 1000 + 300)
}

/** Only an audio element can be sent to a chosen speaker. */
async function playOn(stream: MediaStream, speaker: string, forMs: number): Promise<void> {
  const element = new Audio()
  element.srcObject = stream
  await speakOn(element, speaker)
  await element.play().catch(() => undefined)
  setTimeout(() => (element.srcObject = null), forMs)
}

/** Not every browser lets one choose; those play where they always do. */
export async function speakOn(element: HTMLMediaElement, speaker: string): Promise<void> {
  const choose = (element as { setSinkId?: (id: string) => Promise<void> }).setSinkId
  if (choose) await choose.call(element, speaker).catch(() => undefined)
}

export const mayChooseSpeaker = (): boolean => 'setSinkId' in HTMLMediaElement.prototype

export const testTone = (speaker: string) => play([523, 659, 784], 0.35, speaker)
export const recordingNotice = (begins: boolean) => play(begins ? [660, 880, 660, 880] : [880, 660], 0.22)
export const doorbell = () => play([784, 587], 0.3)

/** Tells ten times a second how loud a track is, from 0 to 1; returns how to stop it. */
export function watchLevel(track: MediaStreamTrack, tell: (level: number) => void): () => void {
  const at = audio()
  if (!at) return () => undefined
  const source = at.createMediaStreamSource(new MediaStream([track]))
  const analyser = at.createAnalyser()
  analyser.fftSize = 4096 // what was said since the last look
  source.connect(analyser)
  const samples = new Uint8Array(analyser.fftSize)
  const timer = setInterval(() => {
    analyser.getByteTimeDomainData(samples)
    let peak = 0
    for (const s of samples) peak = Math.max(peak, Math.abs(s - 128) / 128)
    tell(Math.min(1, peak * 1.5))
  }, 100)
  return () => {
    clearInterval(timer)
    source.disconnect()
  }
}
