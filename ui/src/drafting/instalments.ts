// Payment by instalments: equal parts month by month, the last takes what is left over.

export interface Plan {
  total: number // fen
  count: number
  first: string // 2026-12-20
}

export interface Instalment {
  amount: number
  due: string
}

export const mostInstalments = 240

/** Parts of whole fen that add up to the total; the days one month after the other. */
export function instalmentsOf({ total, count, first }: Plan): Instalment[] {
  if (!Number.isSafeInteger(total) || !Number.isInteger(count) || count < 1 || count > mostInstalments || total < count) return []
  const each = Math.floor(total / count)
  return Array.from({ length: count }, (_, i) => ({
    amount: i === count - 1 ? total - each * (count - 1) : each,
    due: monthsAfter(first, i),
  }))
}

/** The same day of a later month, or the last day of a month that is shorter. */
export function monthsAfter(date: string, months: number): string {
  const [y = 0, m = 1, d = 1] = date.split('-').map(Number)
  const last = new Date(Date.UTC(y, m + months, 0)).getUTCDate()
  return new Date(Date.UTC(y, m - 1 + months, Math.min(d, last))).toISOString().slice(0, 10)
}
