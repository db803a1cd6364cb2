// What the reader can do now: a button for each act that the server allows, no more.

import { lazy, Suspense } from 'react'
import { Navigate } from 'react-router'
import type { Schemas } from '../api/client.ts'
import type { SeenCase } from '../api/queries.ts'
import { ActForm } from '../form/ActForm.tsx'
import { beside, endsSomething } from '../words/consequences.ts'
import { useWords } from '../words/language.ts'
import { Terms } from './AgreementCard.tsx'

type Allowed = Schemas['AllowedAct']

/** Acts that are done where they belong, in a card of the case. */
const elsewhere = ['ReleaseConfidence']

export function ActButtons({ acts: allowed, onOpen }: { acts: Allowed[]; onOpen: (act: string) => void }) {
  const { t, say } = useWords()
  const acts = allowed.filter((a) => !elsewhere.includes(a.act))
  const onward = acts.filter((a) => !endsSomething(a.act)).sort((a, b) => Number(beside(a.act)) - Number(beside(b.act)))
  const ending = acts.filter((a) => endsSomething(a.act))
  return (
    <section className="acts" aria-label={t('acts')}>
      <h2>{acts.length > 0 ? t('acts') : t('noActs')}</h2>
      {onward.length > 0 && (
        <div className="buttons">
          {onward.map((a, i) => (
            <button key={a.act} type="button" className={i === 0 && !beside(a.act) ? 'first' : 'second'} data-act={a.act} onClick={() => onOpen(a.act)}>{say(a.name)}</button>
          ))}
        </div>
      )}
      {ending.length > 0 && (
        <div className="buttons ending" role="group" aria-label={t('otherActs')}>
          {ending.map((a) => (
            <button key={a.act} type="button" className="plain" data-act={a.act} onClick={() => onOpen(a.act)}>{say(a.name)}</button>
          ))}
        </div>
      )}
    </section>
  )
}

export interface SheetProps {
  seen: SeenCase
  allowed: Allowed
  onClose: () => void
  onDone: () => void
}

const readFirst = ['RefuseToSign', 'ApplyForConfirmation', 'RuleOnConfirmation']

/** Acts that have a sheet of their own, loaded when it is opened. */
const sheets: Record<string, React.LazyExoticComponent<(props: SheetProps) => React.ReactNode>> = {
  DraftAgreement: lazy(() => import('../drafting/DraftSheet.tsx')),
  OpenSigning: lazy(() => import('../drafting/OpenSigningSheet.tsx')),
  FileEvidence: lazy(() => import('../evidence/EvidenceSheet.tsx')),
}

/** The room of the session that is next or going on. */
const roomOf = (view: SeenCase['view']): string =>
  `/cases/${view.case.id}/room/${[...(view.case.sessions ?? [])].reverse().find((s) => s.state === 'open' || s.state === 'planned')?.no ?? 1}`

/** The form of an act; acts on the agreement show its text first. */
export function ActSheet(props: SheetProps) {
  const { t } = useWords()
  const { view } = props.seen
  const agreement = view.case.agreement
  const Own = sheets[props.allowed.act]
  if (props.allowed.act === 'ConfirmIdentity') return <Navigate to={roomOf(view)} />
  if (props.allowed.act === 'SignAgreement') return <Navigate to={`/cases/${view.case.id}/sign`} />
  if (Own) return <Suspense fallback={null}><Own {...props} /></Suspense>
  if (!agreement || !readFirst.includes(props.allowed.act)) return <ActForm {...props} />
  return (
    <ActForm {...props}>
      <section className="to-read" aria-label={t('agreement')}>
        <h3>{t('agreement')}<small>{t('version', { n: agreement.version })}</small></h3>
        <Terms terms={agreement} view={view} />
      </section>
    </ActForm>
  )
}
