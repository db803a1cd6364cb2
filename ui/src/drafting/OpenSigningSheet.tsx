// Opening the signing of a draft: what the review holds against it is said before.

import { useState } from 'react'
import type { SheetProps } from '../case/Acts.tsx'
import { Terms } from '../case/AgreementCard.tsx'
import { ActForm } from '../form/ActForm.tsx'
import { useWords } from '../words/language.ts'
import { Findings } from './Findings.tsx'
import { inTheWay, termsOf, useReview, withAnswer, type Answer } from './review.ts'
import '../words/later.ts'
import './drafting.css'

export default function OpenSigningSheet(props: SheetProps) {
  const { t } = useWords()
  const { view } = props.seen
  const agreement = view.case.agreement
  const { review } = useReview(view.case.id, termsOf(agreement ?? {}))
  const [answers, setAnswers] = useState<Answer[]>([])
  const faults = inTheWay(review?.findings ?? [], answers).length
  const blocked = !review ? t('reviewing') : faults > 0 ? t('mendFirst', { n: faults }) : undefined
  return (
    <ActForm {...props} blocked={blocked} extra={{ standBy: answers }}>
      {agreement && (
        <section className="to-read" aria-label={t('agreement')}>
          <h3>{t('agreement')}<small>{t('version', { n: agreement.version })}</small></h3>
          <Terms terms={agreement} view={view} />
        </section>
      )}
      <Findings findings={review?.findings ?? []} answers={answers} onAnswer={(a) => setAnswers(withAnswer(answers, a))} />
    </ActForm>
  )
}
