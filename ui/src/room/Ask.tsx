// A question in the middle of the room that wants an answer.

import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useWords } from '../words/language.ts'

interface Props {
  title: string
  yes: string
  no?: string
  danger?: boolean
  disabled?: boolean
  onYes: () => void
  onNo: () => void
  children: ReactNode
}

export function Ask({ title, yes, no, danger, disabled, onYes, onNo, children }: Props) {
  const { t } = useWords()
  const heading = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    if (shown && !shown.open) shown.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog ref={dialog} className="ask" aria-labelledby={heading} onCancel={(e) => { e.preventDefault(); onNo() }}>
      <h2 id={heading} tabIndex={-1} autoFocus>{title}</h2>
      {children}
      <div className="buttons">
        <button type="button" className={danger ? 'first danger' : 'first'} disabled={disabled} onClick={onYes}>{yes}</button>
        <button type="button" className="second" onClick={onNo}>{no ?? t('cancel')}</button>
      </div>
    </dialog>
  )
}
