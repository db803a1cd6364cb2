// What a page of the room receives: pictures and sound that go on coming.

const began = Date.now()
export const seen = (what) => console.log(`${((Date.now() - began) / 1000).toFixed(1)} s  ${what}`)

export async function until(what, check, seconds = 15) {
  const end = Date.now() + seconds * 1000
  while (Date.now() < end) {
    const found = await check()
    if (found) {
      seen(what)
      return found
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`not seen: ${what}${check.last ? ` — last ${check.last()}` : ''}`)
}

/** Keeps the peer connections of a page in reach, and gives it a screen to share. */
export function prepare() {
  const Connection = window.RTCPeerConnection
  window.connections = []
  window.RTCPeerConnection = class extends Connection {
    // Over a line of the test, where one was laid, and then no other way.
    constructor(config, ...rest) {
      super(window.poorLine ? { ...config, iceServers: [] } : config, ...rest)
      window.connections.push(this)
    }

    async setRemoteDescription(d) {
      return super.setRemoteDescription(window.poorLine ? { type: d.type, sdp: await window.poorLine(d.sdp) } : d)
    }
  }
  navigator.mediaDevices.getDisplayMedia = async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 })
    const c = canvas.getContext('2d')
    let n = 0
    setInterval(() => {
      c.fillStyle = ['#a00', '#0a0', '#00a'][n++ % 3]
      c.fillRect(0, 0, 1280, 720)
    }, 100)
    return canvas.captureStream(10)
  }
}

/** How many pictures and how much sound a page has decoded of what it receives now. */
export const decoded = (page) => page.evaluate(async () => {
  const out = { pictures: [], sounds: [] }
  for (const pc of window.connections) {
    if (pc.signalingState === 'closed') continue
    for (const t of pc.getTransceivers()) {
      if (t.currentDirection !== 'recvonly') continue
      for (const s of (await t.receiver.getStats()).values()) {
        if (s.type === 'inbound-rtp' && s.kind === 'video') out.pictures.push(s.framesDecoded || 0)
        if (s.type === 'inbound-rtp' && s.kind === 'audio') out.sounds.push(s.packetsReceived || 0)
      }
    }
  }
  return out
})

/** For how long a slow machine may take over a few pictures. */
const looksBack = 3000

/** Tells whether so many pictures and sounds go on coming, and no more. */
export function receives(page, pictures, sounds) {
  let samples = []
  const check = async () => {
    const now = { ...(await decoded(page)), at: Date.now() }
    samples = samples.filter((s) => now.at - s.at <= looksBack)
    const grown = (list, old, by) => list.filter((n, i) => n > (old[i] ?? 0) + by).length
    const counts = samples.map((s) => [grown(now.pictures, s.pictures, 3), grown(now.sounds, s.sounds, 10)])
    samples.push(now)
    // The longest look back shows whether anything comes that should not.
    const noMore = counts.length > 0 && counts[0][0] <= pictures && counts[0][1] <= sounds
    return noMore && counts.some(([p, s]) => p === pictures && s === sounds)
  }
  check.last = () => JSON.stringify(samples.filter((_, i) => i === 0 || i === samples.length - 1))
  return check
}

/** Tells whether so many voices go on coming, with pictures or without. */
export function hears(page, voices) {
  let last
  return async () => {
    const { sounds } = await decoded(page)
    const grown = last ? sounds.filter((n, i) => n > (last[i] ?? 0)).length : 0
    last = sounds
    return grown === voices
  }
}

/** Everybody sees and hears the others. */
export async function together(all, what) {
  const others = all.length - 1
  await Promise.all(all.map(({ role, page }) => until(`${what}: ${role} sees and hears ${others}`, receives(page, others, others), 45)))
}

let reload = 0

/** Takes down how long those in the room are apart when one of them only loads the page anew. */
export function tookToReload(from) {
  reload = Date.now() - from
}

/**
 * What the death of a node, or a line that is good again, may cost those in the room at most: five seconds, or twice what
 * the same browsers on the same machine need to load a page anew, where that is longer.
 */
export function withinSeconds(from, what = 'the node died', until = 'all saw and heard each other again') {
  const took = Date.now() - from
  seen(`${took} ms after ${what} (${reload} ms after a reload)`)
  if (took >= Math.max(5000, 2 * reload)) throw new Error(`after ${what} it took ${took} ms until ${until}`)
}
