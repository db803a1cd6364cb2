// What is written into the record. It is kept until the server has it: what was sent and not
// answered goes out again under its key, so that it stands once.

import { useState } from 'react'
import { call, type CaseView } from '../api/client.ts'
import { attemptTo, dropDraft, loadDraft, newKey, saveDraft, type Attempt } from '../form/draft.ts'

/** The session whose record it is, and what to do once something was written. */
export interface Held {
  view: CaseView
  session: number
  open: boolean
  onWritten: () => Promise<unknown>
}

export interface Words {
  text: string
  speaker: string
}

type Kept = Words & Attempt

const pathOf = ({ view, session }: Held) => `/api/disputes/${encodeURIComponent(view.case.id)}/sessions/${session}/record`

export const draftOf = ({ view, session }: Held, line?: number): string => `record/${view.case.id}/${session}${line ? `/${line}` : ''}`

export const isKept = (name: string): boolean => loadDraft<Kept>(name) !== null

export const writeLine = (held: Held, words: Words, key: string, replaces?: number) =>
  call('POST', pathOf(held), { body: { text: words.text.trim(), ...(words.speaker && { speaker: words.speaker }), ...(replaces && { replaces }) }, key })

/** Confirms the lines, or objects to them. */
export const answerLines = (held: Held, lines: number[], objection: string, key: string) =>
  call('POST', `${pathOf(held)}/reads`, { body: { lines, objection }, key })

export interface Sending {
  sending: boolean
  failure: unknown
  /** Tells whether it was accepted. */
  run: (send: () => Promise<unknown>) => Promise<boolean>
}

export function useSending(): Sending {
  const [sending, setSending] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const run = async (send: () => Promise<unknown>) => {
    setSending(true)
    setFailure(null)
    try {
      await send()
      return true
    } catch (error) {
      setFailure(error)
      return false
    } finally {
      setSending(false)
    }
  }
  return { sending, failure, run }
}

export interface Writing extends Omit<Sending, 'run'> {
  words: Words
  change: (part: Partial<Words>) => void
  forget: () => void
  submit: () => Promise<boolean>
}

export function useWriting(name: string, start: Words, send: (words: Words, key: string) => Promise<unknown>): Writing {
  const [kept, setKept] = useState<Kept>(() => loadDraft<Kept>(name) ?? { ...start, key: newKey() })
  const { sending, failure, run } = useSending()
  const keep = (next: Kept) => {
    setKept(next)
    saveDraft(name, next)
  }
  const forget = () => {
    setKept({ ...start, speaker: kept.speaker, key: newKey() })
    dropDraft(name)
  }
  const submit = async () => {
    if (sending || !kept.text.trim()) return false
    const attempt = { ...kept, ...attemptTo(JSON.stringify([kept.text, kept.speaker]), kept) }
    keep(attempt)
    const accepted = await run(() => send(attempt, attempt.key))
    if (accepted) forget()
    return accepted
  }
  return { words: kept, sending, failure, change: (part) => keep({ ...kept, ...part }), forget, submit }
}
