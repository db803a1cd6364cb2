// One field of a form: its label, its control, its mistake.

import { useId, type ReactNode } from 'react'
import { answerLabel, fieldLabel } from '../words/labels.ts'
import { useWords } from '../words/language.ts'
import type { Choices, Option } from './choices.ts'
import { Group, PartsList } from './Parts.tsx'
import type { Field } from './schema.ts'
import type { Value, Values } from './values.ts'

export interface FormState {
  choices: Choices
  /** Reasons by the path of the field, such as parties[1].idNumber. */
  reasons: Record<string, string>
  /** What a review says beside a field, by its path. */
  notes?: ((path: string) => ReactNode) | undefined
}

interface Props extends FormState {
  field: Field
  path: string
  value: Value
  onChange: (value: Value) => void
}

/** The element of a field, so that a summary of mistakes can lead to it. */
export const elementOf = (path: string): string => 'field-' + path.replace(/[^\w]/g, '-')

export function FieldInput(props: Props) {
  const { field } = props
  switch (field.kind) {
    case 'version':
      return null
    case 'group':
      return <Group {...props} value={props.value as Values | null} />
    case 'rows':
      return <PartsList {...props} value={props.value as Values[]} />
    case 'flag':
      return <Flag {...props} />
    case 'decision':
      return <Radios {...props} options={['yes', 'no'].map((a) => ({ value: a, key: `${field.name}.${a}` }))} />
    case 'choice':
      if ((field.options?.length ?? 0) <= 4) return <Radios {...props} options={(field.options ?? []).map((o) => ({ value: o, key: o }))} />
      return <Choice {...props} />
    case 'pick':
      return <Choice {...props} />
    case 'picks':
      return <Picks {...props} />
    default:
      return <Typed {...props} />
  }
}

export function useLabel(field: Field): string {
  const { say } = useWords()
  return say(fieldLabel(field.owner, field.name)) || field.name
}

function Reason({ id, text }: { id: string; text?: string | undefined }) {
  return text ? <p className="reason" id={id}>{text}</p> : null
}

function Labelled({ field, path, reasons, notes, children }: Props & { children: (attributes: Attributes) => ReactNode }) {
  const { t } = useWords()
  const label = useLabel(field)
  const id = elementOf(path)
  const reason = reasons[path]
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {field.kind === 'money' && <small>（{t('yuan')}）</small>}
        {field.kind === 'rate' && <small>（{t('perTenThousand')}）</small>}
        {field.kind === 'moment' && <small>（{t('beijing')}）</small>}
        {field.kind === 'lines' && <small>（{t('onePerLine')}）</small>}
        {!field.required && <small> {t('optional')}</small>}
      </label>
      {children({ id, 'aria-invalid': reason ? true : undefined, 'aria-describedby': reason ? id + '-reason' : undefined })}
      <Reason id={id + '-reason'} text={reason} />
      {notes?.(path)}
    </div>
  )
}

interface Attributes {
  id: string
  'aria-invalid': true | undefined
  'aria-describedby': string | undefined
}

const inputTypes: Partial<Record<Field['kind'], string>> = { date: 'date', moment: 'datetime-local' }

function Typed(props: Props) {
  const { field, value, onChange } = props
  const text = String(value ?? '')
  const long = field.kind === 'longText' || field.kind === 'lines'
  return (
    <Labelled {...props}>
      {(attributes) =>
        long ? (
          <textarea {...attributes} rows={field.kind === 'lines' ? 3 : 4} maxLength={field.max} value={text} onChange={(e) => onChange(e.target.value)} />
        ) : (
          <input
            {...attributes} type={inputTypes[field.kind] ?? (field.name === 'phone' ? 'tel' : 'text')} maxLength={field.max} value={text}
            inputMode={field.kind === 'money' || field.kind === 'rate' ? 'decimal' : field.kind === 'number' ? 'numeric' : undefined}
            autoComplete="off" onChange={(e) => onChange(e.target.value)}
          />
        )
      }
    </Labelled>
  )
}

function Choice(props: Props) {
  const { field, value, onChange, choices } = props
  const { t, say } = useWords()
  const options: Option[] = field.source
    ? choices(field.source)
    : (field.options ?? []).map((o) => ({ value: o, label: say(answerLabel(o)) || o }))
  return (
    <Labelled {...props}>
      {(attributes) => (
        <select {...attributes} value={String(value ?? '')} onChange={(e) => onChange(e.target.value)}>
          <option value="">{options.length === 0 ? t('noChoices') : t('choose')}</option>
          {options.map((o) => <option key={o.value} value={o.value}>{o.label}</option>)}
        </select>
      )}
    </Labelled>
  )
}

function Radios({ field, path, value, onChange, reasons, options }: Props & { options: { value: string; key: string }[] }) {
  const { t, say } = useWords()
  const name = useId()
  const label = useLabel(field)
  const reason = reasons[path]
  return (
    <fieldset className="field radios" aria-describedby={reason ? elementOf(path) + '-reason' : undefined}>
      <legend>{label}{!field.required && <small> {t('optional')}</small>}</legend>
      <div className="options">
        {options.map((o, i) => (
          <label key={o.value} className="tick">
            <input type="radio" name={name} id={i === 0 ? elementOf(path) : undefined} checked={value === o.value} onChange={() => onChange(o.value)} />
            <span>{say(answerLabel(o.key)) || o.value}</span>
          </label>
        ))}
      </div>
      <Reason id={elementOf(path) + '-reason'} text={reason} />
    </fieldset>
  )
}

function Flag({ field, path, value, onChange, reasons }: Props) {
  const label = useLabel(field)
  const reason = reasons[path]
  return (
    <div className="field">
      <label className="tick">
        <input
          type="checkbox" id={elementOf(path)} checked={value === true} onChange={(e) => onChange(e.target.checked)}
          aria-invalid={reason ? true : undefined} aria-describedby={reason ? elementOf(path) + '-reason' : undefined}
        />
        <span>{label}</span>
      </label>
      <Reason id={elementOf(path) + '-reason'} text={reason} />
    </div>
  )
}

/** Several of a list, in the order in which they are ticked. */
function Picks({ field, path, value, onChange, choices, reasons }: Props) {
  const { t } = useWords()
  const label = useLabel(field)
  const chosen = (value ?? []) as string[]
  const options = field.source ? choices(field.source) : []
  const toggle = (v: string) => onChange(chosen.includes(v) ? chosen.filter((x) => x !== v) : [...chosen, v])
  return (
    <fieldset className="field radios">
      <legend>{label}</legend>
      {options.length === 0 && <p className="quiet">{t('noChoices')}</p>}
      <div className="options">
        {options.map((o, i) => (
          <label key={o.value} className="tick">
            <input type="checkbox" id={i === 0 ? elementOf(path) : undefined} checked={chosen.includes(o.value)} onChange={() => toggle(o.value)} />
            <span>{chosen.length > 1 && chosen.includes(o.value) ? `${chosen.indexOf(o.value) + 1}. ` : ''}{o.label}</span>
          </label>
        ))}
      </div>
      <Reason id={elementOf(path) + '-reason'} text={reasons[path]} />
    </fieldset>
  )
}
