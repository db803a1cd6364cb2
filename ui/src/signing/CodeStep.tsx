// Third step: a party's one-time code, or a mediator's password, and what follows from it.

import type { Problem } from '../api/client.ts'
import { Entry } from '../signin/Entry.tsx'
import { useWords } from '../words/language.ts'
import type { Asking } from './code.ts'
import type { Change, SigningDraft } from './draft.ts'

interface Props {
  secret: boolean
  draft: SigningDraft
  change: Change
  asking: Asking
  problem: Problem | null
  /** Something is missing, to be said after the button was pressed. */
  missing: string | false
  /** What was refused is being mended. */
  onMend: () => void
}

export function CodeStep({ secret, draft, change, asking, problem, missing, onMend }: Props) {
  const { t } = useWords()
  const atCode = problem && (problem.errors ?? []).some((e) => e.field === 'code') ? problem : null
  const type = (code: string) => {
    change({ code })
    if (atCode) onMend()
  }
  return (
    <>
      <div className="consequence">
        <p>{t('signingBinds')}</p>
        {draft.application && <p>{t('signingJoins')}</p>}
      </div>
      {secret ? (
        <Entry
          label={t('ownPassword')} name="code" type="password" autoComplete="current-password" maxLength={200}
          value={draft.code} onChange={type} problem={atCode} missing={!atCode && missing}
        />
      ) : (
        <>
          <p>{t(asking.asked ? 'signingCodeSent' : 'signingCodeWhy')}</p>
          <Problems problem={asking.problem} />
          {asking.asked && (
            <Entry
              label={t('signingCode')} name="code" inputMode="numeric" autoComplete="one-time-code" pattern="[0-9]*" maxLength={6}
              value={draft.code} onChange={type} problem={atCode} missing={!atCode && missing}
            />
          )}
          <div className="buttons">
            <button type="button" className="second" disabled={asking.busy || asking.wait > 0} onClick={asking.ask}>
              {asking.wait > 0 ? t('sendAgain', { n: asking.wait }) : t(asking.asked ? 'sendCodeAgain' : 'sendCode')}
            </button>
          </div>
        </>
      )}
    </>
  )
}

/** A refusal in words, field by field where it names them. */
export function Problems({ problem }: { problem: Problem | null }) {
  const { t, say } = useWords()
  if (!problem) return null
  return (
    <div className="refusal" role="alert">
      <p><strong>{say(problem.message)}</strong></p>
      {problem.source && <p>{t('basis', { source: problem.source })}</p>}
      {(problem.errors ?? []).length > 0 && <ul>{problem.errors?.map((e) => <li key={e.field}>{say(e.reason)}</li>)}</ul>}
    </div>
  )
}
