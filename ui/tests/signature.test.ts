import { expect, test } from 'vitest'
import { boundsOf, draw, enough, extended, largest, lengthOf, pictureOf, type Stroke } from '../src/signing/strokes.ts'

const line: Stroke = [{ x: 100, y: 100 }, { x: 200, y: 100 }, { x: 200, y: 160 }]

test('the shaking of a hand adds no points', () => {
  let stroke: Stroke = [{ x: 10, y: 10 }]
  stroke = extended(stroke, { x: 10.4, y: 10.3 })
  expect(stroke).toHaveLength(1)
  stroke = extended(stroke, { x: 14.123, y: 10 })
  expect(stroke).toEqual([{ x: 10, y: 10 }, { x: 14.1, y: 10 }])
})

test('a touch by mistake is no signature, a name is', () => {
  expect(enough([])).toBe(false)
  expect(enough([[{ x: 5, y: 5 }]])).toBe(false)
  expect(lengthOf([line])).toBe(160)
  expect(enough([line])).toBe(true)
})

test('the picture is trimmed to the strokes and the width of the pen', () => {
  expect(boundsOf([])).toBeNull()
  expect(boundsOf([line])).toEqual({ x: 93, y: 93, width: 114, height: 74 })
})

/** A canvas that remembers what was drawn, and whose pictures weigh what the test says. */
function canvas(weigh: (pixels: number) => number) {
  const drawn: string[] = []
  const log = (name: string) => (...values: number[]) => void drawn.push(`${name} ${values.join(',')}`)
  const context = { beginPath: log('begin'), moveTo: log('move'), lineTo: log('line'), quadraticCurveTo: log('curve'), stroke: log('stroke'), scale: log('scale'), translate: log('translate') }
  const make = () => {
    const c = { width: 0, height: 0, getContext: () => context, toDataURL: () => 'data:image/png;base64,' + 'A'.repeat(weigh(c.width * c.height)) }
    return c as unknown as HTMLCanvasElement
  }
  return { drawn, context, make }
}

test('lines are bent through the middles between points; a dot is drawn too', () => {
  const { drawn, context } = canvas(() => 0)
  draw(context as never, [line, [{ x: 5, y: 5 }]])
  expect(drawn).toEqual(['begin ', 'move 100,100', 'curve 200,100,200,130', 'line 200,160', 'stroke ', 'begin ', 'move 5,5', 'line 5.1,5', 'stroke '])
})

test('a picture that is too heavy is made smaller until it fits', () => {
  const heavy = canvas((pixels) => pixels * 20)
  const picture = pictureOf([line], heavy.make)
  expect(picture.length).toBeGreaterThan(0)
  expect(picture.length).toBeLessThanOrEqual(largest)
  expect(picture).not.toContain('base64')
  expect(heavy.drawn.filter((d) => d.startsWith('scale')).length).toBeGreaterThan(1)
  expect(pictureOf([], heavy.make)).toBe('')
})
