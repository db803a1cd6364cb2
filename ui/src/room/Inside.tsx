// From the moment of going in: the connection, and which page its state calls for.

import { useEffect, useState } from 'react'
import type { SeenCase } from '../api/queries.ts'
import { dropDraft, loadDraft, saveDraft } from '../form/draft.ts'
import { Loading } from '../app/Answers.tsx'
import { socketAddress, ticketFor, type RoomView } from './contract.ts'
import type { Devices } from './devices.ts'
import { useRoom, useWakeLock } from './hooks.ts'
import type { Seat } from './link.ts'
import { Room } from './room.ts'
import { RoomDesk } from './RoomDesk.tsx'
import { seatName } from './seat.ts'
import { recordingNotice } from './sound.ts'
import type { Ending } from './state.ts'
import { WaitingRoom } from './WaitingRoom.tsx'

interface Props {
  id: string
  no: number
  view: RoomView
  seen: SeenCase
  devices: Devices
  onEnd: (ending: Ending) => void
}

export function Inside({ id, no, view, seen, devices, onEnd }: Props) {
  const room = useOwnRoom(id, no, view.capacity, devices)
  return room ? <Connected room={room} no={no} view={view} seen={seen} devices={devices} onEnd={onEnd} /> : <Loading />
}

function useOwnRoom(id: string, no: number, capacity: RoomView['capacity'], devices: Devices): Room | null {
  const [room, setRoom] = useState<Room | null>(null)
  useEffect(() => {
    const name = seatName(id, no)
    const made = new Room(devices, {
      capacity, ticket: () => ticketFor(id, no), address: (path) => socketAddress(path, location.href),
      keep: (seat) => (seat ? saveDraft<Seat>(name, seat) : dropDraft(name)), onAudible: recordingNotice,
    })
    if (capacity !== 'observer') void devices.open()
    made.enter(loadDraft<Seat>(name))
    setRoom(made)
    return () => made.close()
  }, [id, no, capacity, devices])
  return room
}

interface ConnectedProps extends Omit<Props, 'id'> {
  room: Room
}

function Connected({ room, no, view, seen, devices, onEnd }: ConnectedProps) {
  const s = useRoom(room)
  useWakeLock()
  useEffect(() => {
    if (s.phase === 'ended' && s.ending) onEnd(s.ending)
  }, [s.phase, s.ending, onEnd])
  useEffect(() => {
    // Whoever looks at another page has left; the seat is kept, and taken again on return.
    const warn = (e: BeforeUnloadEvent) => room.read().outbox.length > 0 && e.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [room])
  if (s.phase === 'in') return <RoomDesk room={room} no={no} view={view} seen={seen} devices={devices} />
  if (s.phase === 'ended') return <Loading />
  return <WaitingRoom room={room} id={seen.view.case.id} view={view} devices={devices} />
}
