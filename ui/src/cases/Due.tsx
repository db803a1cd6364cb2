// A last day as people read it: the day, its weekday, and how long there is.

import { useQuery } from '@tanstack/react-query'
import { system } from '../api/queries.ts'
import { dateWords, dayOf, daysBetween, weekdayOf } from '../form/dates.ts'
import { useWords } from '../words/language.ts'

interface Props {
  last: string
  provisional?: boolean | undefined
  stopped?: boolean | undefined
}

/** Today in Beijing, on the system's clock. */
export function useToday(): string {
  return useQuery(system).data?.today ?? dayOf(Date.now())
}

export function Due({ last, provisional, stopped }: Props) {
  const { t, language } = useWords()
  const left = daysBetween(useToday(), last)
  const words = left > 0 ? t('daysLeft', { n: left }) : left === 0 ? t('today') : t('overdue', { n: -left })
  const urgency = stopped ? '' : left < 0 ? ' overdue' : left <= 3 ? ' soon' : ''
  return (
    <span className={'due' + urgency}>
      <span className="due-date">{dateWords(last, language)} {weekdayOf(last, language)}</span>{' '}
      <span className="due-left">{stopped ? t('stopped') : words}</span>
      {provisional && <> <span className="tag">{t('provisional')}</span></>}
    </span>
  )
}
