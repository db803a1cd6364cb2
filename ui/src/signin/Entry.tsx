// One labelled input of the entrance, with its mistake.

import { useId, type InputHTMLAttributes } from 'react'
import type { Problem } from '../api/client.ts'
import { useWords } from '../words/language.ts'

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  label: string
  hint?: string
  name: string
  missing?: string | false
  problem: Problem | null
  onChange: (text: string) => void
}

export function Entry({ label, hint, name, missing, problem, onChange, ...input }: Props) {
  const { say } = useWords()
  const id = useId()
  const reason = missing || say(problem?.errors?.find((e) => e.field === name)?.reason)
  return (
    <div className="field">
      <label htmlFor={id}>{label}{hint && <small>（{hint}）</small>}</label>
      <input
        {...input} id={id} name={name} onChange={(e) => onChange(e.target.value)}
        aria-invalid={reason ? true : undefined} aria-describedby={reason ? id + '-reason' : undefined}
      />
      {reason && <p className="reason" id={id + '-reason'} role="alert">{reason}</p>}
    </div>
  )
}

/** What was refused as a whole; what belongs to a field is said there. */
export function WholeProblem({ problem }: { problem: Problem | null }) {
  const { say } = useWords()
  if (!problem || (problem.errors?.length ?? 0) > 0) return null
  return <p className="refusal" role="alert">{say(problem.message)}</p>
}
