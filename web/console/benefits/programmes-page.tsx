import { listProgrammes } from '@yinian/core/benefits/api.ts'
import { amountsOf } from '@yinian/core/benefits/policy.ts'
import type { Programme } from '@yinian/core/benefits/schemas.ts'
import { monthOf } from '@yinian/core/time/day.ts'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Blank } from '../parts/blank.tsx'
import { PageHead } from '../parts/page-head.tsx'
import './benefits.css'
import { May, useMe } from '../shell/me.tsx'
import { Standing } from './clauses.tsx'
import { PlaceAndMonth } from './place-and-month.tsx'
import { texts as policyTexts } from './policies/texts.ts'
import { texts } from './texts.ts'

export function ProgrammesPage(): ReactNode {
  const t = useTexts(texts)
  const { versions } = useTexts(policyTexts)
  const { regions, today } = useMe()
  const navigate = useNavigate()
  const [region, setRegion] = useState(regions[0]?.code ?? '360700000000')
  const [month, setMonth] = useState(monthOf(today))
  const programmes = useEndpoint(listProgrammes, { query: { region, month } }, { keepLast: true })
  return (
    <>
      <PageHead
        title={t.programmes}
        hint={t.programmesHint}
        actions={
          <>
            <PlaceAndMonth region={region} month={month} onRegion={setRegion} onMonth={setMonth} />
            <May do="benefits:read">
              <Button onClick={() => void navigate(`/programmes/versions?region=${region}`)}>{versions}</Button>
            </May>
          </>
        }
      />
      <Answer of={programmes}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Blank title={t.noProgrammes} />
          ) : (
            <ul className="policies">
              {rows.map((programme) => (
                <PolicyCard key={programme.programme} programme={programme} region={region} />
              ))}
            </ul>
          )
        }
      </Answer>
    </>
  )
}

function PolicyCard({ programme, region }: { programme: Programme; region: string }): ReactNode {
  const { say } = useLanguage()
  const { policy } = programme
  return (
    <li className="panel">
      <div className="panel-head">
        <h2>
          <Link to={`/programmes/${region}/${programme.programme}`}>{say(programme.name)}</Link>
        </h2>
        <span className="faded small">{programme.regionName}</span>
      </div>
      <p className="small">
        {say(policy.document.title)} <Standing status={policy.document.status} />
      </p>
      <ul className="policy-cases">
        {amountsOf(policy).map((one) => (
          <li key={one.clause}>{say(one.text)}</li>
        ))}
      </ul>
    </li>
  )
}
