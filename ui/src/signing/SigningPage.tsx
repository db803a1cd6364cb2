// Signing an agreement, one step at a time, on the whole screen of a phone.

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { Refused, type CaseView, type Schemas } from '../api/client.ts'
import { dispute } from '../api/queries.ts'
import { Failure, Loading, NotFound } from '../app/Answers.tsx'
import { LanguageSwitch } from '../app/Shell.tsx'
import { useWords } from '../words/language.ts'
import { isCode, useSigningCode } from './code.ts'
import { CodeStep, Problems } from './CodeStep.tsx'
import { steps, useSigningDraft, type Step } from './draft.ts'
import { DrawStep, hasSigned } from './DrawStep.tsx'
import { hasRead, ReadStep } from './ReadStep.tsx'
import { useSignature } from './sending.ts'
import { back, hasSignedAlready, SignedPage } from './SignedPage.tsx'
import '../words/later.ts'
import './signing.css'

/** In the room it is a part of that page, and its ways out lead back into it. */
export default function SigningPage({ inRoom = false }: { inRoom?: boolean }) {
  const { id = '' } = useParams()
  const seen = useQuery(dispute(id))
  const [done, setDone] = useState(false)
  if (seen.isPending) return <Loading />
  if (seen.isError) {
    if (seen.error instanceof Refused && seen.error.status === 404) return <NotFound />
    return <Failure error={seen.error} onRetry={() => void seen.refetch()} />
  }
  const { view } = seen.data
  const agreement = view.case.agreement
  if (done || hasSignedAlready(view)) return <Frame id={id} inRoom={inRoom}><SignedPage view={view} justNow={done} inRoom={inRoom} /></Frame>
  if (!agreement || view.case.stage !== 'signing') return <Frame id={id} inRoom={inRoom}><NothingToSign id={id} inRoom={inRoom} /></Frame>
  if (!agreement.frozen) return <Frame id={id} inRoom={inRoom}><Waiting refetch={() => void seen.refetch()} /></Frame>
  if (!view.allowedActs?.some((a) => a.act === 'SignAgreement')) return <Frame id={id} inRoom={inRoom}><NothingToSign id={id} inRoom={inRoom} mediator={view.role === 'mediator'} /></Frame>
  return <Steps key={agreement.frozen.sha256} inRoom={inRoom} view={view} agreement={agreement} frozen={agreement.frozen} onDone={() => setDone(true)} />
}

function Frame({ id, inRoom, step, footer, children }: { id: string; inRoom: boolean; step?: Step; footer?: ReactNode; children: ReactNode }) {
  const { t } = useWords()
  // A page has one head and one main part: in the room they are the room's.
  const Top = inRoom ? 'div' : 'header'
  const Main = inRoom ? 'div' : 'main'
  const End = inRoom ? 'div' : 'footer'
  return (
    <div className="signing">
      <Top className="signing-top">
        <Link className="plain as-button" to={`/cases/${id}`}>{t(step ? 'notYetSign' : back(inRoom))}</Link>
        {step && <p className="signing-step">{t('signingStep', { n: steps.indexOf(step) + 1, of: steps.length })}</p>}
        {!inRoom && <LanguageSwitch />}
      </Top>
      <Main className="signing-main" {...(!inRoom && { id: 'main', tabIndex: -1 })}>{children}</Main>
      {footer && <End className="signing-end">{footer}</End>}
    </div>
  )
}

function NothingToSign({ id, inRoom, mediator }: { id: string; inRoom: boolean; mediator?: boolean }) {
  const { t } = useWords()
  return (
    <div className="answer">
      <h1>{t(mediator ? 'partiesSignFirst' : 'nothingToSign')}</h1>
      <p><Link className="first as-button" to={`/cases/${id}`}>{t(back(inRoom))}</Link></p>
    </div>
  )
}

/** The files are made right after the signing was opened; an event tells when they are there. */
function Waiting({ refetch }: { refetch: () => void }) {
  const { t } = useWords()
  useEffect(() => {
    const timer = setInterval(refetch, 3_000)
    return () => clearInterval(timer)
  })
  return <div className="answer" role="status"><h1>{t('freezing')}</h1><p>{t('freezingWhy')}</p></div>
}

interface StepsProps {
  inRoom: boolean
  view: CaseView
  agreement: Schemas['Agreement']
  frozen: Schemas['Document']
  onDone: () => void
}

const titles = { read: 'stepRead', draw: 'stepDraw', code: 'stepCode' } as const

function Steps({ inRoom, view, agreement, frozen, onDone }: StepsProps) {
  const { t } = useWords()
  const id = view.case.id
  const secret = view.role === 'mediator'
  const [draft, change, drop] = useSigningDraft(id, frozen.sha256, secret)
  const [tried, setTried] = useState(false)
  const asking = useSigningCode({ id, document: frozen.sha256, askedAt: draft.askedAt, onAsked: (askedAt) => change({ askedAt, code: '' }) })
  const signature = useSignature({ id, agreement, draft, change, secret, onDone: () => { drop(); onDone() } })
  const { problem } = signature
  const inkRefused = problem?.errors?.some((e) => e.field === 'ink' || e.field === 'typed') ?? false
  // A refused signature is drawn anew, where it was drawn.
  const step: Step = inkRefused && draft.step === 'code' ? 'draw' : draft.step
  const heading = useFocusOn(step)
  const go = (to: Step) => {
    signature.mend()
    setTried(false)
    change({ step: to })
  }
  const complete = secret ? draft.code !== '' : isCode(draft.code)
  const ready = { read: hasRead(agreement, draft), draw: hasSigned(draft), code: secret || asking.asked }[step]
  const proceed = (event: React.FormEvent) => {
    event.preventDefault()
    if (!ready) return
    if (step !== 'code') return go(step === 'read' ? 'draw' : 'code')
    setTried(true)
    if (complete) void signature.send()
  }
  const back = step === 'draw' ? 'read' : 'draw'
  const footer = (
    <>
      {!ready && <p className="quiet" id="why-not">{t(`first_${step}`)}</p>}
      <div className="buttons">
        <button form="signing" className="first" disabled={!ready || signature.sending} aria-describedby={ready ? undefined : 'why-not'}>
          {signature.sending ? t('sending') : t(step === 'code' ? 'signNow' : 'next')}
        </button>
        {step !== 'read' && <button type="button" className="second" disabled={signature.sending} onClick={() => go(back)}>{t('stepBack')}</button>}
      </div>
    </>
  )
  const whole = problem && !problem.errors?.some((e) => ['code', 'ink', 'typed'].includes(e.field)) ? problem : null
  return (
    <Frame id={id} inRoom={inRoom} step={step} footer={footer}>
      <form id="signing" className={`step-${step}`} onSubmit={proceed} noValidate>
        <h1 ref={heading} tabIndex={-1}>{t(titles[step])}</h1>
        <Problems problem={whole} />
        {step === 'read' && <ReadStep id={id} agreement={agreement} mayJoin={!secret && !!view.party} draft={draft} change={change} />}
        {step === 'draw' && <DrawStep draft={draft} change={change} problem={problem} />}
        {step === 'code' && (
          <CodeStep
            secret={secret} draft={draft} change={change} asking={asking} problem={problem}
            missing={tried && !complete && t(secret ? 'needPassword' : 'needCode')} onMend={() => { setTried(false); signature.mend() }}
          />
        )}
      </form>
    </Frame>
  )
}

/** A new step begins at its heading, by eye and by ear. */
function useFocusOn(step: Step): React.RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const panel = heading.current?.closest('.panel-body')
    if (panel) panel.scrollTop = 0
    else window.scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [step])
  return heading
}
