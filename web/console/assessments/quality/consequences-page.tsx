import { consequenceKinds, consequenceStates } from '@yinian/core/assessments/quality.ts'
import {
  applyConsequence,
  listConsequences,
  objectToConsequence,
  type QualityConsequence,
  settleConsequence,
} from '@yinian/core/assessments/quality-api.ts'
import type { ReactNode } from 'react'
import { useCommand, useEndpoint } from '../../../client/queries.ts'
import { DayText, useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { Blank } from '../../parts/blank.tsx'
import { ConfirmAction } from '../../parts/confirm-action.tsx'
import { Facts, PageHead, Panel } from '../../parts/page-head.tsx'
import { StatusChip, type Tone } from '../../parts/status-chip.tsx'
import { texts } from './texts.ts'

const tones = {
  announced: 'waiting',
  objected: 'waiting',
  upheld: 'bad',
  withdrawn: 'ended',
  applied: 'bad',
} as const satisfies Record<QualityConsequence['state'], Tone>

/** What followed from quality checks, for officers and for the organisations it is about. */
export function ConsequencesPage(): ReactNode {
  const t = useTexts(texts)
  const asked = useEndpoint(listConsequences, { query: {} })
  return (
    <>
      <PageHead title={t.consequences} hint={t.consequencesHint} />
      <Answer of={asked}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Blank title={t.noConsequences} />
          ) : (
            <div className="stack">
              {rows.map((one) => (
                <Consequence key={one.id} one={one} />
              ))}
            </div>
          )
        }
      </Answer>
    </>
  )
}

function Consequence({ one }: { one: QualityConsequence }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  return (
    <Panel title={`${one.organisationName} · ${say(consequenceKinds[one.kind])}`} extra={<Steps one={one} />}>
      <p>
        <StatusChip tone={tones[one.state]}>{say(consequenceStates[one.state])}</StatusChip>
      </p>
      <Facts
        of={[
          [t.month, format.month(one.month)],
          [t.compared, `${one.deviating} / ${one.compared}`],
          [t.proposed, one.proposed === null ? '—' : say(consequenceKinds[one.proposed])],
          [t.reason, `${one.reason}（${one.announcedBy}）`],
          [t.objectUntil, <DayText key="until" day={one.objectUntil} />],
          [t.objection, one.objection],
          [t.settled, one.settledReason === null ? '' : `${one.settledReason}（${one.settledBy ?? ''}）`],
        ]}
      />
    </Panel>
  )
}

function Steps({ one }: { one: QualityConsequence }): ReactNode {
  const t = useTexts(texts)
  const object = useCommand(objectToConsequence)
  const settle = useCommand(settleConsequence)
  const apply = useCommand(applyConsequence)
  const params = { county: one.county, id: one.id }
  const { version } = one
  const decide = (decision: 'uphold' | 'withdraw', label: string) => (
    <ConfirmAction
      label={label}
      title={label}
      explain={t.settleMeans}
      reason="required"
      size="small"
      run={(reason) => settle.mutateAsync({ params, body: { decision, reason, version } })}
    />
  )
  return (
    <span className="row">
      {one.possible.includes('object') && (
        <ConfirmAction
          label={t.object}
          title={t.object}
          explain={t.objectMeans}
          reason="required"
          size="small"
          run={(reason) => object.mutateAsync({ params, body: { reason, version } })}
        />
      )}
      {one.possible.includes('settle') && decide('uphold', t.uphold)}
      {one.possible.includes('settle') && decide('withdraw', t.withdraw)}
      {one.possible.includes('apply') && (
        <ConfirmAction
          label={t.apply}
          title={t.apply}
          explain={t.applyMeans}
          danger
          size="small"
          run={() => apply.mutateAsync({ params, body: { version } })}
        />
      )}
    </span>
  )
}
