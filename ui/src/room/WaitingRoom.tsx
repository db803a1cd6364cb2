// Waiting to be let in: nothing to do, and nothing to worry about.

import { Link } from 'react-router'
import { useWords } from '../words/language.ts'
import type { RoomView } from './contract.ts'
import type { Devices } from './devices.ts'
import { Frame } from './Frame.tsx'
import { useDevices, useRoom } from './hooks.ts'
import { Level } from './Level.tsx'
import { OwnPicture } from './OwnPicture.tsx'
import type { Room } from './room.ts'

export function WaitingRoom({ room, id, view, devices }: { room: Room; id: string; view: RoomView; devices: Devices }) {
  const { t } = useWords()
  const s = useRoom(room)
  const d = useDevices(devices)
  const waits = s.phase === 'waiting' && !s.lost
  const state = s.lost ? 'connectingAgain' : waits ? 'pleaseWait' : s.slow ? 'connectingSlow' : 'connecting'
  const slow = state === 'connectingSlow'
  return (
    <Frame id={id}>
      <div className="narrow waiting-room">
        <div role="status">
          <h1>{t(state)}</h1>
          <p>{t(`${state}Why`)}</p>
        </div>
        <OwnPicture devices={devices} />
        <p className="quiet">{view.name} · {t(`capacity_${view.capacity}`)}</p>
        {d.microphoneTrack && d.microphone && <Level track={d.microphoneTrack} />}
        <div className="buttons">
          {slow && <button type="button" className="first" onClick={() => room.retry()}>{t('connectAnew')}</button>}
          {slow
            ? <Link className="second as-button" to={`/cases/${id}`}>{t('backToCase')}</Link>
            : <button type="button" className="second" onClick={() => room.leave()}>{t('waitNoMore')}</button>}
        </div>
      </div>
    </Frame>
  )
}
