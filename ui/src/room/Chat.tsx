// What is written. A draft belongs to the place it was begun in: words for a caucus never
// stand in the box of the common room.

import { useEffect, useRef, useState } from 'react'
import { loadDraft, saveDraft } from '../form/draft.ts'
import { useWords } from '../words/language.ts'
import { useRoom } from './hooks.ts'
import type { Unsent } from './outbox.ts'
import type { InRoom } from './RoomDesk.tsx'
import type { Written } from './state.ts'

const most = 2000

export function Chat({ room, view, seen, no }: InRoom) {
  const { t } = useWords()
  const s = useRoom(room)
  const texts = s.caucus ? s.caucusChat : s.chat
  const end = useRef<HTMLLIElement>(null)
  useEffect(() => {
    room.chatRead()
  }, [room, s.unread])
  useEffect(() => {
    end.current?.scrollIntoView?.({ block: 'nearest' })
  }, [texts.length, s.outbox.length])
  const place = `room/${seen.view.case.id}/${no}/chat/${s.caucus}`
  const [draft, setDraft] = useDraft(place)
  const takeBack = (u: Unsent) => {
    room.drop(u.key)
    setDraft(draft ? `${draft}\n${u.text}` : u.text)
  }
  return (
    <div className="chat">
      {s.caucus && <p className="caucus-note">{t('chatCaucus')}</p>}
      <ol className="texts" aria-live="polite" aria-label={t('tab_chat')} tabIndex={0}>
        {texts.length === 0 && s.outbox.length === 0 && <li className="quiet">{t('chatEmpty')}</li>}
        {texts.map((w) => <Row key={w.key + w.name} text={w} />)}
        {s.outbox.map((u) => (
          <li key={u.key} className="text mine unsent">
            <p>{u.text}</p>
            <small>{t(u.stranded ? 'notSent' : 'beingSent')}</small>
            {u.stranded && <button type="button" className="plain" onClick={() => takeBack(u)}>{t('takeBack')}</button>}
          </li>
        ))}
        <li ref={end} aria-hidden="true" />
      </ol>
      {view.capacity !== 'observer' && (
        <ChatBox key={place} draft={draft} setDraft={setDraft} caucus={s.caucus !== ''} onSay={(words) => { room.say(words); setDraft('') }} />
      )}
    </div>
  )
}

function useDraft(place: string): [string, (words: string) => void] {
  const [, again] = useState(0)
  const words = loadDraft<string>(place) ?? ''
  return [words, (w) => { saveDraft(place, w); again((n) => n + 1) }]
}

interface BoxProps {
  draft: string
  caucus: boolean
  setDraft: (words: string) => void
  onSay: (words: string) => void
}

function ChatBox({ draft, caucus, setDraft, onSay }: BoxProps) {
  const { t } = useWords()
  const say = () => draft.trim() && onSay(draft.trim())
  const send = (event: React.FormEvent) => {
    event.preventDefault()
    say()
  }
  const enter = (event: React.KeyboardEvent) => {
    // While a word is being put together, Enter chooses it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    say()
  }
  return (
    <form className="chat-box" onSubmit={send}>
      <label><span className="unseen">{t(caucus ? 'chatInCaucus' : 'chatToAll')}</span>
        <textarea rows={2} maxLength={most} placeholder={t(caucus ? 'chatInCaucus' : 'chatToAll')} value={draft} onChange={(e) => setDraft(e.target.value)} onKeyDown={enter} />
      </label>
      <button className="first" disabled={!draft.trim()}>{t('send')}</button>
    </form>
  )
}

function Row({ text: w }: { text: Written }) {
  const { t } = useWords()
  return (
    <li className={w.mine ? 'text mine' : 'text'}>
      <small>{w.mine ? t('you') : w.name} {new Date(w.at).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'Asia/Shanghai' })}</small>
      <p>{w.text}</p>
    </li>
  )
}
