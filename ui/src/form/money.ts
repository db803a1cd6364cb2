// People write yuan; the system counts integer fen.

/** Reads yuan as people write them: 12000, 12,000.5, ¥12,000.00, １２０００元. NaN if it is no amount. */
export function fenOf(yuan: string): number {
  const plain = yuan
    .normalize('NFKC')
    .replace(/[,，\s¥￥元]/g, '')
  const match = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(plain)
  if (!match) return NaN
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0') || 0)
}

/** Writes fen as yuan with two decimals: 1200000 is 12,000.00. */
export function yuan(fen: number): string {
  const sign = fen < 0 ? '−' : ''
  const whole = Math.floor(Math.abs(fen) / 100)
  const cents = String(Math.abs(fen) % 100).padStart(2, '0')
  return `${sign}${String(whole).replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`
}

export const money = (fen: number): string => `¥${yuan(fen)}`
