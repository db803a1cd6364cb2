// Sending a form once, however often the button is pressed or the network fails.

import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Refused, type Problem } from '../api/client.ts'
import { expired } from '../api/queries.ts'
import { attemptTo, dropDraft, loadDraft, newKey, saveDraft, type Draft } from './draft.ts'
import type { Field } from './schema.ts'
import { bodyOf, emptyValues, type Mistakes, type Values } from './values.ts'

export type Send<T> = (body: Record<string, unknown>, key: string) => Promise<T>

export interface Submission {
  values: Values
  setValues: (values: Values) => void
  restored: boolean
  sending: boolean
  problem: Problem | null
  mistakes: Mistakes
  /** Looks whether everything can be read; true if it can. */
  readable: () => boolean
  submit: () => Promise<void>
}

function still(before: Mistakes, now: Mistakes): Mistakes {
  return Object.fromEntries(Object.entries(before).filter(([path]) => path in now))
}

interface Options<T> {
  name: string
  fields: Field[]
  initial?: Values
  version?: number | undefined
  send: Send<T>
  onDone: (answer: T) => void
  onConflict?: () => void
}

export function useSubmission<T>({ name, fields, initial, version, send, onDone, onConflict }: Options<T>): Submission {
  const client = useQueryClient()
  const [kept] = useState(() => loadDraft(name))
  const draft = useRef<Draft>(kept ?? { values: { ...emptyValues(fields), ...initial }, key: newKey() })
  const [values, show] = useState(draft.current.values)
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [mistakes, setMistakes] = useState<Mistakes>({})

  const keep = (change: Partial<Draft>) => {
    draft.current = { ...draft.current, ...change }
    saveDraft(name, draft.current)
  }
  const setValues = (changed: Values) => {
    show(changed)
    keep({ values: changed })
    // A mistake that is mended goes away at once; a new one waits until it is sent.
    setMistakes((before) => still(before, bodyOf(fields, changed, version).mistakes))
  }
  const readable = () => {
    const found = bodyOf(fields, draft.current.values, version).mistakes
    setMistakes(found)
    setProblem(null)
    return Object.keys(found).length === 0
  }
  const refused = (error: unknown) => {
    if (!(error instanceof Refused)) throw error
    setProblem(error.problem)
    // A refusal is kept under its key: what is sent next is another attempt.
    if (error.final) keep({ key: newKey() })
    if (error.status === 409) onConflict?.()
    expired(client, error)
  }
  const submit = async () => {
    if (sending || !readable()) return
    const { body } = bodyOf(fields, draft.current.values, version)
    const text = JSON.stringify(body)
    keep(attemptTo(text, draft.current))
    setSending(true)
    try {
      const answer = await send(body, draft.current.key)
      dropDraft(name)
      onDone(answer)
    } catch (error) {
      refused(error)
    } finally {
      setSending(false)
    }
  }
  return { values, setValues, restored: kept !== null, sending, problem, mistakes, readable, submit }
}
