// What was typed stays until the act has succeeded: a refusal, a reload or a dead
// connection must not cost anybody their words.

import type { Values } from './values.ts'

/** The idempotency key of the attempt under way, and the body that was sent under it. */
export interface Attempt {
  key: string
  sent?: string
}

export interface Draft extends Attempt {
  values: Values
}

/** The attempt to send a body: the same key with another body would be a conflict. */
export function attemptTo(send: string, before: Attempt): Attempt {
  return { key: before.sent === undefined || before.sent === send ? before.key : newKey(), sent: send }
}

const prefix = 'draft:'

export function loadDraft<T = Draft>(name: string): T | null {
  try {
    const text = sessionStorage.getItem(prefix + name)
    return text ? (JSON.parse(text) as T) : null
  } catch {
    return null
  }
}

export function saveDraft<T = Draft>(name: string, draft: T): void {
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

const dropped = new Set<() => void>()

/** Calls when all drafts are dropped, for what is held in memory besides. */
export const whenDropped = (forget: () => void): void => void dropped.add(forget)

/** Who signs out leaves nothing behind for the next user of the device. */
export function dropAllDrafts(): void {
  for (const forget of dropped) forget()
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key)
}

export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
}
