// What the forms of the entrance share: sending, and what went wrong.

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Refused, type Me, type Problem } from '../api/client.ts'
import { me } from '../api/queries.ts'
import { claimDrafts } from '../form/draft.ts'

export interface Entering {
  busy: boolean
  problem: Problem | null
  attempt: (send: () => Promise<void>) => Promise<void>
}

export function useEntering(): Entering {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const attempt = async (send: () => Promise<void>) => {
    if (busy) return
    setBusy(true)
    setProblem(null)
    try {
      await send()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setProblem(error.problem)
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, attempt }
}

/** Makes the account that has signed in the user of the pages. */
export function useEnter(): (user: Me) => void {
  const client = useQueryClient()
  return (user) => {
    claimDrafts(user.id)
    client.removeQueries({ predicate: (q) => q.queryKey[0] !== 'me' && q.queryKey[0] !== 'system' })
    client.setQueryData(me.queryKey, user)
  }
}
