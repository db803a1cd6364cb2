// Days and moments in Beijing, a fixed +8 zone, whatever the zone of the device.

import type { Language } from '../words/language.ts'

const beijing = 8 * 3600_000
const day = 86_400_000
const weekdays: Record<Language, string[]> = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
}
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The day in Beijing of an instant, as 2026-11-24. */
export function dayOf(instant: string | number): string {
  return new Date(new Date(instant).getTime() + beijing).toISOString().slice(0, 10)
}

/** The last day of a period that is over at an instant: midnight after that day. */
export const lastDayOf = (due: string): string => dayOf(new Date(due).getTime() - 1)

const numberOf = (date: string): number => Math.round(Date.parse(date + 'T00:00:00Z') / day)

/** How many days from one day to another; negative if it has passed. */
export const daysBetween = (from: string, to: string): number => numberOf(to) - numberOf(from)

export const weekdayOf = (date: string, language: Language): string =>
  weekdays[language][(((numberOf(date) + 4) % 7) + 7) % 7] ?? ''

/** A day in words: 2026年11月24日, or 24 Nov 2026. */
export function dateWords(date: string, language: Language): string {
  const [y, m, d] = date.split('-').map(Number)
  if (!y || !m || !d) return ''
  return language === 'zh' ? `${y}年${m}月${d}日` : `${d} ${months[m - 1]} ${y}`
}

/** An instant in words, to the minute. */
export function momentWords(instant: string, language: Language): string {
  const local = new Date(new Date(instant).getTime() + beijing).toISOString()
  return `${dateWords(local.slice(0, 10), language)} ${local.slice(11, 16)}`
}

/** The hour in Beijing, to the second. */
export const hourWords = (instant: string): string => new Date(new Date(instant).getTime() + beijing).toISOString().slice(11, 19)

/** What an <input type="datetime-local"> holds, as an instant in Beijing; empty if it is none. */
export function instantOf(local: string): string {
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(:\d{2})?$/.exec(local)
  return match ? `${match[1]}${match[2] ?? ':00'}+08:00` : ''
}

const unset = '0001-01-01'

/** Tells whether the server gave a time at all: Go's zero time is none. */
export const isSet = (instant?: string | null): instant is string => !!instant && !instant.startsWith(unset)

const units: [RegExp, Record<Language, string>][] = [
  [/(\d+)h/, { zh: '小时', en: ' h' }],
  [/(\d+)m(?!s)/, { zh: '分钟', en: ' min' }],
  [/([\d.]+)s/, { zh: '秒', en: ' s' }],
  [/([\d.]+)ms/, { zh: '毫秒', en: ' ms' }],
]

/** A Go duration such as 1h0m0s in words. */
export function durationWords(duration: string, language: Language): string {
  return units
    .map(([pattern, name]) => [pattern.exec(duration)?.[1], name[language]] as const)
    .filter(([n]) => n && Number(n) > 0)
    .map(([n, name]) => n + name)
    .join(language === 'zh' ? '' : ' ')
}
