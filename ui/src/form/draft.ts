// What was typed stays until the act has succeeded: a refusal, a reload or a dead
// connection must not cost anybody their words.

import type { Values } from './values.ts'

export interface Draft {
  values: Values
  /** The idempotency key of the attempt under way, and the body that was sent under it. */
  key: string
  sent?: string
}

const prefix = 'draft:'

export function loadDraft(name: string): Draft | null {
  try {
    const text = sessionStorage.getItem(prefix + name)
    return text ? (JSON.parse(text) as Draft) : null
  } catch {
    return null
  }
}

export function saveDraft(name: string, draft: Draft): void {
  try {
    sessionStorage.setItem(prefix + name, JSON.stringify(draft))
  } catch {
    // A full or forbidden store: the form still holds what was typed.
  }
}

export function dropDraft(name: string): void {
  sessionStorage.removeItem(prefix + name)
}

const owner = 'draft-owner'

/** Another user of the same window does not find the words of the one before. */
export function claimDrafts(user: string): void {
  const before = sessionStorage.getItem(owner)
  if (before !== null && before !== user) dropAllDrafts()
  sessionStorage.setItem(owner, user)
}

/** Who signs out leaves nothing behind for the next user of the device. */
export function dropAllDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key)
}

export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
}
