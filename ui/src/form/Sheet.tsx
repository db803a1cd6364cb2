// A dialog: beside the page on a desk, the whole screen on a phone. Escape closes it.

import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useWords } from '../words/language.ts'

export function Sheet({ title, wide, onClose, children }: { title: string; wide?: boolean; onClose: () => void; children: ReactNode }) {
  const { t } = useWords()
  const heading = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    if (shown && !shown.open) shown.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog ref={dialog} className={wide ? 'sheet sheet-wide' : 'sheet'} aria-labelledby={heading} onCancel={(e) => { e.preventDefault(); onClose() }}>
      <header>
        <h2 id={heading} tabIndex={-1} autoFocus>{title}</h2>
        <button type="button" className="plain" onClick={onClose}>{t('close')}</button>
      </header>
      <div className="sheet-body">{children}</div>
    </dialog>
  )
}
