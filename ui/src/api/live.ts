// Changes as they happen: the server names a case that has changed, the pages read it anew.

import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

const lists = ['disputes', 'confirmations', 'notices']

function changed(client: QueryClient, id: string): void {
  void client.invalidateQueries({ queryKey: ['dispute', id] })
  void client.invalidateQueries({ queryKey: ['history', id] })
}

const longestPause = 30_000

/** Listens until stopped. A stream that ends is opened again, ever more patiently. */
export function listen(client: QueryClient): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let gather: ReturnType<typeof setTimeout> | undefined
  let pause = 1_000
  let missed = false

  const refreshLists = () => {
    gather ??= setTimeout(() => {
      gather = undefined
      for (const key of lists) void client.invalidateQueries({ queryKey: [key] })
    }, 300)
  }
  const open = () => {
    source = new EventSource('/api/events')
    source.addEventListener('dispute', (event) => {
      changed(client, String((event as MessageEvent).data))
      refreshLists()
    })
    source.addEventListener('reload', () => void client.invalidateQueries())
    source.onopen = () => {
      pause = 1_000
      if (missed) void client.invalidateQueries()
      missed = false
    }
    source.onerror = () => {
      missed = true
      if (source?.readyState !== EventSource.CLOSED) return // the browser opens it again
      timer = setTimeout(open, pause)
      pause = Math.min(pause * 2, longestPause)
    }
  }
  open()
  return () => {
    clearTimeout(timer)
    clearTimeout(gather)
    source?.close()
  }
}

export function useLive(on: boolean): void {
  const client = useQueryClient()
  useEffect(() => (on ? listen(client) : undefined), [client, on])
}
