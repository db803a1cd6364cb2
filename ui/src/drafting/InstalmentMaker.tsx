// Writes the payments of an instalment plan into the draft, to be looked over there.

import { useState } from 'react'
import type { Choices } from '../form/choices.ts'
import { FieldInput } from '../form/FieldInput.tsx'
import { fenOf, money, yuan } from '../form/money.ts'
import type { Field } from '../form/schema.ts'
import { emptyValues, type Values } from '../form/values.ts'
import { useWords } from '../words/language.ts'
import { instalmentsOf, mostInstalments } from './instalments.ts'

interface Props {
  /** The fields of an obligation. */
  fields: Field[]
  choices: Choices
  start: Values
  onMade: (rows: Values[]) => void
}

const shared = ['payer', 'payee', 'account']

export function InstalmentMaker({ fields, choices, start, onMade }: Props) {
  const { t } = useWords()
  const [common, setCommon] = useState<Values>({ payer: start['payer'] ?? '', payee: start['payee'] ?? '', account: start['account'] ?? '' })
  const [total, setTotal] = useState(String(start['amount'] ?? ''))
  const [count, setCount] = useState('3')
  const [first, setFirst] = useState('')
  const [tried, setTried] = useState(false)
  const fen = fenOf(total)
  const parts = first ? instalmentsOf({ total: fen, count: Number(count), first }) : []
  const make = () => {
    setTried(true)
    if (parts.length === 0) return
    onMade(parts.map((p) => ({ ...emptyValues(fields), ...common, amount: yuan(p.amount), due: p.due })))
  }
  const [one, last] = [parts[0], parts[parts.length - 1]]
  return (
    <fieldset className="row instalments">
      <legend>{t('instalments')}</legend>
      {fields.filter((f) => shared.includes(f.name)).map((f) => (
        <FieldInput key={f.name} field={f} path={`plan-${f.name}`} value={common[f.name] ?? ''} choices={choices} reasons={{}} onChange={(v) => setCommon({ ...common, [f.name]: v })} />
      ))}
      <Plain id="plan-total" label={`${t('planTotal')}（${t('yuan')}）`} mode="decimal" value={total} onChange={setTotal} reason={tried && Number.isNaN(fen) ? t('need_badMoney') : ''} />
      <Plain id="plan-count" label={t('planCount')} mode="numeric" value={count} onChange={setCount} reason={tried && !(Number(count) >= 1 && Number(count) <= mostInstalments) ? t('need_badNumber') : ''} />
      <Plain id="plan-first" label={t('planFirst')} type="date" value={first} onChange={setFirst} reason={tried && !first ? t('need_badDate') : ''} />
      <p className="quiet" role="status">
        {one && last && t(one.amount === last.amount ? 'planEven' : 'planUneven', { n: parts.length, each: money(one.amount), last: money(last.amount) })}
      </p>
      <button type="button" className="second" onClick={make}>{t('makeInstalments')}</button>
    </fieldset>
  )
}

interface PlainProps {
  id: string
  label: string
  type?: string
  mode?: 'decimal' | 'numeric'
  value: string
  reason: string
  onChange: (text: string) => void
}

function Plain({ id, label, type = 'text', mode, value, reason, onChange }: PlainProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id} type={type} inputMode={mode} value={value} autoComplete="off" onChange={(e) => onChange(e.target.value)}
        aria-invalid={reason ? true : undefined} aria-describedby={reason ? id + '-reason' : undefined}
      />
      {reason && <p className="reason" id={id + '-reason'}>{reason}</p>}
    </div>
  )
}
