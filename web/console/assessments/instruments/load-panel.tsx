import { useQueryClient } from '@tanstack/react-query'
import {
  checkInstrument,
  decideInstrument,
  type InstrumentProposal,
  listInstrumentProposals,
  proposeInstrument,
} from '@yinian/core/assessments/instrument-api.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { useCommand, useEndpoint } from '../../../client/queries.ts'
import { asRefusal, type Refusal } from '../../../client/refusal.ts'
import { upload } from '../../../client/transfer.ts'
import { InstantText } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { ConfirmAction } from '../../parts/confirm-action.tsx'
import { Panel } from '../../parts/page-head.tsx'
import { RefusedLine } from '../../parts/refused.tsx'
import { RegionField } from '../../parts/region-field.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'
import { useMe } from '../../shell/me.tsx'
import { FileField } from '../records/recognise-dialog.tsx'
import { texts } from './texts.ts'

type Report = ReplyOf<typeof checkInstrument>

/** Loading of instrument files: tried, proposed by one person, put in force by another (B02). */
export function LoadPanel(): ReactNode {
  const t = useTexts(texts)
  const { regions } = useMe()
  const queries = useQueryClient()
  const [region, setRegion] = useState(regions[0]?.code)
  const [file, setFile] = useState<File>()
  const [report, setReport] = useState<Report | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const attempt = async (step: () => Promise<void>) => {
    setRefusal(null)
    try {
      await step()
    } catch (error) {
      setRefusal(asRefusal(error))
    }
  }
  const check = (chosen: File, place: string) =>
    attempt(async () => {
      setReport(null)
      setReport(await upload(checkInstrument, { query: { region: place } }, chosen))
    })
  const propose = (chosen: File, place: string) =>
    attempt(async () => {
      await upload(proposeInstrument, { query: { region: place } }, chosen)
      setReport(null)
      setFile(undefined)
      await queries.invalidateQueries()
    })
  return (
    <>
      <Panel title={t.load}>
        <div className="stack-tight">
          <p className="faded small">{t.loadMeans}</p>
          <label htmlFor="instrument-region">{t.region}</label>
          <RegionField id="instrument-region" value={region} onChange={setRegion} />
          <FileField
            label={t.chooseFile}
            accept=".yaml,.yml,.json"
            {...(file === undefined ? {} : { value: file })}
            onChange={(chosen) => {
              setFile(chosen)
              if (region !== undefined) void check(chosen, region)
            }}
          />
          <RefusedLine refusal={refusal} />
          {report !== null && <ReportOf report={report} />}
          {report !== null && report.faults.length === 0 && file !== undefined && region !== undefined && (
            <Button type="primary" onClick={() => void propose(file, region)}>
              {t.propose}
            </Button>
          )}
        </div>
      </Panel>
      <Proposals />
    </>
  )
}

function ReportOf({ report }: { report: Report }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <div role="status" className="stack-tight">
      {report.faults.length > 0 && (
        <div className="faults">
          <strong>{t.faults({ count: report.faults.length })}</strong>
          <ul>
            {report.faults.map(({ at, message }) => (
              <li key={`${at} ${message.en}`}>
                <code>{at}</code> {say(message)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {report.found !== null && report.faults.length === 0 && (
        <p>
          {say(report.found.name)} {report.found.version} · {t.sound(report.found)}
        </p>
      )}
      {report.found !== null && (
        <p>
          {report.against === null ? t.isNew : t.against({ version: report.against, count: report.differences.length })}
        </p>
      )}
      {report.against !== null && <Differences of={report.differences} />}
    </div>
  )
}

function Differences({ of: differences }: { of: Report['differences'] }): ReactNode {
  const t = useTexts(texts)
  const names = { added: t.added, removed: t.removed, changed: t.changed }
  if (differences.length === 0) return null
  return (
    <details>
      <summary>{t.showDifferences({ count: differences.length })}</summary>
      <ul className="told">
        {differences.map(({ at, kind, before, after }) => (
          <li key={at}>
            <strong>
              {at} {names[kind]}
            </strong>
            {before !== '' && (
              <p className="hash faded">
                {t.before}：{before}
              </p>
            )}
            {after !== '' && (
              <p className="hash">
                {t.after}：{after}
              </p>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Proposals(): ReactNode {
  const t = useTexts(texts)
  const asked = useEndpoint(listInstrumentProposals)
  return (
    <Panel title={t.proposals}>
      <Answer of={asked} height={80}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="faded small">{t.noProposals}</p>
          ) : (
            rows.map((one) => <Proposal key={one.id} one={one} />)
          )
        }
      </Answer>
    </Panel>
  )
}

function Proposal({ one }: { one: InstrumentProposal }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const decide = useCommand(decideInstrument)
  const states = { proposed: t.proposed, 'in-force': t.inForce, refused: t.refused }
  const action = (decision: 'approve' | 'refuse', label: string, explain: string) => (
    <ConfirmAction
      label={label}
      title={`${label} · ${say(one.name)} ${one.version}`}
      explain={explain}
      reason="required"
      size="small"
      type={decision === 'approve' ? 'primary' : 'default'}
      run={(reason) => decide.mutateAsync({ params: { county: one.county, id: one.id }, body: { decision, reason } })}
    />
  )
  return (
    <article className="instrument-item">
      <h3>
        {one.state === 'in-force' ? (
          <Link to={`/instruments/${one.instrumentId}/${one.version}`}>
            {say(one.name)} {one.version}
          </Link>
        ) : (
          `${say(one.name)} ${one.version}`
        )}{' '}
        <StatusChip tone={one.state === 'in-force' ? 'good' : one.state === 'refused' ? 'ended' : 'waiting'}>
          {states[one.state]}
        </StatusChip>
      </h3>
      <p className="faded small">
        {one.proposedBy} · <InstantText at={one.proposedAt} />
        {one.decidedBy !== null && ` → ${one.decidedBy}：${one.reason ?? ''}`}
      </p>
      {one.against !== null && <Differences of={one.differences} />}
      {one.state === 'proposed' &&
        (one.mine ? (
          <p className="faded small">{t.mine}</p>
        ) : (
          <span className="row">
            {action('approve', t.approve, t.approveMeans)}
            {action('refuse', t.refuse, t.refuseMeans)}
          </span>
        ))}
    </article>
  )
}
