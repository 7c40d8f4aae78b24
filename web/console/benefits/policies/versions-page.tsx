import { listPolicyVersions, type PolicyVersion } from '@yinian/core/benefits/policy-api.ts'
import { type PolicyState, policyProcedure } from '@yinian/core/benefits/policy-procedure.ts'
import { nation } from '@yinian/core/regions/code.ts'
import { Button, Select } from 'antd'
import type { ReactNode } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { useEndpoint } from '../../../client/queries.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { Blank } from '../../parts/blank.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { RegionField } from '../../parts/region-field.tsx'
import { May, useMe } from '../../shell/me.tsx'
import '../benefits.css'
import { InForce, useMonths, VersionState } from './standing.tsx'
import { texts } from './texts.ts'

/** Every version that holds in a place or below it; what waits for a second person stands out. */
export function PolicyVersionsPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { regions } = useMe()
  const navigate = useNavigate()
  const [address, setAddress] = useSearchParams()
  const region = address.get('region') ?? regions[0]?.code ?? nation
  const state = (address.get('state') ?? '') as PolicyState | ''
  const put = (name: string, value: string) => {
    const changed = new URLSearchParams(address)
    if (value === '') changed.delete(name)
    else changed.set(name, value)
    setAddress(changed, { replace: true })
  }
  const asked = useEndpoint(
    listPolicyVersions,
    { query: { region, ...(state === '' ? {} : { state }) } },
    { keepLast: true },
  )
  const states = Object.entries(policyProcedure.states).map(([value, name]) => ({ value, label: say(name) }))
  return (
    <>
      <PageHead
        title={t.versions}
        hint={t.versionsHint}
        actions={
          <May do="policies:draft">
            <Button type="primary" onClick={() => void navigate('/programmes/versions/new')}>
              {t.draft}
            </Button>
          </May>
        }
      />
      <div className="filters">
        <div className="filter wide">
          <label htmlFor="policy-region">{t.area}</label>
          <RegionField id="policy-region" value={region} onChange={(code) => put('region', code ?? '')} />
        </div>
        <div className="filter">
          <label htmlFor="policy-state">{t.state}</label>
          <Select
            id="policy-state"
            value={state}
            options={[{ value: '', label: t.anyState }, ...states]}
            onChange={(value) => put('state', value)}
          />
        </div>
      </div>
      <Answer of={asked}>
        {({ rows }) => (rows.length === 0 ? <Blank title={t.noVersions} /> : <Versions rows={rows} />)}
      </Answer>
    </>
  )
}

function Versions({ rows }: { rows: readonly PolicyVersion[] }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const monthsOf = useMonths()
  return (
    <div className="panel twin wide">
      <table className="policy-versions">
        <caption className="unseen">{t.versions}</caption>
        <thead>
          <tr>
            <th scope="col">{t.version}</th>
            <th scope="col">{t.area}</th>
            <th scope="col">{t.months}</th>
            <th scope="col">{t.state}</th>
            <th scope="col">{t.draftedBy}</th>
            <th scope="col">{t.decidedBy}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to={`/programmes/versions/${row.id}`}>{say(row.name)}</Link>
                <div className="faded small">
                  {t.number({ version: row.version })} · {row.layer ? t.layer : t.whole}
                </div>
              </th>
              <td>{row.areaName}</td>
              <td>{monthsOf(row)}</td>
              <td>
                <span className="row">
                  <VersionState state={row.state} />
                  {row.inForce && <InForce />}
                </span>
              </td>
              <td>{row.shipped ? t.shipped : row.draftedBy}</td>
              <td>{row.shipped ? '' : row.decidedBy}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
