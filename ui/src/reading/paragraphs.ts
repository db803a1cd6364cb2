// The words of a page as paragraphs, to be read in large letters or aloud. What a PDF holds
// are pieces at places; lines and paragraphs follow from where they stand.

export interface Piece {
  str: string
  /** The last two numbers are the place, in points from the lower left corner. */
  transform: number[]
  width: number
  height: number
}

interface Line {
  text: string
  x: number
  y: number
  end: number
  size: number
  /** Holds a gap as between the cells of a table. */
  cells: boolean
}

/** The lines of a page, from its pieces in their order. */
export function linesOf(pieces: Piece[]): Line[] {
  const lines: Line[] = []
  for (const p of pieces) {
    if (p.str.trim() === '') continue
    const [x = 0, y = 0] = p.transform.slice(4)
    const size = p.height || Math.abs(p.transform[3] ?? 12)
    const line = lines[lines.length - 1]
    if (!line || Math.abs(line.y - y) > size * 0.5 || x < line.end - size) {
      lines.push({ text: p.str, x, y, end: x + p.width, size, cells: false })
      continue
    }
    const gap = x - line.end > size * 0.7
    line.text += (gap ? '　' : '') + p.str
    line.cells ||= gap
    line.end = x + p.width
  }
  return lines
}

/** A line carries on the one before unless it is indented, or that one ended early. */
export function paragraphsOf(pieces: Piece[]): string[] {
  const lines = linesOf(pieces)
  const left = Math.min(...lines.map((l) => l.x))
  const right = Math.max(...lines.map((l) => l.end))
  const paragraphs: string[] = []
  lines.forEach((l, i) => {
    const before = lines[i - 1]
    const goesOn = before && !before.cells && !l.cells && l.x < left + l.size && before.end > right - 2.2 * before.size
    if (goesOn) paragraphs[paragraphs.length - 1] += l.text
    else paragraphs.push(l.text)
  })
  return paragraphs
}

/** How much of an empty margin may be left out on either side, so that the words are larger. */
export function spareMargin(pieces: Piece[], pageWidth: number): number {
  const lines = linesOf(pieces)
  if (lines.length < 5) return 0
  const left = Math.min(...lines.map((l) => l.x))
  const right = pageWidth - Math.max(...lines.map((l) => l.end))
  return Math.max(0, Math.min(left, right) - 14)
}
