// What a person has typed, and how it becomes the body of a request.

import { instantOf } from './dates.ts'
import { fenOf, yuan } from './money.ts'
import type { Field } from './schema.ts'

export type Value = string | boolean | string[] | Values | Values[] | null
export interface Values {
  [name: string]: Value
}

/** A mistake that is seen before anything is sent: the key of a wording. */
export type Mistake = 'choose' | 'badMoney' | 'badDate' | 'badNumber'
export type Mistakes = Record<string, Mistake>

export function emptyValues(fields: Field[]): Values {
  return Object.fromEntries(fields.map((f) => [f.name, emptyValue(f)]))
}

function emptyValue(f: Field): Value {
  switch (f.kind) {
    case 'flag':
      return false
    case 'picks':
      return []
    case 'rows':
      return f.required ? [emptyValues(f.fields ?? [])] : []
    case 'group':
      return f.required ? emptyValues(f.fields ?? []) : null
    default:
      return ''
  }
}

/** The body, and the fields that cannot be read. Optional fields left empty are left out. */
export function bodyOf(fields: Field[], values: Values, version?: number): { body: Record<string, unknown>; mistakes: Mistakes } {
  const mistakes: Mistakes = {}
  return { body: object(fields, values, '', mistakes, version), mistakes }
}

function object(fields: Field[], values: Values, at: string, mistakes: Mistakes, version?: number): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const f of fields) {
    const value = f.kind === 'version' ? version : json(f, values[f.name] ?? emptyValue(f), at + f.name, mistakes)
    if (value !== undefined) body[f.name] = value
  }
  return body
}

function json(f: Field, value: Value, at: string, mistakes: Mistakes): unknown {
  switch (f.kind) {
    case 'flag':
      return value === true
    case 'picks':
      return f.required || (value as string[]).length > 0 ? value : undefined
    case 'lines':
      return lines(f, value as string)
    case 'rows': {
      const rows = (value as Values[]).map((row, i) => object(f.fields ?? [], row, `${at}[${i}].`, mistakes))
      return f.required || rows.length > 0 ? rows : undefined
    }
    case 'group':
      return value === null ? undefined : object(f.fields ?? [], value as Values, `${at}.`, mistakes)
    default:
      return scalar(f, String(value ?? '').trim(), at, mistakes)
  }
}

function lines(f: Field, text: string): string[] | undefined {
  const all = text.split('\n').map((l) => l.trim()).filter(Boolean)
  return f.required || all.length > 0 ? all : undefined
}

function scalar(f: Field, text: string, at: string, mistakes: Mistakes): unknown {
  const typed = f.kind === 'text' || f.kind === 'longText'
  if (!text && !f.required) return undefined
  if (!text && !typed) {
    mistakes[at] = f.kind === 'money' ? 'badMoney' : f.kind === 'date' || f.kind === 'moment' ? 'badDate' : 'choose'
    return undefined
  }
  switch (f.kind) {
    case 'money':
      return checked(fenOf(text), at, 'badMoney', mistakes)
    case 'rate': // people say 万分之五, which is 500 millionths
      return checked(fenOf(text), at, 'badNumber', mistakes)
    case 'number':
      return checked(/^\d+$/.test(text) ? Number(text) : NaN, at, 'badNumber', mistakes)
    case 'moment':
      if (!instantOf(text)) mistakes[at] = 'badDate'
      return instantOf(text)
    case 'decision':
      return text === 'yes'
    case 'pick':
      return picked(f, text)
    default:
      return text
  }
}

function checked(n: number, at: string, mistake: Mistake, mistakes: Mistakes): number | undefined {
  if (Number.isSafeInteger(n)) return n
  mistakes[at] = mistake
  return undefined
}

/** A cause of action is kept as its list and number; an obligation goes by its number. */
function picked(f: Field, text: string): unknown {
  if (f.source === 'obligation') return Number(text)
  if (f.source === 'cause') {
    const [version, number] = text.split('/')
    return { version, number }
  }
  return text
}

/** What was sent before, as a person would type it: the way back from a body. */
export function valuesOf(fields: Field[], body: object): Values {
  const known = body as Record<string, unknown>
  return Object.fromEntries(fields.map((f) => [f.name, valueOf(f, known[f.name])]))
}

function valueOf(f: Field, known: unknown): Value {
  if (known === undefined || known === null) return emptyValue(f)
  switch (f.kind) {
    case 'flag':
      return known === true
    case 'money':
    case 'rate':
      return yuan(Number(known))
    case 'lines':
      return (known as string[]).join('\n')
    case 'picks':
      return known as string[]
    case 'rows':
      return (known as object[]).map((row) => valuesOf(f.fields ?? [], row))
    case 'group':
      return valuesOf(f.fields ?? [], known as object)
    default:
      return String(known)
  }
}
