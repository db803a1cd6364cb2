// What has to be known now: a lost connection, a poor one, who waits, a refusal, and how
// far the agreement is.

import { useEffect, useRef } from 'react'
import { useWords, type Word } from '../words/language.ts'
import { Help } from './DeviceStep.tsx'
import { useDevices, useRoom } from './hooks.ts'
import type { Tab } from './Panel.tsx'
import type { InRoom } from './RoomDesk.tsx'
import { hasSignedAlready } from '../signing/SignedPage.tsx'
import { doorbell } from './sound.ts'
import { capacityWords } from './Tile.tsx'

interface Props extends InRoom {
  tab: Tab | null
  onOpen: (tab: Tab) => void
}

export function Banners({ room, no, view, seen, devices, tab, onOpen }: Props) {
  const { t, say } = useWords()
  const s = useRoom(room)
  const d = useDevices(devices)
  const observer = view.capacity === 'observer'
  const trouble = observer ? null : (['microphone', 'camera'] as const).find((k) => d[k] && d.trouble[k])
  return (
    <div className="banners">
      {s.lost && <p className="banner" role="status">{t('connectingAgain')}<small>{t('nothingLost')}</small></p>}
      {!s.lost && s.returning && <Returning {...{ room, caucus: s.caucus !== '' }} />}
      {!s.lost && s.degraded.to !== 'none' && <Degraded to={s.degraded.to} reason={s.degraded.reason} onOpen={onOpen} />}
      {view.capacity === 'mediator' && <Waiting room={room} />}
      {s.round?.open && view.capacity !== 'mediator' && view.authority?.special !== false && <p className="banner"><span>{t('roundIsOpen', { n: s.round.no })}</span><button type="button" className="second" onClick={() => onOpen('offers')}>{t('enterFigure')}</button></p>}
      {tab !== 'host' && <Opening room={room} no={no} seen={seen} onOpen={onOpen} />}
      {tab !== 'sign' && <Agreement seen={seen} onOpen={onOpen} tab={tab} />}
      {trouble && <details className="banner"><summary>{t(`trouble_${d.trouble[trouble] ?? 'busy'}`, { name: t(trouble) })}</summary><Help kind={trouble} trouble={d.trouble[trouble] ?? 'busy'} devices={devices} /></details>}
      {s.refusal && <p className="banner refused" role="alert"><span>{say(s.refusal.words)}</span><button type="button" className="plain" onClick={() => room.forgive()}>{t('close')}</button></p>}
    </div>
  )
}

/** Less gets through; in writing and by photos one can go on at once. */
function Degraded({ to, reason, onOpen }: Pick<Props, 'onOpen'> & { to: 'audio' | 'text'; reason: string | undefined }) {
  const { t } = useWords()
  return (
    <p className="banner" role="status">
      <span>{t(`degraded_${to}`)}<small>{reasonOf(t, reason)}{t('degradedWhy')}</small></span>
      {to === 'text' && <button type="button" className="second" onClick={() => onOpen('chat')}>{t('tab_chat')}</button>}
      {to === 'text' && <button type="button" className="second" onClick={() => onOpen('papers')}>{t('sendPhotos')}</button>}
    </p>
  )
}

/** Why less gets through: what one can do about it depends on that. */
function reasonOf(t: (word: Word) => string, reason: string | undefined): string {
  switch (reason) {
    case 'bandwidth':
    case 'loss': return t(`degradedBy_${reason}`)
    case 'connection':
    case 'no-answer': return t('degradedBy_connection')
  }
  return ''
}

/** Talk that nobody opened is in no record. */
function Opening({ room, no, seen, onOpen }: Pick<Props, 'room' | 'no' | 'seen' | 'onOpen'>) {
  const { t } = useWords()
  const s = useRoom(room)
  const opens = seen.view.allowedActs?.find((a) => a.act === 'OpenSession')
  const planned = seen.view.case.sessions?.find((x) => x.no === no)?.state === 'planned'
  if (!opens || !planned || s.people.length < 2) return null
  return (
    <p className="banner" role="status">
      <span>{t('openNowWhenAll')}</span>
      <button type="button" className="second" onClick={() => onOpen('host')}>{t('tab_host')}</button>
    </p>
  )
}

/** The text is drafted and signed while all are here; the tab alone would be overlooked. */
function Agreement({ seen, tab, onOpen }: Pick<Props, 'seen' | 'tab' | 'onOpen'>) {
  const { t } = useWords()
  const { view } = seen
  const mediator = view.role === 'mediator'
  if (view.case.stage === 'drafting') {
    return (
      <p className="banner" role="status">
        <span>{t(mediator ? 'draftNow' : 'beingDrafted')}</span>
        {mediator && tab !== 'host' && <button type="button" className="second" onClick={() => onOpen('host')}>{t('tab_host')}</button>}
      </p>
    )
  }
  if (view.case.stage !== 'signing') return null
  if (hasSignedAlready(view)) return <p className="banner" role="status">{t('youHaveSigned')}<small>{t('othersSign')}</small></p>
  if (!view.allowedActs?.some((a) => a.act === 'SignAgreement')) return mediator ? <p className="banner" role="status">{t('partiesSignFirst')}</p> : null
  return (
    <p className="banner" role="status">
      <span>{t(mediator ? 'allSignedNowYou' : 'textIsSettled')}</span>
      <button type="button" className="first" onClick={() => onOpen('sign')}>{t('tab_sign')}</button>
    </p>
  )
}

/** In again, and not where one was: nobody is to hear in the common room what belongs to a caucus. */
function Returning({ room, caucus }: { room: InRoom['room']; caucus: boolean }) {
  const { t } = useWords()
  return (
    <p className="banner" role="status">
      <span>{t(caucus ? 'returningToCaucus' : 'returning')}</span>
      {caucus && <button type="button" className="second" onClick={() => room.goOnInCommon()}>{t('goOnInCommon')}</button>}
    </p>
  )
}

function Waiting({ room }: { room: InRoom['room'] }) {
  const { t } = useWords()
  const { waiting } = useRoom(room)
  const before = useRef(0)
  useEffect(() => {
    if (waiting.length > before.current) doorbell()
    before.current = waiting.length
  }, [waiting.length])
  return waiting.map((w) => (
    <p key={w.id} className="banner waits">
      <span>{t('waitsOutside', { name: w.name, who: capacityWords(t, w) })}</span>
      <button type="button" className="first" onClick={() => void room.try('admit', { participant: w.id })}>{t('admit')}<span className="unseen"> {w.name}</span></button>
    </p>
  ))
}
