// Who does not want to meet by video says so with one button: the mediator is told and
// arranges it otherwise (在线调解规则 4).

import { useState } from 'react'
import { Link } from 'react-router'
import { Refused, type Problem } from '../api/client.ts'
import { attemptTo, newKey, type Attempt } from '../form/draft.ts'
import { Problems } from '../signing/CodeStep.tsx'
import { useWords } from '../words/language.ts'
import { Ask } from './Ask.tsx'
import { declineOnline } from './contract.ts'

export function Decline({ id }: { id: string }) {
  const { t } = useWords()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  // The same answer, tried again, is one; with another reason it is another.
  const [attempt, setAttempt] = useState<Attempt>(() => ({ key: newKey() }))
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [told, setTold] = useState(false)
  const send = async () => {
    const next = attemptTo(reason.trim(), attempt)
    setAttempt(next)
    setSending(true)
    setProblem(null)
    try {
      await declineOnline(id, reason.trim(), next.key)
      setTold(true)
      setAsking(false)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setProblem(error.problem)
    } finally {
      setSending(false)
    }
  }
  if (told) {
    return (
      <p className="remark" role="status">
        {t('declinedOnline')} <Link to={`/cases/${id}`}>{t('backToCase')}</Link>
      </p>
    )
  }
  return (
    <>
      <div className="buttons"><button type="button" className="plain" onClick={() => setAsking(true)}>{t('declineOnline')}</button></div>
      {asking && (
        <Ask title={t('declineOnlineTitle')} yes={t(sending ? 'sending' : 'declineOnline')} disabled={sending} onYes={() => void send()} onNo={() => setAsking(false)}>
          <p>{t('declineOnlineWhat')}</p>
          <label>{t('declineReason')}<textarea rows={2} maxLength={1000} value={reason} onChange={(e) => setReason(e.target.value)} /></label>
          <Problems problem={problem} />
        </Ask>
      )}
    </>
  )
}
