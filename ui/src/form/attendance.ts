// Who attends a session that is being opened, as far as the case knows.

import type { Schemas } from '../api/client.ts'
import { isSet } from './dates.ts'

type Row = { party: string; identified: string; byAgent: boolean }

/** By video: the parties who are in the room, with how they were identified on the way in
 * where that is one of the ways that the record knows. Otherwise every party is asked for. */
export function attendanceOf(c: Schemas['Case']): Row[] {
  const parties = c.parties ?? []
  const rows = parties.map((p) => ({ party: p.id ?? '', identified: '', byAgent: false }))
  const session = c.sessions?.find((s) => s.state === 'planned' && s.mode === 'video')
  const inRoom = (session?.presence ?? []).filter((x) => x.party && !isSet(x.to))
  if (inRoom.length === 0) return rows
  return rows.filter((r) => inRoom.some((x) => x.party === r.party)).map((r) => {
    const there = inRoom.filter((x) => x.party === r.party)
    const arrivals = (session?.arrivals ?? []).filter((a) => there.some((x) => x.account === a.account))
    const sure = arrivals.some((a) => a.identified === 'code-and-number')
    // Where the party himself is there too, he attends in person.
    return { ...r, identified: sure ? 'code-and-number' : '', byAgent: there.every((x) => x.capacity === 'agent') }
  })
}
