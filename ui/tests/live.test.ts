import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listen } from '../src/api/live.ts'
import { newClient } from '../src/api/queries.ts'

class Stream {
  static CLOSED = 2
  static opened: Stream[] = []
  readyState = 1
  onopen = () => {}
  onerror = () => {}
  private heard: Record<string, (event: { data: string }) => void> = {}

  constructor(readonly url: string) {
    Stream.opened.push(this)
  }

  addEventListener(event: string, heard: (event: { data: string }) => void) {
    this.heard[event] = heard
  }

  say(id: string, event = 'dispute') {
    this.heard[event]?.({ data: id })
  }

  close() {
    this.readyState = Stream.CLOSED
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  Stream.opened = []
  vi.stubGlobal('EventSource', Stream)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a changed case is read anew at once, the lists once for many changes', () => {
  const client = newClient()
  const read = vi.spyOn(client, 'invalidateQueries')
  const stop = listen(client)
  Stream.opened[0]?.say('d1')
  Stream.opened[0]?.say('d2')
  expect(read.mock.calls.map(([q]) => q?.queryKey)).toEqual([['dispute', 'd1'], ['history', 'd1'], ['dispute', 'd2'], ['history', 'd2']])
  vi.advanceTimersByTime(400)
  expect(read.mock.calls.slice(4).map(([q]) => q?.queryKey)).toEqual([['disputes'], ['confirmations'], ['notices']])
  stop()
})

test('a stream that was refused is opened again, ever more patiently, and all is read anew', () => {
  const client = newClient()
  const read = vi.spyOn(client, 'invalidateQueries')
  const stop = listen(client)
  const fail = () => {
    const last = Stream.opened.at(-1)
    last?.close()
    last?.onerror()
  }
  fail()
  vi.advanceTimersByTime(1_000)
  expect(Stream.opened).toHaveLength(2)
  fail()
  vi.advanceTimersByTime(1_000)
  expect(Stream.opened).toHaveLength(2)
  vi.advanceTimersByTime(1_000)
  expect(Stream.opened).toHaveLength(3)
  Stream.opened[2]?.onopen()
  expect(read).toHaveBeenCalledWith()
  stop()
  vi.advanceTimersByTime(60_000)
  expect(Stream.opened).toHaveLength(3)
})

test('after an interruption of the feed everything is read anew', () => {
  const client = newClient()
  const read = vi.spyOn(client, 'invalidateQueries')
  const stop = listen(client)
  Stream.opened[0]?.say('', 'reload')
  expect(read.mock.calls).toEqual([[]])
  stop()
})
