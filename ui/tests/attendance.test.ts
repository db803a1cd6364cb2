import { expect, test } from 'vitest'
import type { Schemas } from '../src/api/client.ts'
import { attendanceOf } from '../src/form/attendance.ts'
import { signing } from './server.ts'

const at = '2026-11-24T01:00:00Z'
const planned = (more: object) => ({ ...signing.case, stage: 'scheduling', sessions: [{ no: 1, start: at, plannedAt: at, mode: 'video', state: 'planned', ...more }] }) as Schemas['Case']

test('those who are in the room attend, identified as they were on the way in', () => {
  const c = planned({
    presence: [
      { account: 'm', capacity: 'mediator', from: at },
      { account: 'a1', party: 'p1', capacity: 'agent', from: at },
      { account: 'a2', party: 'p2', capacity: 'party', from: at, to: at },
    ],
    arrivals: [{ account: 'a1', party: 'p1', byAgent: true, identified: 'code-and-number' }, { account: 'a2', party: 'p2', identified: 'code-and-number' }],
  })
  expect(attendanceOf(c)).toEqual([{ party: 'p1', identified: 'code-and-number', byAgent: true }])
})

test('a code alone is no way that the record knows: the mediator says how', () => {
  const c = planned({
    presence: [{ account: 'a1', party: 'p1', capacity: 'agent', from: at }, { account: 'a3', party: 'p1', capacity: 'party', from: at }],
    arrivals: [{ account: 'a1', party: 'p1', byAgent: true, identified: 'one-time-code' }],
  })
  expect(attendanceOf(c)).toEqual([{ party: 'p1', identified: '', byAgent: false }])
})

test('where the room tells nothing, every party is asked for', () => {
  for (const c of [planned({}), planned({ mode: 'on-site', presence: [] })]) expect(attendanceOf(c).map((r) => r.party)).toEqual(['p1', 'p2'])
})
