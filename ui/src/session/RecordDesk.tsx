// Where the mediator writes: who speaks, and what is said.

import { useWords } from '../words/language.ts'
import { Reason } from './Reason.tsx'
import { Speaker } from './Speaker.tsx'
import { draftOf, useWriting, writeLine, type Held } from './writing.ts'

export function RecordDesk({ held }: { held: Held }) {
  const { t } = useWords()
  const { view, open, onWritten } = held
  const { words, sending, failure, change, submit } = useWriting(draftOf(held), { text: '', speaker: 'mediator' }, (w, key) => writeLine(held, w, key))
  // What was not written in time can still be read and copied.
  if (!open && !words.text) return null
  const send = async (event: React.FormEvent) => {
    event.preventDefault()
    if (open && (await submit())) void onWritten()
  }
  return (
    <form className="record-desk" onSubmit={(e) => void send(e)}>
      <Speaker view={view} speaker={words.speaker} disabled={!open || sending} onChange={(speaker) => change({ speaker })} />
      <label>{t('whatIsSaid')}<textarea rows={2} maxLength={4000} readOnly={!open || sending} value={words.text} onChange={(e) => change({ text: e.target.value })} /></label>
      <Reason failure={failure} />
      {!open && <p className="reason">{t('notInRecord')}</p>}
      {open && <button className="first" disabled={sending || !words.text.trim()}>{t(sending ? 'sending' : 'writeLine')}</button>}
    </form>
  )
}
