import { EditOutlined, PlusOutlined } from '@ant-design/icons'
import { getOrganisation, type Organisation, setOrganisationStatus } from '@yinian/core/organisations/api.ts'
import { legalForms, organisationKinds } from '@yinian/core/organisations/organisation.ts'
import { getRegion } from '@yinian/core/regions/api.ts'
import { isWithin } from '@yinian/core/regions/code.ts'
import { listAssessors } from '@yinian/core/workforce/api.ts'
import { backgrounds } from '@yinian/core/workforce/assessor.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { useCommand, useEndpoint, useEndpoints } from '../../client/queries.ts'
import { DayText, InstantText, Money } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { ContractsPanel } from '../assessments/fees/contracts-panel.tsx'
import { Answer } from '../parts/answer.tsx'
import { FilePage } from '../parts/file-page.tsx'
import { Facts, Panel } from '../parts/page-head.tsx'
import { useMay, useMe } from '../shell/me.tsx'
import { AssessorStatusChip, OrganisationStatusChip, QualificationChip, Warnings } from './chips.tsx'
import './organisations.css'
import { StatusActions } from './status-actions.tsx'
import { texts } from './texts.ts'

export function OrganisationPage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getOrganisation, { params: { county, id } })
  return <Answer of={asked}>{(organisation) => <OrganisationFile organisation={organisation} />}</Answer>
}

/** Every official reads the register; changing is for the county that registered it. */
function useMayChange({ region, status }: Organisation): boolean {
  const { regions } = useMe()
  const may = useMay('organisations:write')
  return may && status !== 'removed' && regions.some(({ code }) => isWithin(region, code))
}

function OrganisationFile({ organisation }: { organisation: Organisation }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <FilePage
      title={organisation.name}
      hint={`${say(organisationKinds[organisation.kind])} · ${say(legalForms[organisation.legalForm])}`}
      chips={<OrganisationStatusChip status={organisation.status} />}
      actions={<Actions organisation={organisation} />}
      facts={[
        [t.creditCode, organisation.creditCode],
        [t.region, organisation.regionPath],
        [t.address, organisation.address || '—'],
        [t.organisationTelephone, organisation.telephone || '—'],
        [t.contactName, organisation.contactName || '—'],
        [t.registeredAt, <InstantText key="at" at={organisation.registeredAt} />],
      ]}
    >
      <Warnings of={organisation.warnings} />
      <Panel title={t.contract}>
        {organisation.contractNumber === null && organisation.feePerAssessment === null ? (
          <p className="faded small">{t.noContract}</p>
        ) : (
          <Facts
            of={[
              [t.contractNumber, organisation.contractNumber],
              [t.contractFrom, <DayText key="from" day={organisation.contractFrom} />],
              [t.contractUntil, <DayText key="until" day={organisation.contractUntil} />],
              [t.fee, organisation.feePerAssessment !== null && <Money fen={organisation.feePerAssessment} />],
            ]}
          />
        )}
      </Panel>
      {organisation.kind === 'assessment-organisation' && <ContractsPanel organisation={organisation} />}
      <Panel title={t.territory}>
        <Territory codes={organisation.territory} />
      </Panel>
      {organisation.kind === 'assessment-organisation' && <Assessors organisation={organisation} />}
    </FilePage>
  )
}

function Actions({ organisation }: { organisation: Organisation }): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const setStatus = useCommand(setOrganisationStatus)
  const { county, id, version, name, status } = organisation
  if (!useMayChange(organisation)) return null
  return (
    <>
      <StatusActions
        name={name}
        status={status}
        means={{ active: t.restoreOrganisation, suspended: t.suspendOrganisation, removed: t.removeOrganisation }}
        change={(to, reason) =>
          setStatus.mutateAsync({ params: { county, id }, body: { status: to, reason, version } })
        }
      />
      <Button
        type="primary"
        icon={<EditOutlined />}
        onClick={() => void navigate(`/organisations/${county}/${id}/edit`)}
      >
        {t.edit}
      </Button>
    </>
  )
}

function Territory({ codes }: { codes: readonly string[] }): ReactNode {
  const asked = useEndpoints(
    getRegion,
    codes.map((code) => ({ params: { code } })),
  )
  return (
    <ul className="may">
      {codes.map((code, index) => (
        <li key={code} className="chip plain">
          {asked[index]?.data?.path ?? code}
        </li>
      ))}
    </ul>
  )
}

function Assessors({ organisation }: { organisation: Organisation }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const navigate = useNavigate()
  const asked = useEndpoint(listAssessors, { query: { organisationId: organisation.id, limit: 200 } })
  const add = useMayChange(organisation) ? (
    <Button
      size="small"
      icon={<PlusOutlined />}
      disabled={organisation.status !== 'active'}
      onClick={() => void navigate(`/assessors/new?organisation=${organisation.id}`)}
    >
      {t.registerAssessor}
    </Button>
  ) : undefined
  return (
    <Panel title={t.assessors} extra={add}>
      <p className="faded small">
        {t.qualified}: {t.qualifiedOf({ qualified: organisation.qualifiedAssessors, all: organisation.assessors })}
      </p>
      <Answer of={asked} height={120}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="faded small">{organisation.assessors === 0 ? t.noAssessors : t.assessorsElsewhere}</p>
          ) : (
            <div className="twin">
              <table className="plain-table">
                <thead>
                  <tr>
                    <th scope="col">{t.assessorName}</th>
                    <th scope="col">{t.background}</th>
                    <th scope="col">{t.qualification}</th>
                    <th scope="col">{t.status}</th>
                    <th scope="col">{t.completed}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((assessor) => (
                    <tr key={assessor.id}>
                      <td>
                        <Link to={`/assessors/${assessor.county}/${assessor.id}`}>{assessor.name}</Link>
                      </td>
                      <td>{say(backgrounds[assessor.background])}</td>
                      <td>
                        <QualificationChip {...assessor} />
                      </td>
                      <td>
                        <AssessorStatusChip status={assessor.status} />
                      </td>
                      <td>{assessor.completed}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Answer>
    </Panel>
  )
}
