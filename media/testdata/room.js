// A client of the protocol, as small as it can be: what docs/protocol.md says, done.
class Room {
  constructor(options) {
    this.options = options
    this.events = []
    this.people = new Map()
    this.received = new Map() // participant/source -> track
    this.requests = new Map()
    this.next = 1
  }

  connect(hello) {
    return new Promise((resolve, reject) => {
      const ws = new WebSocket(this.options.url)
      this.ws = ws
      ws.onopen = () => this.ask('hello', { version: 1, ...hello }).then(resolve, reject)
      ws.onmessage = m => this.take(JSON.parse(m.data))
      ws.onclose = () => { if (this.ws === ws) this.open = false }
    })
  }

  send(type, fields, id) { this.ws.send(JSON.stringify({ type, ...(id && { id }), ...fields })) }

  ask(type, fields) {
    const id = String(this.next++)
    this.send(type, fields, id)
    return new Promise((resolve, reject) => this.requests.set(id, { resolve, reject }))
  }

  take(e) {
    this.events.push(e)
    const request = e.re && this.requests.get(e.re)
    if (request) {
      this.requests.delete(e.re)
      if (e.type === 'error') request.reject(new Error(e.code + ': ' + e.message.en))
      else request.resolve(e)
    }
    if (e.type === 'welcome') {
      this.you = e.you
      this.ice = e.ice
      this.open = true
      sessionStorage.setItem('session', e.session)
      this.state = e.state
    }
    if (e.type === 'admitted') this.state = 'admitted'
    if (e.type === 'place') {
      this.caucus = e.caucus
      this.people = new Map(e.participants.map(p => [p.id, p]))
    }
    if (e.type === 'participant') this.people.set(e.participant.id, e.participant)
    if (e.type === 'gone') this.people.delete(e.who)
    if (e.type === 'waiting') this.waiting = e.waiting
    if (e.type === 'subscribe') this.answering = (this.answering || Promise.resolve()).then(() => this.subscribe(e)).catch(err => { this.failed = String(err) })
  }

  config() { return { iceServers: this.ice, iceTransportPolicy: this.options.policy || 'all', bundlePolicy: 'max-bundle' } }

  async subscribe(e) {
    if (e.reason === 'fresh' || !this.down) {
      if (this.down) this.down.close()
      this.down = new RTCPeerConnection(this.config())
      this.down.ontrack = t => this.show(t)
    }
    const pc = this.down
    this.map = new Map((e.tracks || []).map(t => [t.mid, t]))
    await pc.setRemoteDescription({ type: 'offer', sdp: e.sdp })
    const answer = await pc.createAnswer()
    await pc.setLocalDescription(answer)
    this.send('answer', { sdp: pc.localDescription.sdp, offer: e.offer })
    for (const v of document.querySelectorAll('[data-key]')) {
      if (![...this.map.values()].some(t => t.participant + '/' + t.source === v.dataset.key)) v.remove()
    }
  }

  show(t) {
    const m = this.map.get(t.transceiver.mid)
    const key = m.participant + '/' + m.source
    document.querySelector(`[data-key="${key}"]`)?.remove()
    const element = document.createElement(t.track.kind)
    Object.assign(element, { autoplay: true, muted: true, playsInline: true, srcObject: new MediaStream([t.track]) })
    element.dataset.key = key
    document.querySelector('#others').append(element)
  }

  async publish(sources) {
    const pc = this.up || (this.up = new RTCPeerConnection(this.config()))
    this.sending = this.sending || {}
    if (sources.includes('microphone') || sources.includes('camera')) {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 360 } })
      if (sources.includes('microphone')) {
        this.sending.microphone = pc.addTransceiver(stream.getAudioTracks()[0], { direction: 'sendonly' })
      }
      if (sources.includes('camera')) {
        this.sending.camera = pc.addTransceiver(stream.getVideoTracks()[0], {
          direction: 'sendonly',
          sendEncodings: [
            // A browser sends no third layer of so small a picture.
            { rid: 'l', scaleResolutionDownBy: 2, maxBitrate: 200000 },
            { rid: 'h', maxBitrate: 900000 },
          ],
        })
      }
    }
    if (sources.includes('screen')) {
      const stream = await this.screen()
      this.sending.screen = pc.addTransceiver(stream.getVideoTracks()[0], { direction: 'sendonly', sendEncodings: [{ maxBitrate: 1500000 }] })
    }
    await this.offer()
  }

  async screen() {
    if (this.options.display) return navigator.mediaDevices.getDisplayMedia({ video: true })
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: 640, height: 480 })
    const c = canvas.getContext('2d')
    let n = 0
    setInterval(() => { c.fillStyle = ['#a00', '#0a0', '#00a'][n++ % 3]; c.fillRect(0, 0, 640, 480) }, 100)
    return canvas.captureStream(10)
  }

  async unpublish(source) {
    this.sending[source].stop()
    delete this.sending[source]
    await this.offer()
  }

  async offer(restart) {
    const pc = this.up
    await pc.setLocalDescription(await pc.createOffer({ iceRestart: !!restart }))
    const tracks = Object.entries(this.sending).map(([source, t]) => ({ mid: t.mid, source }))
    const answer = await this.ask('publish', { sdp: pc.localDescription.sdp, tracks })
    await pc.setRemoteDescription({ type: 'answer', sdp: answer.sdp })
  }

  // decoded tells how many frames, or samples of sound, were decoded of each track.
  async decoded() {
    const out = {}
    if (!this.down) return out
    for (const t of this.down.getTransceivers()) {
      const m = this.map.get(t.mid)
      if (!m) continue
      for (const s of (await t.receiver.getStats()).values()) {
        if (s.type === 'inbound-rtp') {
          out[m.participant + '/' + m.source] = {
            frames: s.framesDecoded || 0, height: s.frameHeight || 0, packets: s.packetsReceived,
            samples: s.totalSamplesReceived || 0, concealed: s.concealedSamples || 0, freezes: s.freezeCount || 0,
          }
        }
      }
    }
    return out
  }

  async pair() {
    for (const s of (await this.down.getStats()).values()) {
      if (s.type === 'candidate-pair' && s.nominated) {
        const all = await this.down.getStats()
        const local = all.get(s.localCandidateId)
        return { type: local.candidateType, protocol: local.protocol, relay: local.relayProtocol, remote: all.get(s.remoteCandidateId)?.protocol }
      }
    }
  }
}
