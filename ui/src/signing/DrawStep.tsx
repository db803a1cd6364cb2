// Second step: the signature by hand, or the name typed by who cannot draw.

import type { Problem } from '../api/client.ts'
import { useWords } from '../words/language.ts'
import type { Change, SigningDraft } from './draft.ts'
import { enough } from './strokes.ts'
import { SignaturePad } from './SignaturePad.tsx'

interface Props {
  draft: SigningDraft
  change: Change
  problem: Problem | null
}

export const hasSigned = (draft: SigningDraft): boolean => (draft.typing ? draft.typed.trim() !== '' : enough(draft.strokes))

export function DrawStep({ draft, change, problem }: Props) {
  const { t, say } = useWords()
  const field = draft.typing ? 'typed' : 'ink'
  const reason = say(problem?.errors?.find((e) => e.field === field || e.field === 'ink')?.reason)
  const describedBy = reason ? 'ink-reason' : undefined
  const other = <button type="button" className="plain" onClick={() => change({ typing: !draft.typing })}>{t(draft.typing ? 'drawInstead' : 'typeInstead')}</button>
  return (
    <>
      {draft.typing ? (
        <div className="field">
          <label htmlFor="field-typed">{t('typeName')}</label>
          <input
            id="field-typed" className="typed-name" maxLength={60} autoComplete="name" value={draft.typed} aria-invalid={reason ? true : undefined}
            aria-describedby={describedBy} onChange={(e) => change({ typed: e.target.value })}
          />
          <p className="quiet">{t('typeNameWhy')}</p>
        </div>
      ) : (
        <>
          <p className="pad-how">{t('drawPlease')}</p>
          <SignaturePad strokes={draft.strokes} onChange={(strokes) => change({ strokes })} describedBy={describedBy}>{other}</SignaturePad>
        </>
      )}
      {reason && <p className="reason" id="ink-reason" role="alert">{reason}</p>}
      {draft.typing && other}
    </>
  )
}
