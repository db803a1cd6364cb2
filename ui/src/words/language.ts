// The language of the pages: chosen once and remembered.

import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import type { Text } from '../api/client.ts'
import { en } from './en.ts'
import { zh, type Words } from './zh.ts'

export type Language = 'zh' | 'en'
export type Word = keyof Words

const store = 'language'

function remembered(): Language {
  try {
    return localStorage.getItem(store) === 'en' ? 'en' : 'zh'
  } catch {
    return 'zh'
  }
}

void i18next.init({
  lng: remembered(),
  fallbackLng: 'zh',
  initAsync: false,
  resources: { zh: { translation: zh }, en: { translation: en } },
  interpolation: { escapeValue: false }, // React escapes
  keySeparator: false,
  nsSeparator: false,
})

const mark = () => {
  document.documentElement.lang = i18next.language === 'en' ? 'en' : 'zh-CN'
}
mark()

export async function setLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language)
  mark()
  try {
    localStorage.setItem(store, language)
  } catch {
    // Not remembered then.
  }
}

const subscribe = (changed: () => void) => {
  i18next.on('languageChanged', changed)
  return () => i18next.off('languageChanged', changed)
}

export interface Speaker {
  language: Language
  /** A wording of these pages. */
  t: (word: Word, values?: Record<string, string | number>) => string
  /** A wording that the server gave in both languages. */
  say: (text?: Text | null) => string
}

const t: Speaker['t'] = (word, values) => i18next.t(word, values ?? {})

const speakers: Record<Language, Speaker> = {
  zh: { language: 'zh', t, say: (text) => text?.zh ?? '' },
  en: { language: 'en', t: (word, values) => t(word, values), say: (text) => text?.en || (text?.zh ?? '') },
}

export function useWords(): Speaker {
  return speakers[useSyncExternalStore(subscribe, () => (i18next.language === 'en' ? 'en' : 'zh'))]
}
