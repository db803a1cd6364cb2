// Everybody as a tile; on a phone, and beside a shared screen, one of them large.

import { useMemo, useRef } from 'react'
import { useWords } from '../words/language.ts'
import type { Devices } from './devices.ts'
import { bestGrid } from './grid.ts'
import { useMatches, useRoom, useSize } from './hooks.ts'
import { keyOf, type Participant } from './protocol.ts'
import type { Room, Snapshot } from './room.ts'
import { Tile } from './Tile.tsx'

interface Shown {
  key: string
  person: Participant
  screen: boolean
}

export function tilesOf(people: Participant[]): Shown[] {
  const shown = people.map((person) => ({ key: person.id, person, screen: false }))
  const screens = people.filter((p) => p.sources.some((x) => x.source === 'screen'))
  return [...screens.map((person) => ({ key: keyOf(person.id, 'screen'), person, screen: true })), ...shown]
}

export function Tiles({ room, devices }: { room: Room; devices: Devices }) {
  const { t } = useWords()
  const s = useRoom(room)
  const phone = useMatches('(max-width: 60rem)')
  const tiles = useMemo(() => tilesOf(s.people), [s.people])
  const large = useLarge(s, tiles)
  const speaker = tiles.length > 1 && (phone || tiles.some((x) => x.screen))
  const [list, size] = useSize<HTMLUListElement>()
  const others = tiles.length - 1
  return (
    <ul ref={list} className={speaker ? 'tiles speaker' : 'tiles'} style={speaker ? strip(others) : even(size, tiles.length)} aria-label={t('peopleHere')} tabIndex={speaker ? 0 : undefined}>
      {tiles.map((x) => (
        <Tile key={x.key} room={room} devices={devices} person={x.person} screen={x.screen} large={speaker && x.key === large} you={x.person.id === s.you} />
      ))}
    </ul>
  )
}

/** One large, the others in rows of at most four. */
const strip = (others: number) => ({ '--columns': Math.min(4, Math.max(3, others)), '--span': Math.min(3, others) }) as React.CSSProperties

function even(size: { width: number; height: number }, n: number): React.CSSProperties {
  const g = bestGrid(size.width, size.height, Math.max(1, n))
  return g.width > 0 ? { gridTemplateColumns: `repeat(${g.columns}, ${g.width}px)`, gridAutoRows: g.height } : {}
}

/** The shared screen, or who spoke last; oneself only when nobody else is there. */
function useLarge(s: Snapshot, tiles: Shown[]): string {
  const last = useRef('')
  const screen = tiles.find((x) => x.screen)
  if (screen) return screen.key
  const others = tiles.filter((x) => x.person.id !== s.you)
  const speaking = s.speakers.find((id) => others.some((x) => x.key === id))
  if (speaking) last.current = speaking
  if (others.some((x) => x.key === last.current)) return last.current
  return (others.find((x) => x.person.capacity === 'mediator') ?? others[0] ?? tiles[0])?.key ?? ''
}
