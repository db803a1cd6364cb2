// The room itself: who is there, what one can do, and the panel beside it.

import { useCallback, useEffect, useState } from 'react'
import type { SeenCase } from '../api/queries.ts'
import { isSet } from '../form/dates.ts'
import { LanguageSwitch } from '../app/Shell.tsx'
import { useWords } from '../words/language.ts'
import { Banners } from './Banners.tsx'
import { Bar } from './Bar.tsx'
import type { RoomView } from './contract.ts'
import type { Devices } from './devices.ts'
import { clockWords, useNow, useRoom } from './hooks.ts'
import { News } from './News.tsx'
import { Panel, type Tab } from './Panel.tsx'
import { RecordingConsent, RecordingSign } from './RecordingSign.tsx'
import type { Room } from './room.ts'
import { Sounds } from './Sounds.tsx'
import { Tiles } from './Tiles.tsx'

export interface InRoom {
  room: Room
  no: number
  view: RoomView
  seen: SeenCase
  devices: Devices
}

export function RoomDesk(props: InRoom) {
  const { room, view, seen, devices } = props
  const { t } = useWords()
  const s = useRoom(room)
  const [tab, setTab] = useState<Tab | null>(() => (globalThis.matchMedia?.('(min-width: 60rem)').matches ? 'people' : null))
  useEffect(() => {
    document.getElementById('main')?.focus({ preventScroll: true })
  }, [])
  // A page that the mediator shows comes up, unless one is just writing or signing.
  const byMediator = s.people.some((p) => p.id === s.pointer?.from && p.capacity === 'mediator')
  const shown = s.pointer && byMediator && `${s.pointer.document}/${s.pointer.from}`
  useEffect(() => {
    if (shown && view.capacity !== 'mediator' && !isWriting()) setTab((now) => (now === 'sign' ? now : 'papers'))
  }, [shown, view.capacity])
  const close = useCallback(() => setTab(null), [])
  return (
    <div className={`room${s.caucus ? ' in-caucus' : ''}${tab ? ' with-panel' : ''}${tab === 'sign' ? ' signs' : ''}`}>
      <header className="room-top">
        <div className="room-name">
          <h1>{seen.view.case.courtNumber || seen.view.case.number || t('roomTitle')}</h1>
          <Duration began={openedAt(seen, props.no) || s.began} timer={s.timer} />
        </div>
        <RecordingSign room={room} capacity={view.capacity} />
        <LanguageSwitch />
      </header>
      {s.caucus && <p className="caucus-words" role="status">{t('caucusWords')}<small>{t('caucusWordsMore')}</small></p>}
      <div className="stage" id="main" role="main" aria-label={t('roomTitle')} tabIndex={-1}>
        <Banners {...props} tab={tab} onOpen={setTab} />
        <Tiles room={room} devices={devices} />
        <News room={room} />
      </div>
      {tab && <Panel {...props} tab={tab} onTab={setTab} onClose={close} />}
      <Bar {...props} tab={tab} onTab={setTab} />
      <Sounds room={room} devices={devices} />
      <RecordingConsent room={room} capacity={view.capacity} />
    </div>
  )
}

const day = 86_400_000

/** When the mediator opened the session; until he has, and where the system's clock is
 * another than ours, one counts from one's own arrival. */
function openedAt(seen: SeenCase, no: number): number {
  const at = seen.view.case.sessions?.find((x) => x.no === no)?.openedAt
  const ago = isSet(at) ? Date.now() - Date.parse(at) : -1
  return at && ago >= 0 && ago < day ? Date.parse(at) : 0
}

function isWriting(): boolean {
  const at = document.activeElement
  return (at instanceof HTMLTextAreaElement || at instanceof HTMLInputElement) && at.value !== ''
}

function Duration({ began, timer }: { began: number; timer: { label: string; until: number } | null }) {
  const { t } = useWords()
  const now = useNow()
  const left = timer ? timer.until - now : 0
  return (
    <p className="room-time">
      <span role="timer" aria-label={t('sessionLasts')}>{clockWords(now - (began || now))}</span>
      {timer && <span className={left < 0 ? 'countdown over' : 'countdown'} role="timer">{timer.label || t('timer')} {clockWords(left)}</span>}
    </p>
  )
}
