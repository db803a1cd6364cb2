// What the reader can do now: a button for each act that the server allows, no more.

import type { Schemas } from '../api/client.ts'
import type { SeenCase } from '../api/queries.ts'
import { ActForm } from '../form/ActForm.tsx'
import { beside, endsSomething } from '../words/consequences.ts'
import { useWords } from '../words/language.ts'
import { Terms } from './AgreementCard.tsx'

type Allowed = Schemas['AllowedAct']

export function ActButtons({ acts, onOpen }: { acts: Allowed[]; onOpen: (act: string) => void }) {
  const { t, say } = useWords()
  const onward = acts.filter((a) => !endsSomething(a.act)).sort((a, b) => Number(beside(a.act)) - Number(beside(b.act)))
  const ending = acts.filter((a) => endsSomething(a.act))
  return (
    <section className="acts" aria-label={t('acts')}>
      <h2>{acts.length > 0 ? t('acts') : t('noActs')}</h2>
      {onward.length > 0 && (
        <div className="buttons">
          {onward.map((a, i) => (
            <button key={a.act} type="button" className={i === 0 && !beside(a.act) ? 'first' : 'second'} data-act={a.act} onClick={() => onOpen(a.act)}>{say(a.name)}</button>
          ))}
        </div>
      )}
      {ending.length > 0 && (
        <div className="buttons ending" role="group" aria-label={t('otherActs')}>
          {ending.map((a) => (
            <button key={a.act} type="button" className="plain" data-act={a.act} onClick={() => onOpen(a.act)}>{say(a.name)}</button>
          ))}
        </div>
      )}
    </section>
  )
}

interface SheetProps {
  seen: SeenCase
  allowed: Allowed
  onClose: () => void
  onDone: () => void
}

const readFirst = ['SignAgreement', 'RefuseToSign', 'OpenSigning', 'ApplyForConfirmation', 'RuleOnConfirmation']

/** The form of an act; acts on the agreement show its text first. */
export function ActSheet(props: SheetProps) {
  const { t } = useWords()
  const { view } = props.seen
  const agreement = view.case.agreement
  if (!agreement || !readFirst.includes(props.allowed.act)) return <ActForm {...props} />
  return (
    <ActForm {...props}>
      <section className="to-read" aria-label={t('agreement')}>
        <h3>{t('agreement')}<small>{t('version', { n: agreement.version })}</small></h3>
        <Terms terms={agreement} view={view} />
      </section>
    </ActForm>
  )
}
