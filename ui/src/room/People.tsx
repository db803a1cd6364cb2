// Who is here and who waits; for the mediator, what can be done about each.

import { useState } from 'react'
import { useWords } from '../words/language.ts'
import { Ask } from './Ask.tsx'
import { Choice } from './DeviceStep.tsx'
import { useRoom } from './hooks.ts'
import type { Participant } from './protocol.ts'
import type { InRoom } from './RoomDesk.tsx'
import { mayChooseSpeaker } from './sound.ts'
import { capacityWords } from './Tile.tsx'

export function People({ room, view, devices }: InRoom) {
  const { t } = useWords()
  const s = useRoom(room)
  const [removing, setRemoving] = useState<Participant | null>(null)
  const mediator = view.capacity === 'mediator'
  const elsewhere = mediator ? s.where.filter((w) => !s.people.some((p) => p.id === w.participant)) : []
  return (
    <>
      {mediator && <Waiting room={room} people={s.waiting} onRemove={setRemoving} />}
      <section className="card" aria-labelledby="people-here">
        <h2 id="people-here">{t('peopleHere')}<small>{t('peopleCount', { n: s.people.length })}</small></h2>
        <ul className="plain-list people">{s.people.map((p) => <Person key={p.id} room={room} person={p} you={p.id === s.you} mediator={mediator} onRemove={setRemoving} />)}</ul>
        {elsewhere.length > 0 && <p className="quiet">{t('elsewhere', { names: elsewhere.map((w) => w.name).join('、') })}</p>}
      </section>
      {view.capacity !== 'observer' && (
        <section className="card" aria-labelledby="own-devices">
          <h2 id="own-devices">{t('ownDevices')}</h2>
          <label>{t('camera')}<Choice devices={devices} kind="camera" /></label>
          <label>{t('microphone')}<Choice devices={devices} kind="microphone" /></label>
          {mayChooseSpeaker() && <label>{t('speaker')}<Choice devices={devices} kind="speaker" /></label>}
        </section>
      )}
      {removing && <Removal room={room} person={removing} onDone={() => setRemoving(null)} />}
    </>
  )
}

interface WaitingProps {
  room: InRoom['room']
  people: Participant[]
  onRemove: (p: Participant) => void
}

function Waiting({ room, people, onRemove }: WaitingProps) {
  const { t } = useWords()
  return (
    <section className="card" aria-labelledby="people-waiting">
      <h2 id="people-waiting">{t('waitingRoom')}</h2>
      {people.length === 0 && <p className="quiet">{t('nobodyWaits')}</p>}
      <ul className="plain-list people">
        {people.map((p) => (
          <li key={p.id}>
            <strong>{p.name}</strong> <span className="tag">{capacityWords(t, p)}</span>
            <div className="buttons">
              <button type="button" className="first" onClick={() => void room.try('admit', { participant: p.id })}>{t('admit')}<span className="unseen"> {p.name}</span></button>
              <button type="button" className="second" onClick={() => onRemove(p)}>{t('turnAway')}<span className="unseen"> {p.name}</span></button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface PersonProps {
  room: InRoom['room']
  person: Participant
  you: boolean
  mediator: boolean
  onRemove: (p: Participant) => void
}

function Person({ room, person: p, you, mediator, onRemove }: PersonProps) {
  const { t } = useWords()
  const sending = (source: string) => p.sources.some((x) => x.source === source && !x.muted)
  const state = [
    !sending('microphone') && t('silent'), !sending('camera') && t('unseenPerson'), p.away && t('isAway'),
  ].filter(Boolean).join(' · ')
  return (
    <li>
      <strong>{p.name}</strong>{you && `（${t('you')}）`} <span className="tag">{capacityWords(t, p)}</span> {p.hand && <span className="tag own">{t('handIsUp')}</span>}
      {state && <p className="quiet">{state}</p>}
      {mediator && !you && (
        <div className="person-tools">
          {sending('microphone') && <button type="button" className="plain" onClick={() => void room.try('mute', { participant: p.id, source: 'microphone', muted: true })}>{t('muteThem')}<span className="unseen"> {p.name}</span></button>}
          {sending('camera') && <button type="button" className="plain" onClick={() => void room.try('mute', { participant: p.id, source: 'camera', muted: true })}>{t('hideThem')}<span className="unseen"> {p.name}</span></button>}
          {p.hand && <button type="button" className="plain" onClick={() => void room.try('hand', { participant: p.id, raised: false })}>{t('lowerTheirHand')}<span className="unseen"> {p.name}</span></button>}
          <button type="button" className="plain" onClick={() => onRemove(p)}>{t('removeThem')}<span className="unseen"> {p.name}</span></button>
        </div>
      )}
    </li>
  )
}

function Removal({ room, person, onDone }: { room: InRoom['room']; person: Participant; onDone: () => void }) {
  const { t } = useWords()
  const [reason, setReason] = useState('')
  const remove = async () => {
    if (await room.try('remove', { participant: person.id, reason: reason.trim() })) onDone()
  }
  return (
    <Ask title={t('removeTitle', { name: person.name })} yes={t('removeThem')} danger disabled={!reason.trim()} onYes={() => void remove()} onNo={onDone}>
      <p>{t('removeWhat')}</p>
      <label>{t('removeReason')}<textarea rows={2} maxLength={200} value={reason} onChange={(e) => setReason(e.target.value)} /></label>
    </Ask>
  )
}
