// What was read, drawn and typed on the way to a signature. It outlives a reload and a
// refusal; a new text is read anew, the drawing stays.

import { useRef, useState } from 'react'
import { dropDraft, loadDraft, newKey, saveDraft, type Attempt } from '../form/draft.ts'
import type { Stroke } from './strokes.ts'

export type Step = 'read' | 'draw' | 'code'
export const steps: Step[] = ['read', 'draw', 'code']

export interface SigningDraft extends Attempt {
  /** SHA-256 of the text that the steps belong to. */
  document: string
  step: Step
  /** SHA-256 of the files that were read to their ends. */
  read: string[]
  /** The joint application is signed too. */
  application: boolean
  strokes: Stroke[]
  typing: boolean
  typed: string
  /** When a code was last asked for, in milliseconds. */
  askedAt: number
  code: string
}

export const nameOf = (id: string): string => `${id}/SignAgreement`

function begin(document: string, kept: SigningDraft | null): SigningDraft {
  if (kept?.document === document) return kept
  return {
    document, step: 'read', read: [], application: false, askedAt: 0, code: '', key: newKey(),
    strokes: kept?.strokes ?? [], typing: kept?.typing ?? false, typed: kept?.typed ?? '',
  }
}

export type Change = (change: Partial<SigningDraft>) => void

/** The draft of a signature. A password is never kept: secret says that the code is one. */
export function useSigningDraft(id: string, document: string, secret: boolean): [SigningDraft, Change, () => void] {
  const kept = useRef<SigningDraft | null>(null)
  kept.current ??= begin(document, loadDraft<SigningDraft>(nameOf(id)))
  const [draft, show] = useState(kept.current)
  const change: Change = (change) => {
    const changed = { ...(kept.current as SigningDraft), ...change }
    kept.current = changed
    show(changed)
    saveDraft(nameOf(id), secret ? { ...changed, code: '' } : changed)
  }
  return [draft, change, () => dropDraft(nameOf(id))]
}
