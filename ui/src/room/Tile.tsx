// One person, or the screen that he shows.

import { useRef } from 'react'
import { useWords } from '../words/language.ts'
import type { Devices } from './devices.ts'
import { useDevices, useRoom, useSeen, useStream, useTrackStream } from './hooks.ts'
import { Icon } from './icons.tsx'
import { keyOf, type Participant } from './protocol.ts'
import type { Room } from './room.ts'

interface Props {
  room: Room
  devices: Devices
  person: Participant
  screen: boolean
  large: boolean
  you: boolean
}

export function Tile({ room, devices, person, screen, large, you }: Props) {
  const { t } = useWords()
  const s = useRoom(room)
  const frame = useRef<HTMLLIElement>(null)
  const source = screen ? 'screen' : 'camera'
  const sends = person.sources.find((x) => x.source === source)
  useSeen(frame, `${!!sends}${s.lost}${s.returning}`, (quality) => !you && sends && room.view(person.id, source, screen && quality !== 'off' ? 'high' : quality))
  const speaking = !screen && s.speakers.includes(person.id)
  const silent = !person.sources.some((x) => x.source === 'microphone' && !x.muted)
  const stream = useShown(room, devices, person, source, you)
  // The last picture of a video that comes no more looks as if it still did.
  const withheld = !you && s.degraded.to !== 'none'
  const picture = stream && sends && !sends.muted && !person.away && !withheld
  return (
    <li ref={frame} className={`tile${large ? ' large' : ''}${speaking ? ' speaking' : ''}${screen ? ' screen' : ''}`}>
      {/* Under the picture, which has nothing to show before its first frame. */}
      {!(screen && picture) && <span className="initial" aria-hidden="true">{[...person.name][0]}</span>}
      {picture && <Picture stream={stream} mirrored={you && !screen} />}
      <p className="tile-name">
        {!screen && silent && <span className="muted"><Icon name="microphone" off /><span className="unseen">{t('silent')}</span></span>}
        <span className="tile-who">{person.name}{you && `（${t('you')}）`}</span>
        <small>{screen ? t('showsScreen') : capacityWords(t, person)}</small>
        {speaking && <span className="unseen">{t('speaks')}</span>}
      </p>
      {person.hand && !screen && <p className="tile-hand"><Icon name="hand" /><span className="unseen">{t('handIsUp')}</span></p>}
      {person.away && <p className="tile-away">{t('isAway')}</p>}
    </li>
  )
}

/** Who somebody is here: mediator, agent, or which side. */
export function capacityWords(t: ReturnType<typeof useWords>['t'], p: Participant): string {
  if (p.capacity === 'mediator' || p.capacity === 'observer') return t(`capacity_${p.capacity}`)
  const side = p.side === 'applicant' || p.side === 'respondent' || p.side === 'third-party' ? t(`side_${p.side}`) : ''
  return p.capacity === 'agent' ? side + t('capacity_agent') : side || t('capacity_party')
}

/** One's own picture comes from the device, not over the network. */
function useShown(room: Room, devices: Devices, person: Participant, source: 'camera' | 'screen', you: boolean): MediaStream | null {
  const s = useRoom(room)
  const d = useDevices(devices)
  const own = useTrackStream(you ? (source === 'camera' ? d.cameraTrack : s.screen) : null)
  return you ? own : (s.streams.get(keyOf(person.id, source)) ?? null)
}

function Picture({ stream, mirrored }: { stream: MediaStream; mirrored: boolean }) {
  const video = useStream<HTMLVideoElement>(stream)
  return <video ref={video} className={mirrored ? 'mirrored' : undefined} muted playsInline autoPlay aria-hidden="true" />
}
