// The recording: a red sign while it runs, the question whether one consents, and the way
// to take the consent back, which is always at hand.

import { useState } from 'react'
import { useWords } from '../words/language.ts'
import { Ask } from './Ask.tsx'
import type { Capacity } from './contract.ts'
import { useRoom } from './hooks.ts'
import type { Room } from './room.ts'

export function RecordingSign({ room, capacity }: { room: Room; capacity: Capacity }) {
  const { t } = useWords()
  const s = useRoom(room)
  const [asking, setAsking] = useState(false)
  const { state, consented } = s.recording
  if (state === 'off') return null
  const mine = consented.includes(s.you)
  const stop = () => {
    setAsking(false)
    void (capacity === 'mediator' ? room.try('recording', { on: false }) : room.try('consent', { given: false }))
  }
  return (
    <div className={`recording ${state}`}>
      <p role="status">{t(`recording_${state}`)}</p>
      {mine && <button type="button" className="plain" onClick={() => setAsking(true)}>{t(capacity === 'mediator' ? 'stopRecording' : 'withdrawConsent')}</button>}
      {asking && (
        <Ask title={t(capacity === 'mediator' ? 'stopRecordingTitle' : 'withdrawTitle')} yes={t(capacity === 'mediator' ? 'stopRecording' : 'withdrawConsent')} onYes={stop} onNo={() => setAsking(false)}>
          <p>{t('withdrawWhat')}</p>
        </Ask>
      )}
    </div>
  )
}

/** Asked once for each time that the mediator asks; whoever put it off finds it at the sign. */
export function RecordingConsent({ room, capacity }: { room: Room; capacity: Capacity }) {
  const { t } = useWords()
  const s = useRoom(room)
  const [refused, setRefused] = useState('')
  const { state, missing } = s.recording
  const wanted = state !== 'off' && missing.includes(s.you) && capacity !== 'mediator' && !s.lost
  // A new place, or a recording that is asked for anew, is another question.
  const question = wanted ? `${s.caucus}/${s.you}` : ''
  if (!wanted && refused !== '') setRefused('')
  if (!wanted) return null
  if (refused === question) return <button type="button" className="second consent-again" onClick={() => setRefused('')}>{t('recordingAskedAgain')}</button>
  return (
    <Ask title={t('consentTitle')} yes={t('consentYes')} no={t('consentNo')} onYes={() => void room.try('consent', { given: true })} onNo={() => setRefused(question)}>
      <p>{t(s.caucus ? 'consentCaucus' : 'consentWhat')}</p>
      <ul className="lines">{(['consent1', 'consent2', 'consent3', 'consent4'] as const).map((w) => <li key={w}>{t(w)}</li>)}</ul>
    </Ask>
  )
}
