// Files on their way: one after the other, going on where the connection broke, also after
// the page was loaded anew and the same file was chosen again.

import { loadDraft, newKey, saveDraft } from '../form/draft.ts'
import type { Text } from '../api/client.ts'

export type State = 'waiting' | 'sending' | 'paused' | 'broken' | 'lost' | 'sent' | 'refused'

/** A file as the page knows it, and as it is remembered over a reload. */
export interface Item {
  key: string
  name: string
  size: number
  modified: number
  state: State
  sent: number
  /** Where the server keeps the upload, once it was begun. */
  url?: string
  reason?: Text
}

export interface Begun {
  /** Stops sending; what was sent stays. */
  stop: () => void
}

export interface Listener {
  onUrl: (url: string) => void
  onProgress: (sent: number) => void
  onSent: () => void
  /** A reason means that the server refuses; none means that the connection broke. */
  onFailed: (reason?: Text) => void
}

export interface Transport {
  begin: (file: File, url: string | undefined, listener: Listener) => Begun
  remove: (url: string) => void
}

/** The ID of an upload is the last part of its address. */
export const uploadId = (url: string): string => url.split('?')[0]?.replace(/\/+$/, '').split('/').pop() ?? ''

export class Queue {
  items: Item[]
  private files = new Map<string, File>()
  private under: { key: string; begun: Begun } | null = null
  private listeners = new Set<() => void>()

  constructor(private readonly name: string, private readonly transport: Transport) {
    const kept = loadDraft<Item[]>(name) ?? []
    // After a reload the page no longer holds the files themselves.
    this.items = kept.map((i) => (i.state === 'sent' || i.state === 'refused' ? i : { ...i, state: 'lost' }))
  }

  subscribe = (changed: () => void): (() => void) => {
    this.listeners.add(changed)
    return () => this.listeners.delete(changed)
  }

  add(files: File[]): void {
    for (const file of files) {
      const before = this.items.find((i) => i.state === 'lost' && i.name === file.name && i.size === file.size && i.modified === file.lastModified)
      const key = before?.key ?? newKey()
      this.files.set(key, file)
      if (before) this.change(key, { state: 'waiting' })
      else this.items = [...this.items, { key, name: file.name, size: file.size, modified: file.lastModified, state: 'waiting', sent: 0 }]
    }
    this.told()
    this.next()
  }

  pause(key: string): void {
    if (this.under?.key === key) this.release()
    this.change(key, { state: 'paused' })
    this.next()
  }

  resume(key: string): void {
    if (!this.files.has(key)) return
    this.change(key, { state: 'waiting' }, true)
    this.next()
  }

  /** The network is back: what broke off goes on. */
  resumeBroken(): void {
    for (const i of this.items) if (i.state === 'broken') this.change(i.key, { state: 'waiting' })
    this.next()
  }

  remove(key: string): void {
    if (this.under?.key === key) this.release()
    const item = this.items.find((i) => i.key === key)
    if (item?.url) this.transport.remove(item.url)
    this.forget([key])
    this.next()
  }

  /** Files that were refused when they were filed, by their place among those sent. */
  refuse(reasons: Map<string, Text>): void {
    for (const [key, reason] of reasons) this.change(key, { state: 'refused', reason })
  }

  /** After filing: those files belong to the case now. */
  filed(): void {
    this.forget(this.items.filter((i) => i.state === 'sent').map((i) => i.key))
  }

  get sent(): Item[] {
    return this.items.filter((i) => i.state === 'sent' && i.url)
  }

  stop(): void {
    this.release()
  }

  private release(): void {
    this.under?.begun.stop()
    this.under = null
  }

  private forget(keys: string[]): void {
    for (const key of keys) this.files.delete(key)
    this.items = this.items.filter((i) => !keys.includes(i.key))
    this.told()
  }

  private change(key: string, change: Partial<Item>, mended = false): void {
    this.items = this.items.map((i) => {
      if (i.key !== key) return i
      const { reason: _, ...rest } = i
      return mended ? { ...rest, ...change } : { ...i, ...change }
    })
    this.told()
  }

  private told(): void {
    saveDraft(this.name, this.items)
    for (const changed of this.listeners) changed()
  }

  private next(): void {
    if (this.under) return
    const item = this.items.find((i) => i.state === 'waiting')
    const file = item && this.files.get(item.key)
    if (!item || !file) return
    const { key } = item
    const current = () => this.under?.key === key
    const end = (change: Partial<Item>) => {
      if (!current()) return
      this.under = null
      this.change(key, change)
      this.next()
    }
    this.under = { key, begun: { stop: () => {} } }
    this.change(key, { state: 'sending' })
    this.under.begun = this.transport.begin(file, item.url, {
      onUrl: (url) => current() && this.change(key, { url }),
      onProgress: (sent) => current() && this.change(key, { sent }),
      onSent: () => end({ state: 'sent', sent: item.size }),
      onFailed: (reason) => end(reason ? { state: 'refused', reason } : { state: 'broken' }),
    })
  }
}
