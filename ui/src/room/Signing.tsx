// Signing without leaving the room: the same steps as elsewhere, whose ways out lead back here.

import { lazy, Suspense } from 'react'
import { Loading } from '../app/Answers.tsx'
import { useWords } from '../words/language.ts'

const SigningPage = lazy(() => import('../signing/SigningPage.tsx'))

export function Signing({ id, onLeave }: { id: string; onLeave: () => void }) {
  const { t } = useWords()
  // Links of the page would leave the room; those that open elsewhere may.
  const stay = (event: React.MouseEvent) => {
    const link = (event.target as Element).closest('a')
    if (!link || link.target === '_blank') return
    event.preventDefault()
    event.stopPropagation()
    onLeave()
  }
  return (
    <div className="signing-here" onClickCapture={stay}>
      <p className="quiet"><a href={`/cases/${encodeURIComponent(id)}/sign`} target="_blank" rel="noreferrer">{t('signElsewhere')}</a></p>
      <Suspense fallback={<Loading />}><SigningPage inRoom /></Suspense>
    </div>
  )
}
