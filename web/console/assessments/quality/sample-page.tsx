import { type ConsequenceKind, consequenceKinds, defaultQuality } from '@yinian/core/assessments/quality.ts'
import {
  announceConsequence,
  getSample,
  giveUpCheck,
  type QualityCheck,
  startSecond,
} from '@yinian/core/assessments/quality-api.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { regionCode } from '@yinian/core/regions/code.ts'
import { Form, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../../client/queries.ts'
import { InstantText, useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { AssessmentOrganisationField } from '../../organisations/organisation-field.tsx'
import { Answer } from '../../parts/answer.tsx'
import { ConfirmAction } from '../../parts/confirm-action.tsx'
import { Facts, PageHead, Panel } from '../../parts/page-head.tsx'
import { StatusChip, type Tone } from '../../parts/status-chip.tsx'
import { DialogForm } from '../../people/dialog-form.tsx'
import '../assessments.css'
import '../../organisations/organisations.css'
import { texts } from './texts.ts'

type Sample = ReplyOf<typeof getSample>

/** One month’s sample: what was drawn, how the second assessments stand, what it says of each organisation. */
export function SamplePage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getSample, { params: { county, id } })
  return <Answer of={asked}>{(sample) => <SampleOf sample={sample} />}</Answer>
}

function SampleOf({ sample }: { sample: Sample }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const { sharePercent, fewestPerOrganisation, fewestPerAssessor } = sample.rule
  return (
    <>
      <PageHead
        title={`${t.sample} · ${format.month(sample.month)}`}
        hint={sample.reproduced ? t.reproduced : t.notReproduced}
      />
      <div className="stack">
        <Panel>
          <Facts
            of={[
              [t.population, String(sample.population)],
              [t.chosen, String(sample.chosen)],
              [
                t.rule,
                t.ruleText({ share: sharePercent, organisation: fewestPerOrganisation, assessor: fewestPerAssessor }),
              ],
              [t.seed, <code key="seed">{sample.seed}</code>],
              [
                t.drawnBy,
                <span key="by">
                  {sample.drawnBy} · <InstantText at={sample.drawnAt} />
                </span>,
              ],
            ]}
          />
        </Panel>
        <Panel title={t.byOrganisation}>
          <Organisations sample={sample} />
        </Panel>
        <Panel title={t.checks}>
          <Checks checks={sample.checks} />
        </Panel>
      </div>
    </>
  )
}

function Organisations({ sample }: { sample: Sample }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  return (
    <div className="twin">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t.organisation}</th>
            <th scope="col">{t.chosen}</th>
            <th scope="col">{t.compared}</th>
            <th scope="col">{t.deviates}</th>
            <th scope="col">{t.rate}</th>
            <th scope="col">{t.proposed}</th>
            <th scope="col">{t.kind}</th>
          </tr>
        </thead>
        <tbody>
          {sample.organisations.map((one) => (
            <tr key={one.organisationId}>
              <td>{one.organisationName}</td>
              <td>{one.drawn}</td>
              <td>{one.compared}</td>
              <td>{one.deviating}</td>
              <td>{one.rate === null ? '—' : `${format.number(one.rate, 1)}%`}</td>
              <td>{one.proposed === null ? '—' : say(consequenceKinds[one.proposed])}</td>
              <td>{one.compared > 0 && <AnnounceDialog sample={sample} organisation={one} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function AnnounceDialog({
  sample,
  organisation,
}: {
  sample: Sample
  organisation: Sample['organisations'][number]
}): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const navigate = useNavigate()
  const announce = useCommand(announceConsequence)
  const rules = [{ required: true, message: t.required }]
  return (
    <DialogForm<{ kind: ConsequenceKind; reason: string }>
      label={t.announce}
      title={`${t.announce} · ${organisation.organisationName}`}
      button={{ size: 'small' }}
      initial={organisation.proposed === null ? {} : { kind: organisation.proposed }}
      onSubmit={async (values) => {
        const { county, id: sampleId } = sample
        const { organisationId } = organisation
        await announce.mutateAsync({ body: { county, sampleId, organisationId, ...values } })
        await navigate('/assessment-consequences')
      }}
    >
      <p className="faded small">{t.announceMeans({ days: defaultQuality.objectionDays })}</p>
      <Form.Item name="kind" label={t.kind} rules={rules}>
        <Select options={Object.entries(consequenceKinds).map(([value, name]) => ({ value, label: say(name) }))} />
      </Form.Item>
      <Form.Item name="reason" label={t.reason} rules={[{ ...rules[0], whitespace: true }]}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </DialogForm>
  )
}

function Checks({ checks }: { checks: readonly QualityCheck[] }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const names: Readonly<Record<string, string>> = {
    organisation: t.stratumOrganisation,
    assessor: t.stratumAssessor,
    share: t.stratumShare,
  }
  return (
    <div className="twin">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t.number}</th>
            <th scope="col">{t.elder}</th>
            <th scope="col">{t.organisation}</th>
            <th scope="col">{t.strata}</th>
            <th scope="col">{t.state}</th>
            <th scope="col">{t.second}</th>
          </tr>
        </thead>
        <tbody>
          {checks.map((check) => (
            <tr key={check.id}>
              <td>
                <Link to={`/assessments/${check.county}/${check.assessmentId}`}>{check.number}</Link>
              </td>
              <td>{check.elderName ?? '—'}</td>
              <td>{check.organisationName}</td>
              <td>{check.strata.map((one) => names[one] ?? '').join(say({ zh: '、', en: ', ' }))}</td>
              <td>
                <CheckChip check={check} />
              </td>
              <td>
                <NextStep check={check} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function CheckChip({ check }: { check: Pick<QualityCheck, 'state' | 'secondState' | 'outcome'> }): ReactNode {
  const t = useTexts(texts)
  const [tone, label]: [Tone, string] =
    check.outcome === 'agrees'
      ? ['good', t.agrees]
      : check.outcome === 'deviates'
        ? ['bad', t.deviates]
        : check.outcome === 'rejected'
          ? ['bad', t.rejected]
          : check.state === 'not-possible'
            ? ['ended', t.notPossible]
            : check.state === 'drawn'
              ? ['waiting', t.drawn]
              : check.secondState === 'signed'
                ? ['waiting', t.toCompare]
                : ['neutral', t.underWay]
  return <StatusChip tone={tone}>{label}</StatusChip>
}

function NextStep({ check }: { check: QualityCheck }): ReactNode {
  const t = useTexts(texts)
  const start = useCommand(startSecond)
  const giveUp = useCommand(giveUpCheck)
  const params = { county: check.county, id: check.id }
  if (check.state === 'drawn' || (check.state === 'under-way' && check.secondState === 'cancelled'))
    return (
      <span className="row">
        {check.state === 'drawn' && (
          <DialogForm<{ organisationId: string }>
            label={t.start}
            title={`${t.start} · ${check.number}`}
            button={{ size: 'small', type: 'primary' }}
            onSubmit={(values) => start.mutateAsync({ params, body: values })}
          >
            <p className="faded small">{t.startMeans}</p>
            <Form.Item name="organisationId" label={t.organisation} rules={[{ required: true, message: t.required }]}>
              <AssessmentOrganisationField serves={regionCode(check.county)} />
            </Form.Item>
          </DialogForm>
        )}
        <ConfirmAction
          label={t.giveUp}
          title={`${t.giveUp} · ${check.number}`}
          explain={t.giveUpMeans}
          size="small"
          reason="required"
          run={(reason) => giveUp.mutateAsync({ params, body: { reason } })}
        />
      </span>
    )
  if (check.secondId === null) return '—'
  return <Link to={`/assessment-quality/checks/${check.county}/${check.id}`}>{t.compare}</Link>
}
