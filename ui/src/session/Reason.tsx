// Why something was not written into the record, in the server's own words.

import { Refused } from '../api/client.ts'
import { useWords } from '../words/language.ts'

export function Reason({ failure }: { failure: unknown }) {
  const { t, say } = useWords()
  if (!failure) return null
  if (!(failure instanceof Refused)) return <p className="reason" role="alert">{t('notWritten')}</p>
  const { message, errors } = failure.problem
  return <p className="reason" role="alert">{[say(message), ...(errors ?? []).map((e) => say(e.reason))].join(' ')}</p>
}
