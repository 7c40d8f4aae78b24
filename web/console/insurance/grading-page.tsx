import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { decideEntries, type Entry, getGrading, type Proposal } from '@yinian/core/insurance/rules-api.ts'
import { nation } from '@yinian/core/regions/code.ts'
import { type ReactNode, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { InstantText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { WithInstrument } from '../assessments/use-instrument.tsx'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { PageHead, Panel } from '../parts/page-head.tsx'
import { RegionField } from '../parts/region-field.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { May, useMay, useMe } from '../shell/me.tsx'
import { useValue } from './chips.tsx'
import './insurance.css'
import { GradingTable } from './grading-table.tsx'
import { ProposeDialog } from './propose-dialog.tsx'
import { texts } from './texts.ts'

type Grading = ReplyOf<typeof getGrading>

/** The whole table with what is confirmed of it, what waits for a second person, and which cases wait. */
export function GradingPage(): ReactNode {
  const t = useTexts(texts)
  const { regions } = useMe()
  const [address, setAddress] = useSearchParams()
  const region = address.get('region') ?? regions[0]?.code ?? nation
  const asked = useEndpoint(getGrading, { query: { region } }, { keepLast: true })
  return (
    <>
      <PageHead
        title={t.grading}
        hint={t.gradingHint}
        actions={
          <div style={{ minWidth: 240 }}>
            <RegionField
              aria-label={t.place}
              value={region}
              onChange={(code) => setAddress(code === undefined ? {} : { region: code }, { replace: true })}
            />
          </div>
        }
      />
      <Answer of={asked} height={480}>
        {(grading) => <Whole key={grading.region} grading={grading} />}
      </Answer>
    </>
  )
}

function Whole({ grading }: { grading: Grading }): ReactNode {
  const t = useTexts(texts)
  const mayPropose = useMay('insurance:propose')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const toggle = (key: string) =>
    setChosen((held) => (held.includes(key) ? held.filter((one) => one !== key) : [...held, key]))
  const entries = grading.entries.filter(({ key }) => chosen.includes(key))
  const proposals = grading.history.filter(({ state }) => state === 'proposed')
  return (
    <div className="stack">
      {proposals.length > 0 && <ToDecide proposals={proposals} />}
      <Panel
        title={grading.regionPath}
        extra={
          <May do="insurance:propose">
            <span className="row">
              <span className="faded small">
                {entries.length === 0 ? t.chooseHint : t.chosen({ count: entries.length })}
              </span>
              {entries.length > 0 && (
                <ProposeDialog area={grading.region} entries={entries} onDone={() => setChosen([])} />
              )}
            </span>
          </May>
        }
      >
        <WithInstrument id={grading.instrumentId} version={grading.instrumentVersion}>
          {(instrument) => (
            <GradingTable
              instrument={instrument}
              entries={grading.entries}
              chosen={chosen}
              {...(mayPropose ? { toggle } : {})}
            />
          )}
        </WithInstrument>
      </Panel>
      <Panel title={t.waitingCases}>
        {grading.waiting.length === 0 ? (
          <p className="faded small">{t.noWaiting}</p>
        ) : (
          <ul className="names">
            {grading.waiting.map((one) => (
              <li key={one.id} className="small">
                <Link to={`/insurance/assessments/${one.county}/${one.id}`}>{one.number}</Link>
                <Names keys={one.keys} entries={grading.entries} />
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={t.tableHistory}>
        {grading.history.length === 0 ? (
          <p className="faded small">{t.noHistory}</p>
        ) : (
          <History rows={grading.history} />
        )}
      </Panel>
    </div>
  )
}

function Names({ keys, entries }: { keys: readonly string[]; entries: readonly Entry[] }): ReactNode {
  const { say } = useLanguage()
  const names = keys.flatMap((key) => entries.find((entry) => entry.key === key)?.name ?? [])
  return <span>{names.map(say).join(say({ zh: '；', en: '; ' }))}</span>
}

/** What one has read waits for another to read it too. */
function ToDecide({ proposals }: { proposals: readonly Proposal[] }): ReactNode {
  const t = useTexts(texts)
  const decide = useCommand(decideEntries)
  const others = proposals.filter(({ mine }) => !mine)
  const ids = others.map(({ id }) => id)
  const take = (decision: 'approve' | 'refuse') => (reason: string) =>
    decide.mutateAsync({ body: { ids, decision, reason } })
  return (
    <Panel
      title={t.toDecide}
      extra={
        <May do="insurance:approve">
          {others.length > 0 && (
            <span className="row">
              <ConfirmAction
                label={t.refuseAll}
                title={t.refuseAll}
                explain={t.refuseMeans}
                reason="required"
                size="small"
                run={take('refuse')}
              />
              <ConfirmAction
                label={t.confirmAll}
                title={t.confirmAll}
                explain={t.confirmMeans({ count: ids.length })}
                reason="optional"
                type="primary"
                size="small"
                run={take('approve')}
              />
            </span>
          )}
        </May>
      }
    >
      {others.length < proposals.length && <p className="faded small">{t.ownOnes}</p>}
      <History rows={proposals} />
    </Panel>
  )
}

const tones = { proposed: 'waiting', confirmed: 'good', refused: 'ended' } as const

function History({ rows }: { rows: readonly Proposal[] }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const shown = useValue()
  return (
    <div className="twin">
      <table className="insured">
        <thead>
          <tr>
            <th scope="col">{t.item}</th>
            <th scope="col">{t.value}</th>
            <th scope="col">{t.document}</th>
            <th scope="col">{t.state}</th>
            <th scope="col">{t.by}</th>
            <th scope="col">{t.decidedByWhom}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                {say(row.name)}
                <br />
                <span className="faded small">{row.areaPath}</span>
              </td>
              <td>{shown(row.value)}</td>
              <td>
                {row.document} · {row.clause}
              </td>
              <td>
                <StatusChip tone={tones[row.state]}>{t[row.state]}</StatusChip>
              </td>
              <td>
                {row.proposedBy} · <InstantText at={row.proposedAt} />
              </td>
              <td>
                {row.decidedAt !== null && (
                  <>
                    {row.decidedBy} · <InstantText at={row.decidedAt} /> {row.decisionReason}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
