// Who speaks: the mediator or one of the parties.

import type { CaseView } from '../api/client.ts'
import { useWords } from '../words/language.ts'

interface Props {
  view: CaseView
  speaker: string
  disabled?: boolean
  onChange: (speaker: string) => void
}

export function Speaker({ view, speaker, disabled, onChange }: Props) {
  const { t } = useWords()
  return (
    <label>{t('whoSpeaks')}
      <select value={speaker} disabled={!!disabled} onChange={(e) => onChange(e.target.value)}>
        {speaker === '' && <option value="">{t('note')}</option>}
        <option value="mediator">{t('theMediator')}</option>
        {(view.case.parties ?? []).map((p) => <option key={p.id} value={p.id}>{p.name}</option>)}
      </select>
    </label>
  )
}
