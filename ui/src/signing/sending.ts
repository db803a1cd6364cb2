// Sending a signature once, however often the button is pressed or the network fails.

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, Refused, type Problem, type Schemas } from '../api/client.ts'
import { expired } from '../api/queries.ts'
import { attemptTo, newKey } from '../form/draft.ts'
import type { Change, SigningDraft } from './draft.ts'
import { pictureOf } from './strokes.ts'

type Agreement = Schemas['Agreement']

/** The act as it is sent. The text is named by its hash, and so is the application. */
export function signatureOf(draft: SigningDraft, agreement: Agreement, picture = pictureOf): Schemas['Signature'] {
  return {
    version: agreement.version,
    document: draft.document,
    ...(draft.typing ? { typed: draft.typed.trim() } : { ink: picture(draft.strokes) }),
    ...(draft.application && agreement.frozenApplication && { application: agreement.frozenApplication.sha256 }),
    code: draft.code.trim(),
  }
}

interface Options {
  id: string
  agreement: Agreement
  draft: SigningDraft
  change: Change
  /** The code is a password: no trace of it may be kept. */
  secret: boolean
  onDone: () => void
}

export interface SendingSignature {
  sending: boolean
  problem: Problem | null
  send: () => Promise<void>
  /** Forgets what was refused, when it is being mended. */
  mend: () => void
}

export function useSignature({ id, agreement, draft, change, secret, onDone }: Options): SendingSignature {
  const client = useQueryClient()
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const refused = (error: unknown) => {
    if (!(error instanceof Refused)) throw error
    setProblem(error.problem)
    if (error.final) change({ key: newKey() })
    // A code that did not fit, or that was spent on a refusal, is asked for anew.
    if (error.final && !secret) change({ code: '' })
    if (error.status === 403 || error.status === 409) void client.invalidateQueries({ queryKey: ['dispute', id] })
    expired(client, error)
  }
  const send = async () => {
    if (sending) return
    const body = signatureOf(draft, agreement)
    const attempt = attemptTo(JSON.stringify(secret ? { ...body, code: '' } : body), draft)
    change(attempt)
    setSending(true)
    setProblem(null)
    try {
      // No If-Match: the version and the hash say what is signed, and two who sign in the
      // same minute must not cost each other their codes.
      await call('POST', `/api/disputes/${encodeURIComponent(id)}/acts/SignAgreement`, { body, key: attempt.key })
      onDone()
      void client.invalidateQueries()
    } catch (error) {
      refused(error)
    } finally {
      setSending(false)
    }
  }
  return { sending, problem, send, mend: () => setProblem(null) }
}
