// The video room of a session: devices, identity, waiting, the room, and what comes after.

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { useParams } from 'react-router'
import { Refused } from '../api/client.ts'
import { dispute, me, type SeenCase } from '../api/queries.ts'
import { Failure, Loading, NotFound } from '../app/Answers.tsx'
import { isSet } from '../form/dates.ts'
import { loadDraft } from '../form/draft.ts'
import { roomView, type RoomView } from './contract.ts'
import { DeviceStep } from './DeviceStep.tsx'
import { Devices } from './devices.ts'
import { EndPage, NotNow } from './EndPage.tsx'
import { Frame } from './Frame.tsx'
import { IdentityStep } from './IdentityStep.tsx'
import { Inside } from './Inside.tsx'
import type { Seat } from './link.ts'
import { seatName } from './seat.ts'
import type { Ending } from './state.ts'
import '../words/later.ts'
import './room.css'
import './inside.css'

export default function RoomPage() {
  const { id = '', no = '' } = useParams()
  const number = Number(no)
  const view = useQuery({ ...roomView(id, number), enabled: Number.isInteger(number) })
  const seen = useQuery(dispute(id))
  const failed = view.error ?? seen.error
  if (failed) {
    if (failed instanceof Refused && failed.status === 404) return <NotFound />
    if (!view.data || !seen.data) return <Failure error={failed} onRetry={() => { void view.refetch(); void seen.refetch() }} />
  }
  if (!view.data || !seen.data) return <Loading />
  return <Flow key={`${id}/${no}`} id={id} no={number} view={view.data} seen={seen.data} refetch={() => void view.refetch()} />
}

interface FlowProps {
  id: string
  no: number
  view: RoomView
  seen: SeenCase
  refetch: () => void
}

type Step = 'devices' | 'identity' | 'inside'

function Flow({ id, no, view, seen, refetch }: FlowProps) {
  const devices = useOwnDevices()
  const client = useQueryClient()
  const [seat] = useState(() => loadDraft<Seat>(seatName(id, no)))
  const [step, setStep] = useState<Step>(seat ? 'inside' : 'devices')
  const [ending, setEnding] = useState<Ending | null>(null)
  const must = (view.capacity === 'party' || view.capacity === 'agent') && !view.identified
  const onEnd = useCallback((e: Ending) => {
    if (e.why === 'signed-out') client.setQueryData(me.queryKey, null)
    setEnding(e)
    void client.invalidateQueries({ queryKey: roomView(id, no).queryKey })
  }, [client, id, no])
  const signed = isSet(seen.view.case.agreement?.mediatorSignedAt)
  if (!devices) return <Loading />
  const again = () => {
    setEnding(null)
    setStep('devices')
    refetch()
  }
  if (ending?.why === 'identify') {
    // Not confirmed here, whatever was thought: the server wants it (again).
    return <Frame id={id}><IdentityStep id={id} no={no} view={view} onDone={() => { setEnding(null); setStep('inside') }} /></Frame>
  }
  if (ending) return <Frame id={id}><EndPage id={id} ending={ending} state={view.state} signed={signed} onAgain={again} /></Frame>
  if (view.state === 'over') return <Frame id={id}><EndPage id={id} ending={{ why: 'closed' }} state="over" signed={signed} onAgain={again} /></Frame>
  if (step === 'inside') return <Inside id={id} no={no} view={view} seen={seen} devices={devices} onEnd={onEnd} />
  if (step === 'identity') return <Frame id={id} step={2}><IdentityStep id={id} no={no} view={view} onDone={() => setStep('inside')} /></Frame>
  const waits = view.state === 'early' || view.state === 'closed'
  return (
    <Frame id={id} step={1}>
      {waits && <NotNow view={view} />}
      <DeviceStep id={id} no={no} devices={devices} last={!must} disabled={waits} onDone={() => setStep(must ? 'identity' : 'inside')} />
    </Frame>
  )
}

/** The devices belong to this page, and are given back with it. */
function useOwnDevices(): Devices | null {
  const [devices, setDevices] = useState<Devices | null>(null)
  useEffect(() => {
    const made = new Devices()
    setDevices(made)
    return () => made.close()
  }, [])
  return devices
}
