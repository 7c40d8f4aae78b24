import type { Instrument } from '@yinian/core/assessments/instrument.ts'
import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import { validUntil } from '@yinian/core/assessments/validity.ts'
import type { ReactNode } from 'react'
import { DayText, InstantText, useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Facts } from '../../parts/page-head.tsx'
import { useMe } from '../../shell/me.tsx'
import { LevelChip } from '../chips.tsx'
import { texts } from '../texts.ts'
import { WithInstrument } from '../use-instrument.tsx'

/** Total, levels and the basis of each change; before confirmation it is nobody's result. */
export function ResultOf({ assessment }: { assessment: Assessment }): ReactNode {
  return (
    <WithInstrument id={assessment.instrumentId} version={assessment.instrumentVersion}>
      {(instrument) => <ResultBy instrument={instrument} assessment={assessment} />}
    </WithInstrument>
  )
}

function ResultBy({ assessment, instrument }: { assessment: Assessment; instrument: Instrument }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { today } = useMe()
  const { score, confirmedOn } = assessment
  const level = confirmedOn === null ? score.finalLevel : assessment.finalLevel
  const validity = level === null ? undefined : validUntil(confirmedOn ?? today, level).unverified
  return (
    <>
      <div className="result-total">
        <span>
          <span className="value">{score.total}</span> <span className="faded">/ {instrument.max}</span>
        </span>
        {level === null ? (
          <span className="faded">{t.missing({ count: score.missing.length })}</span>
        ) : (
          <LevelChip level={level} />
        )}
      </div>
      <Facts
        of={[
          [t.initialLevel, score.initialLevel === null ? null : <LevelChip key="initial" level={score.initialLevel} />],
          [t.changes, <Changes key="changes" score={score} />],
          [t.finalLevel, level === null ? null : <LevelChip key="final" level={level} />],
          [t.confirmedOn, confirmedOn && <DayText key="on" day={confirmedOn} />],
          [t.validUntil, assessment.validUntil && <DayText key="until" day={assessment.validUntil} />],
        ]}
      />
      {score.toConfirm.map((text) => (
        <p key={text.en} className="note-box">
          <strong>{t.toConfirm}：</strong>
          {say(text)}
        </p>
      ))}
      {validity !== undefined && (
        <p className="unverified-mark">
          {t.unverified}：{say(validity)}
        </p>
      )}
    </>
  )
}

function Changes({ score }: { score: Assessment['score'] }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  if (score.changes.length === 0) return t.noChanges
  return (
    <ul>
      {score.changes.map((change) => (
        <li key={change.rule}>
          {say(change.reason)} <span className="faded small">{change.clause}</span>
          {!change.applied && <span className="faded small"> · {t.notApplied}</span>}
        </li>
      ))}
    </ul>
  )
}

/** Who signed what and when; signatures that fell stay to be seen. */
export function SignaturesOf({ assessment }: { assessment: Assessment }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  if (assessment.signatures.length === 0) return <p className="faded small">{t.noSignatures}</p>
  return (
    <ul className="stack-tight">
      {assessment.signatures.map((one) => (
        <li key={one.assessorId + one.signedAt} className={one.withdrawnAt === null ? undefined : 'void'}>
          <strong>{one.assessorName}</strong> <InstantText at={one.signedAt} />
          {one.withdrawnAt !== null && (
            <span className="faded small"> · {t.withdrawnAt({ at: format.instant(one.withdrawnAt) })}</span>
          )}
          <div className="faded hash" title={t.contentHash}>
            {one.contentHash}
          </div>
        </li>
      ))}
    </ul>
  )
}
