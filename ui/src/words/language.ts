// The language of the pages: chosen once and remembered.

import { useSyncExternalStore } from 'react'
import type { Text } from '../api/client.ts'
import { en, one } from './en.ts'
import { zh, type Words } from './zh.ts'
import type { zhLater } from './zhLater.ts'

export type Language = 'zh' | 'en'
export type Word = keyof Words | keyof typeof zhLater

const store = 'language'
const listeners = new Set<() => void>()
let current: Language = remembered()
mark()

function remembered(): Language {
  try {
    return localStorage.getItem(store) === 'en' ? 'en' : 'zh'
  } catch {
    return 'zh'
  }
}

function mark(): void {
  document.documentElement.lang = current === 'en' ? 'en' : 'zh-CN'
}

export function setLanguage(language: Language): void {
  current = language
  mark()
  try {
    localStorage.setItem(store, language)
  } catch {
    // Not remembered then.
  }
  for (const changed of listeners) changed()
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed)
  return () => listeners.delete(changed)
}

export interface Speaker {
  language: Language
  /** A wording of these pages; {{name}} stands for a value. */
  t: (word: Word, values?: Record<string, string | number>) => string
  /** A wording that the server gave in both languages. */
  say: (text?: Text | null) => string
}

const known: Record<Language, Record<string, string>> = { zh: { ...zh }, en: { ...en } }

/** Pages that are loaded later bring their wordings along. */
export function learn(more: Record<Language, Record<string, string>>): void {
  Object.assign(known.zh, more.zh)
  Object.assign(known.en, more.en)
}

const fill = (wording: string, values: Record<string, string | number> = {}): string =>
  wording.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))

export const speakers: Record<Language, Speaker> = {
  zh: { language: 'zh', t: (word, values) => fill(known.zh[word] ?? '', values), say: (text) => text?.zh ?? '' },
  en: {
    language: 'en',
    t: (word, values) => fill((values?.['n'] === 1 && one[word as keyof Words]) || (known.en[word] ?? ''), values),
    say: (text) => text?.en || (text?.zh ?? ''),
  },
}

export function useWords(): Speaker {
  return speakers[useSyncExternalStore(subscribe, () => current)]
}
