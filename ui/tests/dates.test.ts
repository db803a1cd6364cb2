import { expect, test } from 'vitest'
import { dateWords, dayOf, daysBetween, durationWords, instantOf, isSet, lastDayOf, momentWords, weekdayOf } from '../src/form/dates.ts'

test('a day is a day in Beijing', () => {
  expect(dayOf('2026-11-24T15:59:59Z')).toBe('2026-11-24')
  expect(dayOf('2026-11-24T16:00:00Z')).toBe('2026-11-25')
})

test('a period that is over at midnight had its last day before', () => {
  expect(lastDayOf('2026-11-25T00:00:00+08:00')).toBe('2026-11-24')
})

test('days are told with their weekdays in both languages', () => {
  expect(dateWords('2026-11-24', 'zh')).toBe('2026年11月24日')
  expect(dateWords('2026-11-24', 'en')).toBe('24 Nov 2026')
  expect(weekdayOf('2026-11-24', 'zh')).toBe('周二')
  expect(weekdayOf('1969-12-31', 'en')).toBe('Wed')
  expect(momentWords('2026-11-24T01:05:00Z', 'zh')).toBe('2026年11月24日 09:05')
})

test('days between days', () => {
  expect(daysBetween('2026-11-24', '2026-11-30')).toBe(6)
  expect(daysBetween('2026-12-31', '2026-12-30')).toBe(-1)
  expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2)
})

test('a local time is one in Beijing', () => {
  expect(instantOf('2026-11-25T09:30')).toBe('2026-11-25T09:30:00+08:00')
  expect(instantOf('2026-11-25T09:30:15')).toBe('2026-11-25T09:30:15+08:00')
  expect(instantOf('tomorrow')).toBe('')
})

test("Go's zero time is none", () => {
  expect(isSet('0001-01-01T00:00:00Z')).toBe(false)
  expect(isSet(undefined)).toBe(false)
  expect(isSet('2026-11-24T00:00:00Z')).toBe(true)
})

test('durations in words', () => {
  expect(durationWords('2s', 'zh')).toBe('2秒')
  expect(durationWords('1h0m0s', 'zh')).toBe('1小时')
  expect(durationWords('1m30s', 'en')).toBe('1 min 30 s')
  expect(durationWords('500ms', 'zh')).toBe('500毫秒')
})
