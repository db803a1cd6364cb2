// The lines of a record: which stand, and which a party has still to confirm.

import type { Schemas } from '../api/client.ts'

export type Line = Schemas['RecordLine']

/** Of each line that was corrected, the number of the line that now stands for it. */
export const corrections = (lines: Line[]): Map<number, number> =>
  new Map(lines.filter((l) => l.replaces).map((l) => [l.replaces ?? 0, l.no]))

/** The lines that no later line replaces. */
export function standing(lines: Line[]): Line[] {
  const replaced = corrections(lines)
  return lines.filter((l) => !replaced.has(l.no))
}

export const answeredBy = (line: Line, party: string): boolean => (line.read ?? []).some((r) => r.party === party)

/** Numbers of the standing lines that the party has said nothing about. */
export const toConfirm = (lines: Line[], party: string): number[] =>
  standing(lines).filter((l) => !answeredBy(l, party)).map((l) => l.no)
