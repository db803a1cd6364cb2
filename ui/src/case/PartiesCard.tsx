import type { CaseView, Schemas } from '../api/client.ts'
import { isSet } from '../form/dates.ts'
import { answerLabel } from '../words/labels.ts'
import { useWords } from '../words/language.ts'

export function PartiesCard({ view }: { view: CaseView }) {
  const { t } = useWords()
  return (
    <section className="card" aria-labelledby="parties">
      <h2 id="parties">{t('parties')}</h2>
      <ul className="plain-list">
        {(view.case.parties ?? []).map((p) => <PartyRow key={p.id} party={p} own={p.id === view.party} />)}
      </ul>
      {view.mediatorName && <p><strong>{t('mediator')}</strong>　{view.mediatorName}</p>}
      {view.case.disclosure && view.case.disclosure.length > 0 && <p className="quiet">{t('disclosure')}：{view.case.disclosure.join('；')}</p>}
    </section>
  )
}

function PartyRow({ party: p, own }: { party: Schemas['Party']; own: boolean }) {
  const { t, say } = useWords()
  const identity = [say(answerLabel(p.idKind ?? '')), p.idNumber, p.phone, p.address].filter(Boolean).join(' · ')
  return (
    <li>
      <strong>{p.name}</strong> <span className="tag">{say(answerLabel(p.role))}</span> {own && <span className="tag own">{t('you')}</span>}
      <p className="quiet">{isSet(p.consentedAt) ? t('consented') : t('notConsented')}</p>
      {(p.online ?? []).filter((a) => !a.agrees).map((a) => <p key={a.step} className="quiet">{t('declines', { what: say(answerLabel(a.step)) })}</p>)}
      {identity && <p className="quiet">{identity}</p>}
      {(p.agents ?? []).map((a, i) => (
        <p key={i} className="quiet">{t('agents')}：{a.name} {a.specialAuthority && `（${t('special')}）`} {a.phone}</p>
      ))}
    </li>
  )
}
