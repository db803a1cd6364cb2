// After a node died everybody waits anew at another one, and nobody is in a caucus. The
// mediator's page knows how it was, and brings people back to where they were. Only to
// where they were: whoever was not in stays in the waiting room.

import type { Participant, Whereabouts } from './protocol.ts'
import type { RoomState } from './state.ts'

/** Somebody, whatever number the node gives him. */
export const personOf = (p: Participant): string => [p.capacity, p.side ?? '', p.party ?? '', p.name].join('|')

export interface Seating {
  /** Who was in, and in which caucus. */
  people: Map<string, string>
  timer: RoomState['timer']
  recorded: boolean
}

/** How it is now: taken down again and again while all is well. */
export function seatingOf(known: Map<string, Participant>, where: Whereabouts[], s: RoomState): Seating {
  const people = new Map<string, string>()
  for (const w of where) {
    const p = known.get(w.participant)
    if (p) people.set(personOf(p), w.caucus ?? '')
  }
  return { people, timer: s.timer, recorded: s.recording.state !== 'off' }
}

export type Deed =
  | { type: 'admit'; fields: { participant: string } }
  | { type: 'caucus'; was: string; fields: { caucus?: string; participants: string[] } }

/** The next thing to do, or null where everybody who is here is where he was. */
export function nextDeed(was: Seating, s: RoomState, known: Map<string, Participant>, names: Map<string, string>): Deed | null {
  for (const w of s.waiting) {
    if (was.people.has(personOf(w))) return { type: 'admit', fields: { participant: w.id } }
  }
  for (const w of s.where) {
    const caucus = placeOf(was, known, w)
    if (!caucus || w.caucus) continue
    const name = names.get(caucus)
    const together = s.where.filter((o) => (name ? o.caucus === name : false) || (!o.caucus && placeOf(was, known, o) === caucus))
    return { type: 'caucus', was: caucus, fields: { ...(name && { caucus: name }), participants: together.map((o) => o.participant) } }
  }
  return null
}

function placeOf(was: Seating, known: Map<string, Participant>, w: Whereabouts): string {
  const p = known.get(w.participant)
  return (p && was.people.get(personOf(p))) ?? ''
}
