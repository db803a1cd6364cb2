// What the review found, beside the clause: what must be mended, and what to look at. A
// finding that was read from words may be wrong: the mediator may say why the clause stands.

import { useWords } from '../words/language.ts'
import { answerTo, type Answer, type Finding } from './review.ts'

interface Props {
  findings: Finding[]
  answers?: Answer[]
  onAnswer?: (answer: Answer) => void
}

export function Findings({ findings, answers = [], onAnswer }: Props) {
  const { t, say } = useWords()
  if (findings.length === 0) return null
  return (
    <ul className="findings">
      {findings.map((f, i) => (
        <li key={i} className={f.blocks && !answerTo(answers, f)?.reason ? 'finding blocks' : 'finding'}>
          <strong>{t(f.blocks ? 'mustMend' : 'lookAt')}</strong> {say(f.message)}
          <small>{f.source}</small>
          {f.blocks && f.wording && onAnswer && (
            <label className="stand-by">
              {t('standBy')}
              <input maxLength={500} value={answerTo(answers, f)?.reason ?? ''} onChange={(e) => onAnswer({ rule: f.rule, clause: f.clause, reason: e.target.value })} />
            </label>
          )}
        </li>
      ))}
    </ul>
  )
}
