// The strokes of a finger: kept as points in units of the pad, so that the drawing is the
// same on every screen and after the phone was turned.

export interface Point {
  x: number
  y: number
}
export type Stroke = Point[]

/** The pad is twice as wide as it is high, in whatever size it is shown. */
export const pad = { width: 600, height: 300 }
const pen = 7
const ink = '#16265c'

/** Adds a point, unless it lies so near the last one that only the shaking of a hand shows. */
export function extended(stroke: Stroke, point: Point): Stroke {
  const p = { x: Math.round(point.x * 10) / 10, y: Math.round(point.y * 10) / 10 }
  const last = stroke[stroke.length - 1]
  return last && Math.hypot(p.x - last.x, p.y - last.y) < 2 ? stroke : [...stroke, p]
}

/** How far the pen went on paper; a touch by mistake is no signature. */
export const lengthOf = (strokes: Stroke[]): number =>
  strokes.reduce((sum, s) => sum + s.slice(1).reduce((way, p, i) => way + Math.hypot(p.x - (s[i]?.x ?? p.x), p.y - (s[i]?.y ?? p.y)), 0), 0)

export const enough = (strokes: Stroke[]): boolean => lengthOf(strokes) >= 120

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** What the strokes cover with the width of the pen; null for none. */
export function boundsOf(strokes: Stroke[]): Box | null {
  const points = strokes.flat()
  if (points.length === 0) return null
  const xs = points.map((p) => p.x)
  const ys = points.map((p) => p.y)
  const x = Math.min(...xs) - pen
  const y = Math.min(...ys) - pen
  return { x, y, width: Math.max(...xs) + pen - x, height: Math.max(...ys) + pen - y }
}

type Context = Pick<CanvasRenderingContext2D, 'beginPath' | 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'stroke'> & {
  lineWidth: number
  lineCap: string
  lineJoin: string
  strokeStyle: unknown
}

/** Draws smooth lines: through the middles between points, bent towards the points. */
export function draw(context: Context, strokes: Stroke[]): void {
  context.lineWidth = pen
  context.lineCap = context.lineJoin = 'round'
  context.strokeStyle = ink
  for (const stroke of strokes) {
    const [start, ...rest] = stroke
    if (!start) continue
    context.beginPath()
    context.moveTo(start.x, start.y)
    rest.forEach((p, i) => {
      const next = rest[i + 1]
      if (next) context.quadraticCurveTo(p.x, p.y, (p.x + next.x) / 2, (p.y + next.y) / 2)
      else context.lineTo(p.x, p.y)
    })
    if (rest.length === 0) context.lineTo(start.x + 0.1, start.y) // a dot
    context.stroke()
  }
}

/** Base64 of 300 KB would pass what the API takes; this stays below with room to spare. */
export const largest = 380_000

/** The drawing alone, trimmed, as a PNG with nothing behind it; ever smaller until it fits. */
export function pictureOf(strokes: Stroke[], newCanvas = () => document.createElement('canvas')): string {
  const box = boundsOf(strokes)
  if (!box) return ''
  for (let scale = 2; scale > 0.2; scale *= 0.7) {
    const canvas = newCanvas()
    canvas.width = Math.ceil(box.width * scale)
    canvas.height = Math.ceil(box.height * scale)
    const context = canvas.getContext('2d')
    if (!context) return ''
    context.scale(scale, scale)
    context.translate(-box.x, -box.y)
    draw(context, strokes)
    const encoded = canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '')
    if (encoded.length <= largest) return encoded
  }
  return ''
}
