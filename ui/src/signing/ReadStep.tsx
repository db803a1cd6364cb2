// First step: the text in full, and the joint application where it may be signed with it.

import type { Schemas } from '../api/client.ts'
import { ReadFile } from '../reading/ReadFile.tsx'
import { useWords } from '../words/language.ts'
import type { Change, SigningDraft } from './draft.ts'

interface Props {
  id: string
  agreement: Schemas['Agreement']
  /** A party may sign the joint application in the same sitting; a mediator has no part in it. */
  mayJoin: boolean
  draft: SigningDraft
  change: Change
}

/** The files whose ends must be seen before the next step. */
export function toRead(agreement: Schemas['Agreement'], draft: SigningDraft): Schemas['Document'][] {
  const application = draft.application ? agreement.frozenApplication : undefined
  return [agreement.frozen, application].filter((d) => d !== undefined)
}

export const hasRead = (agreement: Schemas['Agreement'], draft: SigningDraft): boolean =>
  toRead(agreement, draft).every((d) => draft.read.includes(d.sha256))

export function ReadStep({ id, agreement, mayJoin, draft, change }: Props) {
  const { t } = useWords()
  const { frozen, frozenApplication } = agreement
  const mark = (sha256: string) => (done: boolean) => {
    if (done === draft.read.includes(sha256)) return
    change({ read: done ? [...draft.read, sha256] : draft.read.filter((r) => r !== sha256) })
  }
  if (!frozen) return null
  return (
    <>
      <p>{t('readPlease')}</p>
      <ReadFile id={id} document={frozen} name={t('agreement')} done={draft.read.includes(frozen.sha256)} onDone={mark(frozen.sha256)} />
      {mayJoin && frozenApplication && (
        <section className="card join" aria-labelledby="join">
          <h2 id="join">{t('application')}</h2>
          <label className="tick" htmlFor="field-application">
            <input
              id="field-application" type="checkbox" checked={draft.application} aria-describedby="join-why"
              onChange={(e) => change({ application: e.target.checked })}
            />
            <span><strong>{t('signApplication')}</strong></span>
          </label>
          <p id="join-why" className="quiet">{t('signApplicationWhy')}</p>
          {draft.application && (
            <ReadFile
              id={id} document={frozenApplication} name={t('application')}
              done={draft.read.includes(frozenApplication.sha256)} onDone={mark(frozenApplication.sha256)}
            />
          )}
        </section>
      )}
    </>
  )
}
