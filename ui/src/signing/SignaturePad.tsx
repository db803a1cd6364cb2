// A pad to sign on with a finger, a pen or a mouse.

import { useEffect, useRef, type ReactNode } from 'react'
import { useWords } from '../words/language.ts'
import { draw, extended, pad, type Point, type Stroke } from './strokes.ts'

interface Props {
  strokes: Stroke[]
  onChange: (strokes: Stroke[]) => void
  describedBy?: string | undefined
  /** What else can be done, beside undoing. */
  children?: ReactNode
}

export function SignaturePad({ strokes, onChange, describedBy, children }: Props) {
  const { t } = useWords()
  const canvas = useRef<HTMLCanvasElement>(null)
  const pen = usePen(canvas, strokes, onChange)
  usePicture(canvas, strokes)
  return (
    <div className="pad">
      <div className="pad-frame">
        <canvas
          ref={canvas} width={pad.width} height={pad.height} id="field-ink" tabIndex={-1} role="img" aria-label={strokes.length > 0 ? t('padDrawn', { n: strokes.length }) : t('padEmpty')}
          aria-describedby={describedBy} {...pen}
        />
        {strokes.length === 0 && <span className="pad-hint" aria-hidden="true">{t('padHint')}</span>}
      </div>
      <div className="pad-tools">
        <button type="button" className="second" disabled={strokes.length === 0} onClick={() => onChange(strokes.slice(0, -1))}>{t('undo')}</button>
        <button type="button" className="second" disabled={strokes.length === 0} onClick={() => onChange([])}>{t('clear')}</button>
        {children}
      </div>
    </div>
  )
}

/** Shows the strokes in the sharpness of the screen. */
function show(canvas: HTMLCanvasElement | null, strokes: Stroke[]): void {
  const context = canvas?.getContext('2d')
  if (!canvas || !context) return
  const scale = (canvas.clientWidth * Math.min(devicePixelRatio || 1, 3)) / pad.width
  canvas.width = Math.round(pad.width * scale)
  canvas.height = Math.round(pad.height * scale)
  context.scale(scale, scale)
  draw(context, strokes)
}

function usePicture(canvas: React.RefObject<HTMLCanvasElement | null>, strokes: Stroke[]): void {
  useEffect(() => {
    const again = () => show(canvas.current, strokes)
    again()
    addEventListener('resize', again)
    return () => removeEventListener('resize', again)
  }, [canvas, strokes])
}

/** Follows one pointer at a time: the ball of the hand draws nothing. */
function usePen(canvas: React.RefObject<HTMLCanvasElement | null>, strokes: Stroke[], onChange: (strokes: Stroke[]) => void) {
  const under = useRef<{ pointer: number; stroke: Stroke } | null>(null)
  const at = (e: { clientX: number; clientY: number }): Point => {
    const box = canvas.current?.getBoundingClientRect()
    if (!box || box.width === 0) return { x: 0, y: 0 }
    return { x: ((e.clientX - box.left) / box.width) * pad.width, y: ((e.clientY - box.top) / box.height) * pad.height }
  }
  const finish = (e: React.PointerEvent) => {
    if (under.current?.pointer !== e.pointerId) return
    const { stroke } = under.current
    under.current = null
    onChange([...strokes, stroke])
  }
  return {
    onPointerDown: (e: React.PointerEvent<HTMLCanvasElement>) => {
      if (under.current || e.button > 0) return
      e.currentTarget.setPointerCapture?.(e.pointerId)
      under.current = { pointer: e.pointerId, stroke: [at(e)] }
      show(canvas.current, [...strokes, under.current.stroke])
    },
    onPointerMove: (e: React.PointerEvent) => {
      const line = under.current
      if (line?.pointer !== e.pointerId) return
      const all = e.nativeEvent.getCoalescedEvents?.() ?? []
      for (const point of all.length > 0 ? all : [e]) line.stroke = extended(line.stroke, at(point))
      show(canvas.current, [...strokes, line.stroke])
    },
    onPointerUp: finish,
    onPointerCancel: finish,
  }
}
