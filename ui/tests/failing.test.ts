import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { whenFailing } from '../src/room/failing.ts'

class Fake extends EventTarget {
  iceConnectionState = 'connected'
  connectionState = 'connected'
  signalingState = 'stable'

  becomes(ice: string, connection = ice) {
    this.iceConnectionState = ice
    this.connectionState = connection
    this.dispatchEvent(new Event('iceconnectionstatechange'))
    this.dispatchEvent(new Event('connectionstatechange'))
  }
}

let calls = 0
const watched = () => {
  calls = 0
  const pc = new Fake()
  whenFailing(pc as unknown as RTCPeerConnection, () => calls++)
  return pc
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a connection that failed is made anew at once, and again while nothing gets through', () => {
  const pc = watched()
  pc.becomes('failed')
  vi.advanceTimersByTime(1)
  expect(calls).toBe(1)
  vi.advanceTimersByTime(11_000)
  expect(calls).toBe(3)
})

test('a browser that only says it is disconnected while the keys are gone counts as failed', () => {
  const pc = watched()
  pc.becomes('disconnected', 'failed')
  vi.advanceTimersByTime(1)
  expect(calls).toBe(1)
})

test('a moment without a connection mends itself; a longer one does not', () => {
  const pc = watched()
  pc.becomes('disconnected')
  vi.advanceTimersByTime(5000)
  pc.becomes('connected')
  vi.advanceTimersByTime(60_000)
  expect(calls).toBe(0)
  pc.becomes('disconnected')
  vi.advanceTimersByTime(7000)
  expect(calls).toBe(1)
  pc.becomes('checking', 'connecting')
  vi.advanceTimersByTime(60_000)
  expect(calls).toBe(1)
})

test('nobody mends a connection that was closed', () => {
  const pc = watched()
  pc.becomes('failed')
  pc.signalingState = 'closed'
  vi.advanceTimersByTime(60_000)
  expect(calls).toBe(0)
})
