// What stands around the pages before and after the room.

import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { LanguageSwitch } from '../app/Shell.tsx'
import { useWords } from '../words/language.ts'

export function Frame({ id, step, children }: { id: string; step?: 1 | 2; children: ReactNode }) {
  const { t } = useWords()
  return (
    <div className="before-room">
      <header className="before-top">
        <Link className="plain as-button" to={`/cases/${id}`}>{t('backToCase')}</Link>
        <p className="quiet">{t(step ? `roomStep${step}` : 'roomTitle')}</p>
        <LanguageSwitch />
      </header>
      <main id="main" tabIndex={-1}>{children}</main>
    </div>
  )
}
