// What a field may be chosen from: what the server lists, and what the case holds.

import { useQuery } from '@tanstack/react-query'
import type { Case, CatalogueType, Schemas, Text } from '../api/client.ts'
import { catalogue, courts, mediators, organisations } from '../api/queries.ts'
import { answerLabel, identityKinds } from '../words/labels.ts'
import { useWords, type Speaker } from '../words/language.ts'
import { money } from './money.ts'
import type { Field, Source } from './schema.ts'

export interface Option {
  value: string
  label: string
}

export type Choices = (source: Source) => Option[]

function sourcesIn(fields: Field[], found = new Set<Source>()): Set<Source> {
  for (const f of fields) {
    if (f.source) found.add(f.source)
    if (f.fields) sourcesIn(f.fields, found)
  }
  return found
}

type Obligation = Schemas['Obligation']

function openObligations(c: Case, words: Speaker): Option[] {
  const nameOf = (id: string) => c.parties?.find((p) => p.id === id)?.name ?? id
  const label = (o: Obligation) =>
    `${words.t('obligation', { n: o.no ?? 0 })} ${nameOf(o.payer)} → ${nameOf(o.payee)} ${o.amount ? money(o.amount) : (o.duty ?? '')}`
  return (c.agreement?.obligations ?? []).filter((o) => !o.done).map((o) => ({ value: String(o.no), label: label(o) }))
}

function causesOf(type: CatalogueType | undefined): Option[] {
  return (type?.causeNames ?? []).map((c) => ({ value: `${type?.causeVersion}/${c.number}`, label: `${c.name}（${c.number}）` }))
}

/** The choices for the fields of a form; the lists that it needs are loaded, no others. */
export function useChoices(fields: Field[], c: Case | null, type: string): Choices {
  const words = useWords()
  const needed = sourcesIn(fields)
  const courtList = useQuery({ ...courts, enabled: needed.has('court') })
  const offices = useQuery({ ...organisations, enabled: needed.has('organisation') })
  const types = useQuery({ ...catalogue, enabled: needed.has('type') })
  const staff = useQuery({ ...mediators(c?.organisation ?? ''), enabled: needed.has('mediator') && !!c?.organisation })

  const named = (list: { value: string; name: Text }[]) => list.map((x) => ({ value: x.value, label: words.say(x.name) }))
  return (source) => {
    switch (source) {
      case 'mediator':
        return (staff.data ?? []).map((m) => ({ value: m.account, label: m.name }))
      case 'organisation':
        return (offices.data ?? []).map((o) => ({ value: o.id ?? '', label: o.name }))
      case 'court':
        return (courtList.data ?? []).map((k) => ({ value: k.code, label: k.name === k.code ? k.code : `${k.name}（${k.code}）` }))
      case 'party':
        return (c?.parties ?? []).map((p) => ({ value: p.id ?? '', label: `${p.name}（${words.say(answerLabel(p.role))}）` }))
      case 'obligation':
        return c ? openObligations(c, words) : []
      case 'type':
        return named((types.data ?? []).map((k) => ({ value: k.id, name: k.name })))
      case 'cause':
        return causesOf(types.data?.find((k) => k.id === type))
      case 'identity':
        return named(identityKinds.map((value) => ({ value, name: answerLabel(value) ?? { zh: value, en: value } })))
    }
  }
}
