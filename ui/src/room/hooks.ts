// Small habits of the page: watching a store, the clock, the screen.

import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Devices, DeviceState } from './devices.ts'
import type { Quality } from './protocol.ts'
import type { Room, Snapshot } from './room.ts'

export const useRoom = (room: Room): Snapshot => useSyncExternalStore(room.subscribe, room.read)
export const useDevices = (devices: Devices): DeviceState => useSyncExternalStore(devices.subscribe, devices.snapshot)

export function useNow(every = 1000): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}

export function useMatches(query: string): boolean {
  const [matches, setMatches] = useState(() => globalThis.matchMedia?.(query).matches ?? false)
  useEffect(() => {
    const list = globalThis.matchMedia?.(query)
    if (!list) return
    const changed = () => setMatches(list.matches)
    changed()
    list.addEventListener('change', changed)
    return () => list.removeEventListener('change', changed)
  }, [query])
  return matches
}

/** The size of an element, also after the window or what stands beside it has changed. */
export function useSize<T extends HTMLElement>(): [React.RefObject<T | null>, { width: number; height: number }] {
  const element = useRef<T>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  useEffect(() => {
    const at = element.current
    if (!at || typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(() => setSize({ width: at.clientWidth, height: at.clientHeight }))
    observer.observe(at)
    return () => observer.disconnect()
  }, [])
  return [element, size]
}

/** Shows tracks in an element; a stream of its own, so that nothing else turns with it. */
export function useStream<T extends HTMLMediaElement>(stream: MediaStream | null): React.RefObject<T | null> {
  const element = useRef<T>(null)
  useEffect(() => {
    if (!element.current || element.current.srcObject === stream) return
    element.current.srcObject = stream
    if (stream) void element.current.play()?.catch(() => undefined)
  }, [stream])
  return element
}

export function useTrackStream(track: MediaStreamTrack | null): MediaStream | null {
  const [stream, setStream] = useState<MediaStream | null>(null)
  useEffect(() => setStream(track ? new MediaStream([track]) : null), [track])
  return stream
}

/** A picture of that width needs no better than this. */
export const qualityFor = (width: number): Quality => (width < 280 ? 'low' : width < 640 ? 'medium' : 'high')

/** How well a tile is seen: by its size, and whether it is on the screen at all. Told
 * once more when what is named by again has changed. */
export function useSeen(frame: React.RefObject<HTMLElement | null>, again: string, tell: (quality: Quality) => void): void {
  const latest = useRef(tell)
  useEffect(() => {
    latest.current = tell
  })
  useEffect(() => {
    const element = frame.current
    if (!element || typeof IntersectionObserver === 'undefined') return
    let visible = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        const width = element.clientWidth * Math.min(devicePixelRatio || 1, 2)
        latest.current(visible && !document.hidden ? qualityFor(width) : 'off')
      }, 250)
    }
    const seen = new IntersectionObserver(([entry]) => {
      visible = entry?.isIntersecting ?? true
      look()
    })
    seen.observe(element)
    const size = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(look)
    size?.observe(element)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      seen.disconnect()
      size?.disconnect()
      document.removeEventListener('visibilitychange', look)
    }
  }, [frame, again])
}

interface Lock {
  release: () => Promise<void>
}

/** Keeps the screen on while the page is looked at, where the browser can. */
export function useWakeLock(): void {
  useEffect(() => {
    const wake = (navigator as { wakeLock?: { request: (kind: 'screen') => Promise<Lock> } }).wakeLock
    if (!wake) return
    let lock: Lock | null = null
    let gone = false
    const take = () => {
      if (document.hidden) return
      wake.request('screen').then((l) => {
        if (gone) void l.release()
        else lock = l
      }, () => undefined)
    }
    take()
    document.addEventListener('visibilitychange', take)
    return () => {
      gone = true
      document.removeEventListener('visibilitychange', take)
      void lock?.release()
    }
  }, [])
}

/** Minutes and seconds, with hours where there are any. */
export function clockWords(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000))
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(s / 3600)
  return `${hours > 0 ? hours + ':' : ''}${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`
}
