// Beside the room, or over its lower part on a phone: what is written, read and signed.

import { lazy, Suspense, useEffect, useRef } from 'react'
import { Loading } from '../app/Answers.tsx'
import { useWords, type Word } from '../words/language.ts'
import { Chat } from './Chat.tsx'
import { Host } from './Host.tsx'
import { useRoom } from './hooks.ts'
import { Offers } from './Offers.tsx'
import { Papers } from './Papers.tsx'
import { People } from './People.tsx'
import type { InRoom } from './RoomDesk.tsx'
import { Signing } from './Signing.tsx'

const RecordCard = lazy(() => import('../session/RecordCard.tsx'))
const ConfidenceCard = lazy(() => import('../session/ConfidenceCard.tsx'))

export type Tab = 'people' | 'host' | 'chat' | 'record' | 'confidences' | 'papers' | 'sign' | 'offers'

interface Props extends InRoom {
  tab: Tab
  onTab: (tab: Tab) => void
  onClose: () => void
}

/** The tabs that there are for somebody, now. */
export function tabsFor(capacity: string, signing: boolean, figures: boolean): Tab[] {
  const mediator = capacity === 'mediator'
  return [
    'people', ...(mediator ? (['host'] as const) : []), 'chat', 'record', ...(capacity !== 'observer' ? (['confidences'] as const) : []), 'papers',
    ...(figures && !mediator && capacity !== 'observer' ? (['offers'] as const) : []), ...(signing ? (['sign'] as const) : []),
  ]
}

export function Panel(props: Props) {
  const { room, view, seen, tab, onTab, onClose } = props
  const { t } = useWords()
  const s = useRoom(room)
  const stage = seen.view.case.stage
  const figures = s.round !== null && (s.round.no > 0 || s.round.open) && view.authority?.special !== false
  const tabs = tabsFor(view.capacity, stage === 'signing', figures)
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    body.current?.focus({ preventScroll: true })
    // Opened from elsewhere, it may lie beyond the edge of a narrow row of tabs.
    document.getElementById(`tab-${tab}`)?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
  }, [tab])
  const move = (event: React.KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const to = step && tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length]
    if (!to) return
    onTab(to)
    document.getElementById(`tab-${to}`)?.focus()
  }
  return (
    <div className="panel" role="complementary" aria-label={t('panelName')} onKeyDown={(e) => e.key === 'Escape' && onClose()}>
      <div className="panel-top">
        <div className="tabs" role="tablist" aria-label={t('panelName')}>
          {tabs.map((x) => (
            <button key={x} type="button" role="tab" id={`tab-${x}`} aria-selected={x === tab} aria-controls="panel-body" tabIndex={x === tab ? 0 : -1} onClick={() => onTab(x)} onKeyDown={move}>
              {t(`tab_${x}` as Word)}
              {x === 'chat' && s.unread > 0 && tab !== 'chat' && <span className="count" aria-label={t('unread', { n: s.unread })}>{s.unread}</span>}
            </button>
          ))}
        </div>
        <button type="button" className="plain" onClick={onClose}>{t('close')}</button>
      </div>
      <div className="panel-body" id="panel-body" role="tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={-1} ref={body}>
        <Body {...props} />
      </div>
    </div>
  )
}

function Body(props: Props) {
  const { seen, tab, onTab } = props
  switch (tab) {
    case 'people': return <People {...props} />
    case 'host': return <Host {...props} />
    case 'chat': return <Chat {...props} />
    case 'record': return <RecordTab {...props} />
    case 'confidences': return <Suspense fallback={<Loading />}><ConfidenceCard view={seen.view} /></Suspense>
    case 'papers': return <Papers {...props} />
    case 'offers': return <Offers {...props} />
    case 'sign': return <Signing id={seen.view.case.id} onLeave={() => onTab('people')} />
  }
}

/** The record begins with the session, which the mediator opens. */
function RecordTab({ seen }: Props) {
  const { t } = useWords()
  if (!seen.view.case.sessions?.some((x) => x.state === 'open' || x.record)) return <p className="remark">{t('recordLater')}</p>
  return <Suspense fallback={<Loading />}><RecordCard view={seen.view} /></Suspense>
}
