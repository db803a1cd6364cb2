// Asking for the one-time code that signs one text: not twice within a minute.

import { useEffect, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { call, Refused, type Problem } from '../api/client.ts'
import { expired } from '../api/queries.ts'
import { newKey } from '../form/draft.ts'

export const pause = 60_000
/** The code holds for ten minutes; after that it is no use to wait for it. */
export const lasts = 600_000

export const secondsLeft = (askedAt: number, now: number): number =>
  askedAt === 0 ? 0 : Math.max(0, Math.ceil((askedAt + pause - now) / 1000))

export const isCode = (text: string): boolean => /^\d{6}$/.test(text.trim())

export interface Asking {
  asked: boolean
  wait: number
  busy: boolean
  problem: Problem | null
  ask: () => void
}

interface Options {
  id: string
  document: string
  askedAt: number
  onAsked: (at: number) => void
}

export function useSigningCode({ id, document, askedAt, onAsked }: Options): Asking {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const now = useClock(askedAt)
  const wait = secondsLeft(askedAt, now)
  const send = async () => {
    setBusy(true)
    setProblem(null)
    try {
      await call('POST', `/api/disputes/${encodeURIComponent(id)}/signing-code`, { body: { document }, key: newKey() })
      onAsked(Date.now())
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setProblem(error.problem)
      expired(client, error)
    } finally {
      setBusy(false)
    }
  }
  return { asked: askedAt > 0 && now - askedAt < lasts, wait, busy, problem, ask: () => void (busy || wait > 0 || send()) }
}

/** The time, by the second while a countdown runs. */
function useClock(askedAt: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    setNow(Date.now())
    if (askedAt === 0) return
    const timer = setInterval(() => {
      setNow(Date.now())
      if (Date.now() - askedAt > lasts) clearInterval(timer)
    }, 1000)
    return () => clearInterval(timer)
  }, [askedAt])
  return now
}
