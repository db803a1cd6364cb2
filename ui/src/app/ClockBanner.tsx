// On a shortened clock every page says so: nobody shall take its dates for real ones.

import { useQuery } from '@tanstack/react-query'
import { system } from '../api/queries.ts'
import { dateWords, durationWords, weekdayOf } from '../form/dates.ts'
import { useWords } from '../words/language.ts'

export function ClockBanner() {
  const { t, language } = useWords()
  const { data } = useQuery(system)
  if (!data?.shortened) return null
  return (
    <aside className="clock">
      {t('clock', { day: durationWords(data.dayLength ?? '', language) })} ·{' '}
      {t('clockToday', { date: `${dateWords(data.today, language)} ${weekdayOf(data.today, language)}` })}
    </aside>
  )
}
