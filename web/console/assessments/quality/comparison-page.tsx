import { decideCheck, getComparison } from '@yinian/core/assessments/quality-api.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../../client/queries.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { ConfirmAction } from '../../parts/confirm-action.tsx'
import { PageHead, Panel } from '../../parts/page-head.tsx'
import { usePageName } from '../../shell/page-name.tsx'
import '../assessments.css'
import { LevelChip } from '../chips.tsx'
import { CheckChip } from './sample-page.tsx'
import '../../organisations/organisations.css'
import { texts } from './texts.ts'

type Compared = ReplyOf<typeof getComparison>

/** Both assessments beside each other, and what the officer makes of them. */
export function ComparisonPage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getComparison, { params: { county, id } })
  return <Answer of={asked}>{(check) => <Comparison check={check} />}</Answer>
}

function Comparison({ check }: { check: Compared }): ReactNode {
  const t = useTexts(texts)
  const { comparison } = check
  usePageName(check.number)
  return (
    <>
      <PageHead
        title={t.comparison}
        chips={<CheckChip check={check} />}
        hint={
          <>
            <Link to={`/assessments/${check.county}/${check.assessmentId}`}>{check.number}</Link> ·{' '}
            {check.organisationName}
          </>
        }
        actions={comparison !== null && check.state === 'under-way' && <Decisions check={check} />}
      />
      {comparison === null ? (
        <Panel>
          <p className="faded">{t.notSigned}</p>
        </Panel>
      ) : (
        <div className="stack">
          <p className="note-box">
            {comparison.agrees ? t.byRuleAgrees : t.byRuleDeviates} · {t.differing({ count: comparison.differing })}
            {check.reason !== null && ` · ${check.decidedBy ?? ''}：${check.reason}`}
          </p>
          <Panel>
            <Items comparison={comparison} />
          </Panel>
        </div>
      )}
    </>
  )
}

function Items({ comparison }: { comparison: NonNullable<Compared['comparison']> }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const [firstLevel, secondLevel] = comparison.levels
  return (
    <div className="twin">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t.item}</th>
            <th scope="col">{t.first}</th>
            <th scope="col">{t.second}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t.level}</th>
            <td>
              <LevelChip level={firstLevel ?? null} />
            </td>
            <td>
              <LevelChip level={secondLevel ?? null} />
            </td>
          </tr>
          <tr>
            <th scope="row">{t.sum}</th>
            <td>{comparison.totals[0]}</td>
            <td>{comparison.totals[1]}</td>
          </tr>
          {comparison.items.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                {item.id} {say(item.name)}
              </th>
              <td>{item.first ?? '—'}</td>
              <td>
                {item.first === item.second ? (
                  (item.second ?? '—')
                ) : (
                  <strong className="overdue">≠ {item.second ?? '—'}</strong>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Decisions({ check }: { check: Compared }): ReactNode {
  const t = useTexts(texts)
  const decide = useCommand(decideCheck)
  const action = (outcome: 'agrees' | 'deviates' | 'rejected', label: string, explain: string) => (
    <ConfirmAction
      label={label}
      title={`${label} · ${check.number}`}
      explain={explain}
      reason="required"
      danger={outcome === 'rejected'}
      type={(outcome === 'agrees') === check.comparison?.agrees && outcome !== 'rejected' ? 'primary' : 'default'}
      run={(reason) =>
        decide.mutateAsync({ params: { county: check.county, id: check.id }, body: { outcome, reason } })
      }
    />
  )
  return (
    <>
      {action('agrees', t.decideAgrees, t.agreesMeans)}
      {action('deviates', t.decideDeviates, t.deviatesMeans)}
      {action('rejected', t.decideRejected, t.rejectedMeans)}
    </>
  )
}
