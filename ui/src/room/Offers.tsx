// The figure that one side would settle for, told to nobody. It is kept nowhere: not in the
// page, not in the tab.

import { useState } from 'react'
import { fenOf, money } from '../form/money.ts'
import { useWords } from '../words/language.ts'
import { Ask } from './Ask.tsx'
import { useRoom } from './hooks.ts'
import type { Outcome } from './protocol.ts'
import type { InRoom } from './RoomDesk.tsx'

const most = 10_000_000_000_000

export function Offers({ room, no, seen }: InRoom) {
  const { t } = useWords()
  const s = useRoom(room)
  const side = s.people.find((p) => p.id === s.you)?.side
  const [text, setText] = useState('')
  const [asking, setAsking] = useState(false)
  const [entered, setEntered] = useState(0)
  const fen = fenOf(text)
  const good = Number.isFinite(fen) && fen >= 0 && fen <= most
  const open = s.round?.open
  const enter = async () => {
    setAsking(false)
    if (!(await room.try('offer', { fen }))) return
    setText('')
    setEntered(s.round?.no ?? 0)
  }
  return (
    <section className="card" aria-labelledby="offers">
      <h2 id="offers">{t('offersTitle')}</h2>
      {s.outcome && <OutcomeWords outcome={s.outcome} />}
      {!open && !s.outcome && <p className="quiet">{t('noRound')}</p>}
      {open && (
        <form onSubmit={(e) => { e.preventDefault(); if (good) setAsking(true) }}>
          <p>{t(side === 'applicant' ? 'figureApplicant' : 'figureRespondent')}</p>
          <p className="remark">{t('midpointWarning')}</p>
          {entered === s.round?.no && <p className="success" role="status">{t('figureEntered')}</p>}
          <label htmlFor={`figure-${no}-${seen.view.case.id}`}>{t('figure')}</label>
          <input id={`figure-${no}-${seen.view.case.id}`} inputMode="decimal" autoComplete="off" value={text} onChange={(e) => setText(e.target.value)} />
          {text && !good && <p className="reason">{t('need_badMoney')}</p>}
          <div className="buttons"><button className="first" disabled={!good}>{t('enterFigure')}</button></div>
        </form>
      )}
      {asking && (
        <Ask title={t('figureSure', { amount: money(fen) })} yes={t('enterFigure')} onYes={() => void enter()} onNo={() => setAsking(false)}>
          <p>{t(side === 'applicant' ? 'figureApplicant' : 'figureRespondent')}</p>
          <p>{t('midpointWarning')}</p>
        </Ask>
      )}
    </section>
  )
}

export function OutcomeWords({ outcome }: { outcome: Outcome }) {
  const { t } = useWords()
  const n = Number(outcome.round)
  const matched = outcome.matched === 'yes'
  return (
    <div className={matched ? 'success' : 'remark'} role="status">
      <p><strong>{matched ? t('figuresMet', { n, amount: money(Number(outcome.midpoint)) }) : t('figuresApart', { n })}</strong></p>
      <p>{t(matched ? 'figuresMetWhat' : 'figuresApartWhat')}</p>
    </div>
  )
}
