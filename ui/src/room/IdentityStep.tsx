// Who comes in is who he says: a code to the registered phone and the end of the document's
// number; and he has read what his rights and duties are (在线调解规则 13, 特邀调解规定 14).

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Refused, type Problem } from '../api/client.ts'
import { expired } from '../api/queries.ts'
import { Entry } from '../signin/Entry.tsx'
import { Problems } from '../signing/CodeStep.tsx'
import { isCode, secondsLeft } from '../signing/code.ts'
import { useWords } from '../words/language.ts'
import { arrive, roomView, sendIdentityCode, type RoomView } from './contract.ts'
import { Decline } from './Decline.tsx'
import { useNow } from './hooks.ts'
import { Rights } from './Rights.tsx'

interface Props {
  id: string
  no: number
  view: RoomView
  onDone: () => void
}

const fields = ['code', 'number', 'rightsRead', 'consentsOnline']

export function IdentityStep({ id, no, view, onDone }: Props) {
  const { t } = useWords()
  const client = useQueryClient()
  const [code, setCode] = useState('')
  const [number, setNumber] = useState('')
  const [rightsRead, setRightsRead] = useState(false)
  const [consents, setConsents] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [tried, setTried] = useState(false)
  const [sending, setSending] = useState(false)
  const complete = isCode(code) && (!view.needsNumber || number.trim().length === 6) && rightsRead && consents
  const failed = (error: unknown) => {
    if (!(error instanceof Refused)) throw error
    setProblem(error.problem)
    expired(client, error)
  }
  const send = async (event: React.FormEvent) => {
    event.preventDefault()
    setTried(true)
    setProblem(null)
    if (!complete || sending) return
    setSending(true)
    try {
      await arrive(id, no, { code: code.trim(), number: number.trim().toUpperCase(), rightsRead, consentsOnline: consents })
      await client.invalidateQueries({ queryKey: roomView(id, no).queryKey })
      onDone()
    } catch (error) {
      failed(error)
    } finally {
      setSending(false)
    }
  }
  const whole = problem && !(problem.errors ?? []).some((e) => fields.includes(e.field)) ? problem : null
  const atNumber = problem?.errors?.some((e) => e.field === 'number') ? problem : null
  return (
    <form className="narrow identity-step" onSubmit={(e) => void send(e)} noValidate>
      <h1>{t('whoComes')}</h1>
      <p>{t('whoComesWhy', { name: view.name })}</p>
      {view.authority && <p className="remark">{t(view.authority.special ? 'authoritySpecial' : 'authorityGeneral')}</p>}
      <Problems problem={whole} />
      <Rights rights={view.rights} accepted={rightsRead} onAccept={setRightsRead} missing={tried && !rightsRead} />
      <label className="tick">
        <input type="checkbox" checked={consents} onChange={(e) => setConsents(e.target.checked)} />
        <span>{t('consentOnline')}</span>
      </label>
      {tried && !consents && <p className="reason" role="alert">{t('needConsentOnline')}</p>}
      {view.needsNumber && (
        <Entry
          label={t('lastSix')} hint={t('lastSixHint')} name="number" maxLength={6} autoComplete="off" autoCapitalize="characters" value={number}
          onChange={(v) => { setNumber(v); if (atNumber) setProblem(null) }} problem={atNumber} missing={tried && !atNumber && number.trim().length !== 6 && t('needLastSix')}
        />
      )}
      <CodeField id={id} no={no} code={code} setCode={(v) => { setCode(v); setProblem(null) }} problem={problem} missing={tried && !isCode(code)} onFailed={failed} />
      <div className="buttons"><button className="first" disabled={sending}>{t(sending ? 'sending' : 'enterRoom')}</button></div>
      <Decline id={id} />
    </form>
  )
}

interface CodeProps {
  id: string
  no: number
  code: string
  setCode: (code: string) => void
  problem: Problem | null
  missing: boolean
  onFailed: (error: unknown) => void
}

function CodeField({ id, no, code, setCode, problem, missing, onFailed }: CodeProps) {
  const { t } = useWords()
  const [askedAt, setAskedAt] = useState(0)
  const [busy, setBusy] = useState(false)
  const wait = secondsLeft(askedAt, Math.max(useNow(), askedAt))
  const ask = async () => {
    setBusy(true)
    try {
      await sendIdentityCode(id, no)
      setAskedAt(Date.now())
    } catch (error) {
      onFailed(error)
    } finally {
      setBusy(false)
    }
  }
  const atCode = problem?.errors?.some((e) => e.field === 'code') ? problem : null
  return (
    <>
      <Entry
        label={t('identityCode')} name="code" inputMode="numeric" autoComplete="one-time-code" pattern="[0-9]*" maxLength={6}
        value={code} onChange={setCode} problem={atCode} missing={missing && !atCode && t('needCode')}
      />
      <div className="buttons code-again">
        <button type="button" className="second" disabled={busy || wait > 0} onClick={() => void ask()}>
          {wait > 0 ? t('sendAgain', { n: wait }) : t(askedAt ? 'sendCodeAgain' : 'sendCode')}
        </button>
      </div>
      {askedAt > 0 && <p className="quiet" role="status">{t('identityCodeSent')}</p>}
    </>
  )
}
