// The documents of a case, and the case file as a whole.

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CaseView, Schemas } from '../api/client.ts'
import { documents } from '../api/queries.ts'
import { dateWords, dayOf } from '../form/dates.ts'
import { useWords, type Word } from '../words/language.ts'
import { CaseFile } from './CaseFile.tsx'
import { sizeWords } from './size.ts'

type DocumentView = Schemas['DocumentView']
type Agreement = Schemas['Agreement']

const few = 4

export function DocumentsCard({ view }: { view: CaseView }) {
  const { t } = useWords()
  const [all, setAll] = useState(false)
  const id = view.case.id
  const list = useQuery(documents(id, view.case.seq))
  const items = [...(list.data ?? [])].sort((a, b) => b.madeAt.localeCompare(a.madeAt))
  // The file holds what was offered in vain: the organisation takes it out, and nobody else.
  const bound = !!view.case.organisation && (view.role === 'manager' || view.role === 'mediator')
  if (items.length === 0 && !bound) return null
  return (
    <section className="card" aria-labelledby="documents">
      <h2 id="documents">{t('documents')}</h2>
      {list.isPending && <p className="quiet">{t('loading')}</p>}
      {list.isError && <p className="quiet">{t('failed')}</p>}
      {list.isSuccess && items.length === 0 && <p className="quiet">{t('noDocuments')}</p>}
      <ul className="plain-list papers">{(all ? items : items.slice(0, few)).map((d) => <Row key={d.code} id={id} document={d} agreement={view.case.agreement} />)}</ul>
      {!all && items.length > few && <button type="button" className="plain" onClick={() => setAll(true)}>{t('allDocuments', { n: items.length })}</button>}
      {bound && <CaseFile id={id} number={view.case.courtNumber || view.case.number || id} />}
    </section>
  )
}

/** How far a document is signed, where it is one to be signed. */
export function signedState(d: DocumentView, agreement?: Agreement): { word: Word; n?: number } | null {
  if (!agreement || (d.kind !== 'agreement' && d.kind !== 'confirmation-application')) return null
  const [frozen, sealed] = d.kind === 'agreement' ? [agreement.frozen, agreement.sealed] : [agreement.frozenApplication, agreement.sealedApplication]
  if (sealed?.code === d.code) return { word: 'signedSealed' }
  if (frozen?.code !== d.code) return d.version && d.version < agreement.version ? { word: 'olderVersion' } : null
  const signatures = (agreement.signatures ?? []).filter((s) => d.kind === 'agreement' || s.application)
  return signatures.length > 0 ? { word: 'signedBy', n: signatures.length } : { word: 'awaitsSignatures' }
}

function Row({ id, document: d, agreement }: { id: string; document: DocumentView; agreement?: Agreement | undefined }) {
  const { t, say, language } = useWords()
  const state = signedState(d, agreement)
  const href = `/api/disputes/${encodeURIComponent(id)}/documents/${encodeURIComponent(d.code)}/file`
  return (
    <li>
      <p>
        <a className="paper" href={href} target="_blank" rel="noreferrer">{say(d.name) || d.kind}<small>（PDF，{sizeWords(d.size)}）</small></a>
        {state && <> <span className={state.word === 'signedSealed' ? 'tag own' : 'tag'}>{t(state.word, { n: state.n ?? 0 })}</span></>}
      </p>
      <p className="quiet">{dateWords(dayOf(d.madeAt), language)} · {t('documentCode')} <span className="code">{d.code}</span></p>
    </li>
  )
}
