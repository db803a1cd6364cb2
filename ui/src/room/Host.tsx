// What only the mediator does: the caucus, the timer, the recording, the rounds of figures.

import { useState } from 'react'
import { useWords } from '../words/language.ts'
import { ActsHere } from './ActsHere.tsx'
import { Ask } from './Ask.tsx'
import { useRoom } from './hooks.ts'
import { OutcomeWords } from './Offers.tsx'
import type { InRoom } from './RoomDesk.tsx'

export function Host(props: InRoom) {
  return (
    <>
      <Acts {...props} />
      <Caucus {...props} />
      <Timer {...props} />
      <Recording {...props} />
      <Rounds {...props} />
    </>
  )
}

function Caucus({ room }: InRoom) {
  const { t } = useWords()
  const s = useRoom(room)
  const [ticked, setTicked] = useState<string[]>([])
  const open = [...new Set(s.where.map((w) => w.caucus ?? '').filter(Boolean))]
  const common = s.where.filter((w) => !w.caucus)
  const chosen = ticked.filter((id) => common.some((w) => w.participant === id))
  const others = chosen.filter((id) => id !== s.you)
  const begin = async () => {
    if (await room.caucus(chosen)) setTicked([])
  }
  const tick = (id: string, on: boolean) => setTicked((now) => (on ? [...now.filter((x) => x !== id), id] : now.filter((x) => x !== id)))
  return (
    <section className="card" aria-labelledby="caucus">
      <h2 id="caucus">{t('caucus')}</h2>
      <p className="quiet">{t('caucusWhat')}</p>
      {open.map((name) => (
        <div key={name} className="caucus-open">
          <p><strong>{t(name === s.caucus ? 'caucusHere' : 'caucusOf')}</strong> {s.where.filter((w) => w.caucus === name).map((w) => w.name).join('、')}</p>
          <div className="buttons">
            <button type="button" className="first" onClick={() => void room.endCaucus(name)}>{t('endCaucus')}</button>
            {name !== s.caucus && <button type="button" className="second" onClick={() => void room.caucus([...s.where.filter((w) => w.caucus === name).map((w) => w.participant), s.you], name)}>{t('joinCaucus')}</button>}
          </div>
        </div>
      ))}
      {common.length > 1 && (
        <fieldset className="part">
          <legend>{t('caucusWho')}</legend>
          {common.map((w) => (
            <label key={w.participant} className="tick">
              <input type="checkbox" checked={chosen.includes(w.participant)} onChange={(e) => tick(w.participant, e.target.checked)} />
              <span>{w.name}{w.participant === s.you && `（${t('you')}）`}</span>
            </label>
          ))}
          <button type="button" className="first" disabled={others.length === 0} onClick={() => void begin()}>{t('beginCaucus')}</button>
          {others.length > 0 && !chosen.includes(s.you) && <p className="quiet">{t('caucusWithoutYou')}</p>}
        </fieldset>
      )}
    </section>
  )
}

function Timer({ room }: InRoom) {
  const { t } = useWords()
  const s = useRoom(room)
  const [minutes, setMinutes] = useState('5')
  const [label, setLabel] = useState('')
  const n = Number(minutes)
  const good = Number.isFinite(n) && n > 0 && n <= 1440
  return (
    <section className="card" aria-labelledby="timer">
      <h2 id="timer">{t('timer')}</h2>
      {s.timer ? <button type="button" className="second" onClick={() => void room.try('timer', { seconds: 0 })}>{t('stopTimer')}</button> : (
        <form className="timer-form" onSubmit={(e) => { e.preventDefault(); if (good) void room.try('timer', { seconds: Math.round(n * 60), ...(label.trim() && { label: label.trim() }) }) }}>
          <label>{t('minutes')}<input inputMode="decimal" value={minutes} onChange={(e) => setMinutes(e.target.value)} /></label>
          <label>{t('timerLabel')}<input maxLength={64} value={label} onChange={(e) => setLabel(e.target.value)} /></label>
          <button className="second" disabled={!good}>{t('startTimer')}</button>
        </form>
      )}
    </section>
  )
}

function Recording({ room }: InRoom) {
  const { t } = useWords()
  const s = useRoom(room)
  const { state, missing } = s.recording
  const names = missing.map((id) => s.people.find((p) => p.id === id)?.name).filter(Boolean).join('、')
  return (
    <section className="card" aria-labelledby="recording">
      <h2 id="recording">{t('recordingTitle')}</h2>
      <p className="quiet">{t(`recordingNow_${state}`)}{names && ` ${t('recordingMissing', { names })}`}</p>
      {s.caucus
        ? <p className="remark">{t('noRecordingInCaucus')}</p>
        : state === 'off'
        ? <button type="button" className="second" onClick={() => void room.try('recording', { on: true })}>{t('askToRecord')}</button>
        : <button type="button" className="second" onClick={() => void room.try('recording', { on: false })}>{t('stopRecording')}</button>}
    </section>
  )
}

const rounds = 10

function Rounds({ room }: InRoom) {
  const { t } = useWords()
  const s = useRoom(room)
  const [asking, setAsking] = useState(false)
  const round = s.round
  return (
    <section className="card" aria-labelledby="rounds">
      <h2 id="rounds">{t('offersTitle')}</h2>
      <p className="quiet">{t('roundsWhat')}</p>
      {s.outcome && <OutcomeWords outcome={s.outcome} />}
      {round?.open
        ? <button type="button" className="first" onClick={() => void room.try('offer-round', { open: false })}>{t('closeRound', { n: round.no })}</button>
        : <button type="button" className="second" disabled={(round?.no ?? 0) >= rounds} onClick={() => setAsking(true)}>{t('openRound', { n: (round?.no ?? 0) + 1 })}</button>}
      {asking && (
        <Ask title={t('openRound', { n: (round?.no ?? 0) + 1 })} yes={t('openNow')} onYes={() => { setAsking(false); void room.try('offer-round', { open: true }) }} onNo={() => setAsking(false)}>
          <p>{t('midpointWarning')}</p>
        </Ask>
      )}
    </section>
  )
}

/** What a session is made of; everything else waits on the page of the case. */
const ofSession = ['OpenSession', 'CloseSession', 'DraftAgreement', 'OpenSigning', 'WithdrawDraft']

function Acts({ seen }: InRoom) {
  const { t } = useWords()
  return (
    <section className="card" aria-labelledby="session-acts">
      <h2 id="session-acts">{t('sessionActs')}</h2>
      <ActsHere seen={seen} acts={ofSession} />
      <p className="quiet"><a href={`/cases/${encodeURIComponent(seen.view.case.id)}`} target="_blank" rel="noreferrer">{t('actsElsewhere')}</a></p>
    </section>
  )
}
