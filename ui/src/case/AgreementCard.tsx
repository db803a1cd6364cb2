import type { CaseView, Schemas } from '../api/client.ts'
import { dateWords, dayOf, isSet } from '../form/dates.ts'
import { money, yuan } from '../form/money.ts'
import { answerLabel } from '../words/labels.ts'
import { useWords, type Speaker } from '../words/language.ts'

type TermsOf = Pick<Schemas['Agreement'], 'obligations' | 'other' | 'partial' | 'residual' | 'default' | 'confirmationCourt'>
type Obligation = Schemas['Obligation']

export function AgreementCard({ view }: { view: CaseView }) {
  const { t, language } = useWords()
  const c = view.case
  const agreement = c.agreement
  if (!agreement) return null
  const signatures = [
    ...(c.parties ?? []).map((p) => ({ name: p.name, at: p.signedAt })),
    { name: view.mediatorName || t('mediator'), at: agreement.mediatorSignedAt },
  ]
  return (
    <section className="card" aria-labelledby="agreement">
      <h2 id="agreement">{t('agreement')}<small>{t('version', { n: agreement.version })}</small></h2>
      <Terms terms={agreement} view={view} />
      {!agreement.adopted && (
        <ul className="marks">
          {signatures.map((s, i) => (
            <li key={i} className={isSet(s.at) ? 'done' : undefined}>
              {s.name}：{isSet(s.at) ? t('signed', { date: dateWords(dayOf(s.at), language) }) : t('notSigned')}
            </li>
          ))}
        </ul>
      )}
      {isSet(agreement.servedAt) && <p className="quiet">{t('servedAt', { date: dateWords(dayOf(agreement.servedAt), language) })}</p>}
    </section>
  )
}

export function ProposalCard({ view }: { view: CaseView }) {
  const { t, say, language } = useWords()
  const proposal = view.case.proposal
  if (!proposal || view.case.agreement) return null
  return (
    <section className="card" aria-labelledby="proposal">
      <h2 id="proposal">{t('proposal')}<small>{say(answerLabel(proposal.kind))}</small></h2>
      <p className="quiet">{t('servedAt', { date: dateWords(dayOf(proposal.servedAt), language) })}</p>
      <Terms terms={proposal.terms} view={view} />
      <ul className="marks">
        {(view.case.parties ?? []).map((p) => (
          <li key={p.id} className={proposal.accepted?.includes(p.id ?? '') ? 'done' : undefined}>
            {p.name}：{proposal.accepted?.includes(p.id ?? '') ? t('accepted') : '—'}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The terms themselves: who owes whom what by when, and the rest in words. */
export function Terms({ terms, view }: { terms: TermsOf; view: CaseView }) {
  const words = useWords()
  const { t } = words
  const nameOf = (id: string) => view.case.parties?.find((p) => p.id === id)?.name ?? id
  const obligations = terms.obligations ?? []
  const total = obligations.reduce((sum, o) => sum + o.amount, 0)
  return (
    <>
      <ol className="terms">{obligations.map((o, i) => <Duty key={i} obligation={o} nameOf={nameOf} />)}</ol>
      {obligations.length > 1 && total > 0 && <p><strong>{t('totalIs')} {money(total)}</strong></p>}
      <Paragraphs title={t('onDelay')} lines={delayWords(terms.default, words)} />
      <Paragraphs title={t('otherTerms')} lines={terms.other} />
      {terms.partial && <Paragraphs title={t('partial')} lines={terms.residual} />}
    </>
  )
}

/** What follows from delay, a sentence for each consequence. */
function delayWords(d: Schemas['DefaultClause'] | undefined, { t }: Speaker): string[] {
  if (!d) return []
  return [
    d.afterDays ? t('delayAfter', { n: d.afterDays }) : '',
    d.accelerates ? t('delayAll') : '',
    d.dailyRate ? t('delayRate', { rate: yuan(d.dailyRate).replace(/\.?0+$/, '') }) : '',
    d.penalty ? t('delayPenalty', { amount: money(d.penalty) }) : '',
    d.words ?? '',
  ].filter(Boolean)
}

export function Duty({ obligation: o, nameOf }: { obligation: Obligation; nameOf: (id: string) => string }) {
  const { t, language } = useWords()
  return (
    <li>
      <span>
        {o.amount > 0 ? t('payment', { payer: nameOf(o.payer), payee: nameOf(o.payee), amount: money(o.amount) }) : `${nameOf(o.payer)}：${o.duty ?? ''}`}
      </span>
      <small>
        {o.amount > 0 && o.duty ? `${o.duty} · ` : ''}
        {o.due ? t('before', { date: dateWords(o.due, language) }) : t('noDate')}
        {o.account ? ` · ${t('paidInto', { account: o.account })}` : ''}
        {o.done ? ` · ${t('performed')}` : o.reported ? ` · ${t('reported')}` : ''}
      </small>
    </li>
  )
}

export function Paragraphs({ title, lines }: { title: string; lines?: string[] | null | undefined }) {
  if (!lines || lines.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul className="lines">{lines.map((line, i) => <li key={i}>{line}</li>)}</ul>
    </>
  )
}
