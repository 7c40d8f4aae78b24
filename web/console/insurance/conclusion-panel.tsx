import type { DisabilityCase } from '@yinian/core/insurance/api.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Panel } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { gradeName } from './chips.tsx'
import './insurance.css'
import { texts } from './texts.ts'

/** What follows from the sheets, by which entries of the table, and whether these are confirmed. */
export function ConclusionPanel({ one }: { one: DisabilityCase }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { conclusion } = one
  if (conclusion === null) return null
  const grade = say(gradeName(conclusion.grade))
  return (
    <Panel title={t.conclusion}>
      {conclusion.official ? (
        <p>
          <strong>{t.concludedAs({ grade })}</strong>
        </p>
      ) : (
        <p className="note-box" role="alert">
          <span>{t.trial({ grade })}</span>
          <Link className="underlined" to={`/insurance/grading?region=${one.region}`}>
            {t.toGrading}
          </Link>
        </p>
      )}
      {conclusion.changed && <p className="note-box">{t.changedTable}</p>}
      <div className="twin">
        <table className="insured">
          <caption className="unseen">{t.restsOn}</caption>
          <thead>
            <tr>
              <th scope="col">{t.restsOn}</th>
              <th scope="col">{t.state}</th>
              <th scope="col">{t.document}</th>
            </tr>
          </thead>
          <tbody>
            {conclusion.restsOn.map(({ key, name, confirmed, source }) => (
              <tr key={key}>
                <td>{say(name)}</td>
                <td>
                  <StatusChip tone={confirmed ? 'good' : 'bad'}>{confirmed ? t.confirmed : t.unconfirmed}</StatusChip>
                </td>
                <td>{say(source)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
