import type { ClauseReading, DecisionReading, RelationReading } from '@yinian/core/benefits/explain-decision.ts'
import type { ReactNode } from 'react'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { StatusChip, type Tone } from '../parts/status-chip.tsx'
import { Source } from './clauses.tsx'
import { texts } from './texts.ts'

/** The answer in a few words: due and how much, not due, or not to be told. */
export function DecisionChip({ reading }: { reading: Pick<DecisionReading, 'decision' | 'inForce'> }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const { decision, inForce } = reading
  if (decision.due) return <StatusChip tone="good">{t.due({ money: format.money(decision.fen) })}</StatusChip>
  if (!inForce) return <StatusChip tone="ended">{t.notInForce}</StatusChip>
  if (decision.unset) return <StatusChip tone="waiting">{t.amountUnset}</StatusChip>
  if (decision.unknown.length > 0) return <StatusChip tone="waiting">{t.cannotTell}</StatusChip>
  return <StatusChip tone="neutral">{t.notDue}</StatusChip>
}

/** A decision clause by clause, with the person's own values and where each clause is written. */
export function Reading({ reading }: { reading: DecisionReading }): ReactNode {
  const t = useTexts(texts)
  const clauses = [...reading.conditions, ...reading.amount]
  if (clauses.length === 0) return <p className="faded small">{t.keptOnly}</p>
  return (
    <ol className="clauses">
      {clauses.map((clause) => (
        <Clause key={clause.clause} clause={clause} />
      ))}
      {reading.relations.map((one) => (
        <Related key={one.clause} one={one} />
      ))}
    </ol>
  )
}

/** Another programme that has a say: this one yields to it, or is reduced by what it pays. */
function Related({ one }: { one: RelationReading }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const name = say(one.name)
  return (
    <li>
      <div className="row">
        <StatusChip tone={one.how === 'yields' ? 'ended' : 'waiting'}>
          {one.how === 'yields' ? t.yields : t.offset}
        </StatusChip>
        <span>{say(one.text)}</span>
      </div>
      <div className="small">
        {one.how === 'yields' ? t.yieldsTo({ name }) : t.offsetBy({ name, money: format.money(one.fen ?? 0) })}
      </div>
      <Source source={one.source} status={one.status} />
    </li>
  )
}

const tones: Readonly<Record<ClauseReading['outcome'], Tone>> = { met: 'good', 'not-met': 'ended', open: 'waiting' }

function Clause({ clause }: { clause: ClauseReading }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const names = { met: t.met, 'not-met': t.notMet, open: t.open }
  return (
    <li>
      <div className="row">
        <StatusChip tone={tones[clause.outcome]}>{names[clause.outcome]}</StatusChip>
        <span>{say(clause.text)}</span>
      </div>
      {clause.lines.map((line) => (
        <code key={line.zh} className="clause-line">
          {say(line)}
        </code>
      ))}
      {clause.missing.length > 0 && (
        <div className="small">
          {t.missing({ facts: clause.missing.map(({ label }) => say(label)).join(say({ zh: '、', en: ', ' })) })}
        </div>
      )}
      <Source source={clause.source} status={clause.status} />
    </li>
  )
}
