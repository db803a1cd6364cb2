// A line of the record: who said what, what the parties say to it, and what one can say oneself.

import { useRef, useState } from 'react'
import type { CaseView } from '../api/client.ts'
import { momentWords } from '../form/dates.ts'
import { newKey } from '../form/draft.ts'
import { useWords } from '../words/language.ts'
import { Correction, Objection } from './LineForm.tsx'
import { answeredBy, type Line } from './lines.ts'
import { Reason } from './Reason.tsx'
import { answerLines, useSending, type Held } from './writing.ts'

interface Props {
  held: Held
  line: Line
  /** Number of the line that corrects this one; 0 where it stands. */
  correctedBy: number
  writing: boolean
  onWriting: (writing: boolean) => void
}

export function LineRow(props: Props) {
  const { held, line, correctedBy } = props
  const { t, language } = useWords()
  const row = useRef<HTMLLIElement>(null)
  const name = nameIn(held.view)
  const who = line.speaker === 'mediator' ? t('theMediator') : line.speaker ? name(line.speaker) : t('note')
  const objections = (line.read ?? []).filter((r) => r.objection)
  const confirmed = (line.read ?? []).filter((r) => !r.objection).map((r) => name(r.party))
  const onDone = () => row.current?.focus()
  return (
    <li ref={row} tabIndex={-1}>
      <small className="quiet">{t('lineNo', { n: line.no })}{line.replaces ? ` · ${t('correctsLine', { n: line.replaces })}` : ''} </small>
      <strong>{who}</strong>：{correctedBy ? <del>{line.text}</del> : line.text}
      <small className="quiet"> {momentWords(line.at, language)}{confirmed.length > 0 && ` · ${t('confirmedBy', { names: confirmed.join('、') })}`}</small>
      {correctedBy > 0 && <p className="quiet">{t('correctedByLine', { n: correctedBy })}</p>}
      {objections.map((r) => <p key={r.party} className="objection">{t('objectsThat', { name: name(r.party), what: r.objection ?? '' })}</p>)}
      <div aria-live="off">
        {held.view.role === 'mediator' ? <ToCorrect {...props} onDone={onDone} /> : held.view.party && <ToAnswer {...props} party={held.view.party} onDone={onDone} />}
      </div>
    </li>
  )
}

const nameIn = (view: CaseView) => (id: string) => view.case.parties?.find((p) => p.id === id)?.name ?? id

interface Doing extends Props {
  onDone: () => void
}

function useShut({ held, correctedBy }: Props): string {
  const { t } = useWords()
  if (!held.open) return t('notInRecord')
  return correctedBy ? t('correctedMeanwhile', { n: correctedBy }) : ''
}

function ToCorrect(props: Doing) {
  const { held, line, writing, onWriting, onDone } = props
  const { t } = useWords()
  const shut = useShut(props)
  const leave = () => {
    onWriting(false)
    onDone()
  }
  if (writing) return <Correction held={held} line={line} shut={shut} onSent={() => { leave(); void held.onWritten() }} onClose={leave} />
  if (shut) return null
  return <div className="buttons"><button type="button" className="second" onClick={() => onWriting(true)}>{t('correctLine')}<OfLine no={line.no} /></button></div>
}

function ToAnswer(props: Doing & { party: string }) {
  const { held, line, party, writing, onWriting, onDone } = props
  const { t } = useWords()
  const [sent, setSent] = useState(false)
  const { sending, failure, run } = useSending()
  const answered = answeredBy(line, party)
  const shut = useShut(props) || (answered && !sent ? t('answeredAlready') : '')
  const leave = () => {
    onWriting(false)
    onDone()
  }
  const finish = () => {
    setSent(true)
    leave()
    void held.onWritten()
  }
  const confirm = async () => {
    if (await run(() => answerLines(held, [line.no], '', newKey()))) finish()
    else void held.onWritten()
  }
  if (writing) return <Objection held={held} line={line} shut={shut} onSent={finish} onClose={leave} />
  if (shut || sent) return null
  return (
    <>
      <div className="buttons">
        <button type="button" className="second" disabled={sending} onClick={() => void confirm()}>{t('lineRight')}<OfLine no={line.no} /></button>
        <button type="button" className="second" disabled={sending} onClick={() => onWriting(true)}>{t('lineWrong')}<OfLine no={line.no} /></button>
      </div>
      <Reason failure={failure} />
    </>
  )
}

/** Which line a button is for, to who can't see where it stands. */
function OfLine({ no }: { no: number }) {
  const { t } = useWords()
  return <span className="unseen"> {t('lineNo', { n: no })}</span>
}
