// After signing: who has still to sign, and where the document will be.

import { Link } from 'react-router'
import type { CaseView } from '../api/client.ts'
import { dateWords, dayOf, isSet } from '../form/dates.ts'
import { useWords, type Word } from '../words/language.ts'

/** Where the way out leads. */
export const back = (inRoom: boolean): Word => (inRoom ? 'backToRoom' : 'backToCase')

/** Tells whether the reader of a case has signed its agreement. */
export function hasSignedAlready(view: CaseView): boolean {
  if (view.role === 'mediator') return isSet(view.case.agreement?.mediatorSignedAt)
  return isSet(view.case.parties?.find((p) => p.id === view.party)?.signedAt)
}

export function SignedPage({ view, justNow, inRoom }: { view: CaseView; justNow: boolean; inRoom: boolean }) {
  const { t, language } = useWords()
  const c = view.case
  const signers = [
    ...(c.parties ?? []).map((p) => ({ name: p.name, at: p.signedAt, own: p.id === view.party })),
    { name: `${view.mediatorName || ''}（${t('mediator')}）`, at: c.agreement?.mediatorSignedAt, own: view.role === 'mediator' },
  ]
  const signed = (s: { at?: string | undefined; own: boolean }) => isSet(s.at) || (justNow && s.own)
  const open = signers.filter((s) => !signed(s))
  return (
    <div className="signed">
      <p className="signed-mark" aria-hidden="true">✓</p>
      <h1 tabIndex={-1} id="signed">{t('youHaveSigned')}</h1>
      <p>{open.length > 0 ? t('stillToSign', { names: open.map((s) => s.name).join('、') }) : t('allHaveSigned')}</p>
      <ul className="marks card">
        {signers.map((s, i) => (
          <li key={i} className={signed(s) ? 'done' : undefined}>
            {s.name}：{isSet(s.at) ? t('signed', { date: dateWords(dayOf(s.at), language) }) : signed(s) ? t('signedNow') : t('notSigned')}
          </li>
        ))}
      </ul>
      <p>{t('whereDocument')}</p>
      <p><Link className="first as-button" to={`/cases/${c.id}`} replace>{t(back(inRoom))}</Link></p>
    </div>
  )
}
