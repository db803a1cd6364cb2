// The buttons at the lower edge.

import { useState } from 'react'
import { useWords, type Word } from '../words/language.ts'
import { Ask } from './Ask.tsx'
import type { Kind } from './devices.ts'
import { useDevices, useRoom } from './hooks.ts'
import { Icon } from './icons.tsx'
import type { Tab } from './Panel.tsx'
import type { InRoom } from './RoomDesk.tsx'

interface Props extends InRoom {
  tab: Tab | null
  onTab: (tab: Tab | null) => void
}

export function Bar({ room, view, devices, tab, onTab }: Props) {
  const { t } = useWords()
  const s = useRoom(room)
  const [leaving, setLeaving] = useState(false)
  const own = s.people.find((p) => p.id === s.you)
  const observer = view.capacity === 'observer'
  const mayShare = !!navigator.mediaDevices && 'getDisplayMedia' in navigator.mediaDevices
  const share = () => (s.screen ? room.stopScreen() : room.shareScreen())
  return (
    <footer className="room-bar">
      {!observer && <DeviceButton devices={devices} kind="microphone" />}
      {!observer && <DeviceButton devices={devices} kind="camera" />}
      {!observer && <TurnedOff devices={devices} kinds={kinds.filter((k) => own?.sources.some((x) => x.source === k && x.byMediator))} />}
      {!observer && mayShare && <Push icon="screen" word={s.screen ? 'stopScreen' : 'shareScreen'} short="shortScreen" pressed={!!s.screen} onClick={() => void share()} />}
      {!observer && view.capacity !== 'mediator' && <Push icon="hand" word={own?.hand ? 'lowerHand' : 'raiseHand'} short="shortHand" pressed={!!own?.hand} onClick={() => void room.raise(!own?.hand)} />}
      <Push icon="panel" word={tab ? 'closePanel' : 'openPanel'} short="shortPanel" pressed={!!tab} badge={tab === 'chat' ? 0 : s.unread} onClick={() => onTab(tab ? null : s.unread > 0 ? 'chat' : 'people')} />
      <Push icon="leave" word="leaveRoom" short="shortLeave" danger onClick={() => setLeaving(true)} />
      {leaving && (
        <Ask title={t('leaveTitle')} yes={t('leaveRoom')} danger onYes={() => room.leave()} onNo={() => setLeaving(false)}>
          <p>{t(view.capacity === 'mediator' ? 'leaveMediator' : 'leaveParty')}</p>
        </Ask>
      )}
    </footer>
  )
}

const kinds: Kind[] = ['microphone', 'camera']

/** What the mediator has turned off and is still off; one turns it on oneself. */
function TurnedOff({ devices, kinds: turnedOff }: { devices: Props['devices']; kinds: Kind[] }) {
  const { t } = useWords()
  const state = useDevices(devices)
  const off = turnedOff.filter((k) => !state[k] || !devices.track(k))
  if (off.length === 0) return null
  return <p className="bar-note" role="status">{off.map((k) => <span key={k}>{t(k === 'camera' ? 'hiddenByMediator' : 'mutedByMediator')} </span>)}</p>
}

function DeviceButton({ devices, kind }: { devices: Props['devices']; kind: Kind }) {
  const { t } = useWords()
  const state = useDevices(devices)
  const on = state[kind] && !!devices.track(kind)
  const word: Word = `${on ? 'turnOff' : 'turnOn'}_${kind}`
  const trouble = state[kind] && state.trouble[kind]
  return (
    <>
      <Push icon={kind} word={word} short={`short_${kind}`} off={!on} onClick={() => void devices.turn(kind, !on)} />
      {trouble && <p className="unseen" role="status">{t(`trouble_${trouble}`, { name: t(kind) })}</p>}
    </>
  )
}

interface PushProps {
  icon: Parameters<typeof Icon>[0]['name']
  word: Word
  short: Word
  pressed?: boolean
  off?: boolean
  danger?: boolean
  badge?: number
  onClick: () => void
}

function Push({ icon, word, short, pressed, off, danger, badge, onClick }: PushProps) {
  const { t } = useWords()
  return (
    <button
      type="button" className={`push${off ? ' off' : ''}${danger ? ' danger' : ''}${pressed ? ' on' : ''}`} title={t(word)}
      aria-label={badge ? `${t(word)}，${t('unread', { n: badge })}` : t(word)} onClick={onClick}
    >
      <Icon name={icon} off={!!off} />
      <span aria-hidden="true">{t(short)}</span>
      {!!badge && <span className="count" aria-hidden="true">{badge > 99 ? '99+' : badge}</span>}
    </button>
  )
}
