import { heldKinds } from '@yinian/core/assessments/crosswalk.ts'
import { getCrosswalk } from '@yinian/core/assessments/record-api.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { ElderFile } from '@yinian/core/people/api.ts'
import { countyOf } from '@yinian/core/regions/code.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import { useEndpoint } from '../../../client/queries.ts'
import { DayText } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { Panel } from '../../parts/page-head.tsx'
import { May } from '../../shell/me.tsx'
import { RecogniseDialog } from './recognise-dialog.tsx'
import '../../organisations/organisations.css'
import { UnlessWithheld } from '../../parts/withheld.tsx'
import { texts } from './texts.ts'

type Crosswalk = ReplyOf<typeof getCrosswalk>

/** What was assessed by whomever, side by side, and what need not be assessed again (B12). */
export function CrosswalkPanel({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const county = countyOf(elder.region)
  const asked = useEndpoint(getCrosswalk, { params: { county, id: elder.id } })
  const alive = elder.state === 'active'
  return (
    <Panel
      title={t.crosswalk}
      extra={
        alive && (
          <span className="row">
            <May do="assessments:confirm">
              <RecogniseDialog elder={elder} />
            </May>
            <May do="assessments:record">
              <Button
                size="small"
                onClick={() => void navigate(`/assessments/records/new?county=${county}&elder=${elder.id}`)}
              >
                {t.record}
              </Button>
            </May>
          </span>
        )
      }
    >
      <Answer of={asked} height={120}>
        {(crosswalk) => (
          <div className="stack">
            <p className="faded small">{t.crosswalkHint}</p>
            <UnlessWithheld of="assessment" inWords>
              {crosswalk.rows.length === 0 ? <p className="faded small">{t.nothingHeld}</p> : <Held of={crosswalk} />}
            </UnlessWithheld>
            <Texts title={t.notAgain} of={crosswalk.notAgain} />
            <Texts title={t.advice} of={crosswalk.advice} />
          </div>
        )}
      </Answer>
    </Panel>
  )
}

function Held({ of: { rows } }: { of: Crosswalk }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <div className="twin">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t.kind}</th>
            <th scope="col">{t.result}</th>
            <th scope="col">{t.on}</th>
            <th scope="col">{t.validUntil}</th>
            <th scope="col">{t.source}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of several registers have no common id and are never moved
            <tr key={index}>
              <td>
                {row.link === null ? say(heldKinds[row.kind]) : <Link to={row.link}>{say(heldKinds[row.kind])}</Link>}
              </td>
              <td>
                {say(row.result)}
                {row.note !== null && <span className="unverified-mark"> ※ {say(row.note)}</span>}
              </td>
              <td>
                <DayText day={row.on} />
              </td>
              <td>
                <DayText day={row.validUntil} />
              </td>
              <td>{row.source || '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Texts({ title, of: list }: { title: string; of: readonly { zh: string; en: string }[] }): ReactNode {
  const { say } = useLanguage()
  if (list.length === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      <ul className="told">
        {list.map((text) => (
          <li key={text.en}>{say(text)}</li>
        ))}
      </ul>
    </section>
  )
}
