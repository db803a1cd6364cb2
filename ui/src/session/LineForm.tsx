// What is written at a line: an objection of a party, or a correction by the mediator.

import { useEffect, useRef } from 'react'
import { useWords, type Word } from '../words/language.ts'
import type { Line } from './lines.ts'
import { Reason } from './Reason.tsx'
import { Speaker } from './Speaker.tsx'
import { answerLines, draftOf, isKept, useWriting, writeLine, type Held, type Writing } from './writing.ts'

export interface AtLine {
  held: Held
  line: Line
  /** Why nothing can be sent from here any more. */
  shut: string
  onSent: () => void
  onClose: () => void
}

export function Objection(props: AtLine) {
  const { held, line, onSent } = props
  const writing = useWriting(draftOf(held, line.no), { text: '', speaker: '' }, (w, key) => answerLines(held, [line.no], w.text.trim(), key))
  const party = held.view.party
  const said = line.read?.find((r) => r.party === party)?.objection
  useEffect(() => {
    // Its answer was lost, and it stands in the record all the same.
    if (!said || writing.sending || said !== writing.words.text.trim()) return
    writing.forget()
    onSent()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- when the record tells of it
  }, [said, writing.sending])
  return <LineForm {...props} writing={writing} word="objectToLine" label="howItShouldRead" max={1000} />
}

export function Correction(props: AtLine) {
  const { held, line } = props
  const writing = useWriting(draftOf(held, line.no), { text: line.text, speaker: line.speaker ?? '' }, (w, key) => writeLine(held, w, key, line.no))
  const { words } = writing
  const same = words.text.trim() === line.text && words.speaker === (line.speaker ?? '')
  return <LineForm {...props} writing={writing} word="writeCorrection" label="correctTo" max={4000} idle={same} speaks />
}

interface FormProps extends AtLine {
  writing: Writing
  word: Word
  label: Word
  max: number
  /** There is nothing to send yet. */
  idle?: boolean
  speaks?: boolean
}

function LineForm({ held, line, shut, onSent, onClose, writing, word, label, max, idle, speaks }: FormProps) {
  const { t } = useWords()
  const { words, sending, failure, change, forget, submit } = writing
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    // A form that is back with its draft does not take the focus.
    if (!isKept(draftOf(held, line.no))) box.current?.focus()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when it opens
  }, [])
  const send = async (event: React.FormEvent) => {
    event.preventDefault()
    if (shut || idle) return
    if (await submit()) onSent()
    // Why it was refused may be that the line stands no more.
    else void held.onWritten()
  }
  const close = () => {
    forget()
    onClose()
  }
  return (
    <form className="line-form" aria-label={t(label, { n: line.no })} onSubmit={(e) => void send(e)}>
      {speaks && <Speaker view={held.view} speaker={words.speaker} disabled={!!shut || sending} onChange={(speaker) => change({ speaker })} />}
      <label>{t(label, { n: line.no })}<textarea ref={box} rows={2} maxLength={max} readOnly={!!shut || sending} value={words.text} onChange={(e) => change({ text: e.target.value })} /></label>
      <Reason failure={failure} />
      {shut && <p className="reason" role="status">{shut}</p>}
      <div className="buttons">
        {!shut && <button className="first" disabled={sending || idle || !words.text.trim()}>{t(sending ? 'sending' : word)}</button>}
        <button type="button" className="plain" disabled={sending} onClick={close}>{t(shut ? 'close' : 'cancel')}</button>
      </div>
    </form>
  )
}
