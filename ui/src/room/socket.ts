// One WebSocket to a node: questions with their answers, and a watch over its silence.

import { Declined, type Message, type Welcome } from './protocol.ts'

/** What is used of a WebSocket, so that tests can stand in for it. */
export interface Wire {
  onopen: (() => void) | null
  onmessage: ((m: { data: unknown }) => void) | null
  onclose: (() => void) | null
  onerror: (() => void) | null
  send(text: string): void
  close(): void
}

export type Wiring = (url: string) => Wire

const lost = new Declined('lost', { zh: '连接中断', en: 'The connection is lost' })

/** After this silence a ping is sent; after the longer one the connection counts as lost. */
const quietFor = 1_200
const lostAfter = 2_800

interface Handlers {
  onMessage: (m: Message) => void
  onLost: () => void
}

export class Socket {
  private readonly wire: Wire
  private readonly handlers: Handlers
  private readonly questions = new Map<string, { resolve: (m: Message) => void; reject: (e: Error) => void }>()
  private next = 1
  private over = false
  private heard = Date.now()
  private ticked = Date.now()
  private watch: ReturnType<typeof setInterval> | undefined

  private constructor(wire: Wire, handlers: Handlers) {
    this.wire = wire
    this.handlers = handlers
  }

  /** Connects and says hello; refused or not answered in time, it fails. */
  static open(make: Wiring, url: string, hello: object, within: number, handlers: Handlers): Promise<{ socket: Socket; welcome: Welcome }> {
    return new Promise((resolve, reject) => {
      const wire = make(url)
      const socket = new Socket(wire, handlers)
      const fail = (error: Error) => {
        socket.close()
        reject(error)
      }
      const timer = setTimeout(() => fail(lost), within)
      wire.onmessage = (m) => socket.take(m.data)
      wire.onclose = () => socket.broke()
      wire.onerror = () => socket.broke()
      const greet = async () => {
        const welcome = await socket.ask('hello', { version: 1, ...hello })
        clearTimeout(timer)
        if (socket.over) return
        socket.guard()
        resolve({ socket, welcome: welcome as unknown as Welcome })
      }
      wire.onopen = () => void greet().catch(fail)
      socket.onFailed = () => fail(lost)
    })
  }

  /** What the loss means before the welcome. */
  private onFailed: (() => void) | null = null

  ask(type: string, fields: object = {}): Promise<Message> {
    if (this.over) return Promise.reject(lost)
    const id = String(this.next++)
    return new Promise((resolve, reject) => {
      this.questions.set(id, { resolve, reject })
      this.post({ type, id, ...fields })
    })
  }

  send(type: string, fields: object = {}): void {
    if (!this.over) this.post({ type, ...fields })
  }

  private post(message: object): void {
    try {
      this.wire.send(JSON.stringify(message))
    } catch {
      this.broke()
    }
  }

  private take(data: unknown): void {
    if (this.over) return
    this.heard = Date.now()
    let m: Message
    try {
      m = JSON.parse(String(data)) as Message
    } catch {
      return
    }
    const question = m.re ? this.questions.get(m.re) : undefined
    // The welcome goes to who asked; the rest of the room must hear of it before what follows.
    if (m.type !== 'error' && m.type !== 'pong') this.handlers.onMessage(m)
    if (!question) return
    this.questions.delete(m.re as string)
    if (m.type === 'error') question.reject(new Declined(m.code ?? 'unavailable', m.message ?? { zh: '', en: '' }))
    else question.resolve(m)
  }

  /** A connection may die without a word: then nothing comes, not even an answer to a ping. */
  private guard(): void {
    this.onFailed = null
    this.heard = this.ticked = Date.now()
    this.watch = setInterval(() => {
      const now = Date.now()
      // A page that slept has heard nothing, which says nothing of the connection.
      if (now - this.ticked > 2_500) this.heard = now - quietFor
      this.ticked = now
      if (now - this.heard > lostAfter) this.broke()
      else if (now - this.heard >= quietFor) this.send('ping', { id: String(this.next++) })
    }, 600)
  }

  private broke(): void {
    if (this.over) return
    const early = this.onFailed
    this.close()
    if (early) early()
    else this.handlers.onLost()
  }

  close(): void {
    this.over = true
    clearInterval(this.watch)
    this.wire.onmessage = this.wire.onclose = this.wire.onerror = this.wire.onopen = null
    try {
      this.wire.close()
    } catch {
      // It never was open.
    }
    for (const q of this.questions.values()) q.reject(lost)
    this.questions.clear()
  }
}
