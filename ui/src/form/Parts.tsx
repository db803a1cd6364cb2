// Fields that hold fields: rows of a table, and a group that may be left out.

import { useWords } from '../words/language.ts'
import { FieldInput, elementOf, useLabel, type FormState } from './FieldInput.tsx'
import type { Field } from './schema.ts'
import { emptyValues, type Value, type Values } from './values.ts'

interface FieldsProps extends FormState {
  fields: Field[]
  at: string
  values: Values
  onChange: (values: Values) => void
}

/** The fields of an object, one below the other. */
export function Fields({ fields, at, values, onChange, ...state }: FieldsProps) {
  return fields.map((f) => (
    <FieldInput
      key={f.name} {...state} field={f} path={at + f.name} value={values[f.name] ?? emptyValues([f])[f.name] ?? null}
      onChange={(value) => onChange({ ...values, [f.name]: value })}
    />
  ))
}

interface GroupProps extends FormState {
  field: Field
  path: string
  value: Values | null
  onChange: (value: Value) => void
}

export function Group({ field, path, value, onChange, ...state }: GroupProps) {
  const label = useLabel(field)
  const fields = field.fields ?? []
  return (
    <fieldset className="part">
      <legend className="unseen">{label}</legend>
      {!field.required && (
        <label className="tick">
          <input type="checkbox" id={elementOf(path)} checked={value !== null} onChange={(e) => onChange(e.target.checked ? emptyValues(fields) : null)} />
          <span>{label}</span>
        </label>
      )}
      {state.notes?.(path)}
      {value && <Fields {...state} fields={fields} at={`${path}.`} values={value} onChange={onChange} />}
    </fieldset>
  )
}

interface PartsProps extends FormState {
  field: Field
  path: string
  value: Values[]
  onChange: (value: Value) => void
}

export function PartsList({ field, path, value, onChange, ...state }: PartsProps) {
  const { t } = useWords()
  const label = useLabel(field)
  const fields = field.fields ?? []
  const rowName = (n: number) => (field.name === 'parties' ? t('partyNo', { n }) : t('rowNo', { n }))
  return (
    <fieldset className="rows" id={elementOf(path)} tabIndex={-1}>
      <legend>{label}{!field.required && <small> {t('optional')}</small>}</legend>
      {state.reasons[path] && <p className="reason">{state.reasons[path]}</p>}
      {state.notes?.(path)}
      {value.map((row, i) => (
        <fieldset key={i} className="row">
          <legend>{rowName(i + 1)}</legend>
          {state.notes?.(`${path}[${i}]`)}
          <Fields
            {...state} fields={fields} at={`${path}[${i}].`} values={row}
            onChange={(changed) => onChange(value.map((r, j) => (j === i ? changed : r)))}
          />
          {(value.length > 1 || !field.required) && (
            <button type="button" className="plain" onClick={() => onChange(value.filter((_, j) => j !== i))}>
              {t('remove')}<span className="unseen"> {rowName(i + 1)}</span>
            </button>
          )}
        </fieldset>
      ))}
      <button type="button" className="second" onClick={() => onChange([...value, emptyValues(fields)])}>＋ {t('add')}</button>
    </fieldset>
  )
}
