import { type Channel, channels } from '@yinian/core/family/channels.ts'
import {
  type CorrectionToDecide,
  decideCorrection,
  listCorrectionRequests,
  readCorrectionWanted,
} from '@yinian/core/family/counter-api.ts'
import { type CorrectableField, correctableFields, correctionProcedure } from '@yinian/core/family/requests.ts'
import { App, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { call } from '../../client/call.ts'
import { useCommand } from '../../client/queries.ts'
import { asRefusal } from '../../client/refusal.ts'
import { DayText, InstantText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import './family.css'
import { names } from './names.ts'
import { texts } from './texts.ts'

/** What elders and relatives ask to have put right. */
export function CorrectionsPage(): ReactNode {
  const t = useTexts(texts)
  const n = useTexts(names)
  const { say } = useLanguage()
  const columns: readonly Column<CorrectionToDecide>[] = [
    {
      name: 'elder',
      title: t.elder,
      always: true,
      show: (one) => <Link to={`/people/${one.elderId}`}>{one.elderName}</Link>,
    },
    {
      name: 'field',
      title: t.field,
      always: true,
      show: (one) => say(correctableFields[one.field as CorrectableField]),
    },
    { name: 'wanted', title: t.wanted, always: true, show: (one) => <Wanted request={one} /> },
    { name: 'asker', title: t.asker, show: (one) => one.askerName },
    { name: 'channel', title: t.channel, show: (one) => say(channels[one.channel as Channel]) },
    {
      name: 'state',
      title: t.state,
      show: (one) => (
        <StatusChip
          tone={one.state === 'asked' ? (one.overdue ? 'bad' : 'waiting') : one.state === 'accepted' ? 'good' : 'ended'}
        >
          {one.overdue ? t.overdue : say(correctionProcedure.states[one.state])}
        </StatusChip>
      ),
    },
    { name: 'due', title: t.due, show: (one) => <DayText day={one.dueOn} /> },
    { name: 'when', title: t.when, show: (one) => <InstantText at={one.at} relative />, atFirst: 'hidden' },
    { name: 'where', title: t.where, show: (one) => one.regionPath, atFirst: 'hidden' },
    { name: 'taken', title: t.taken, show: (one) => one.takenBy || '—', atFirst: 'hidden' },
    { name: 'decide', title: t.decide, always: true, show: (one) => <Decide request={one} /> },
  ]
  const filters: readonly Filter[] = [
    {
      kind: 'choice',
      name: 'state',
      label: t.state,
      options: Object.entries(correctionProcedure.states).map(([value, name]) => ({ value, label: say(name) })),
    },
    { kind: 'region', name: 'region', label: t.region },
  ]
  return (
    <ListPage
      name="correction-requests"
      title={n.corrections}
      hint={t.correctionsHint}
      list={listCorrectionRequests}
      filters={filters}
      columns={columns}
      keyOf={(one) => one.id}
      blank={{ title: t.noCorrections, hint: t.correctionsHint }}
    />
  )
}

/** Opened by a press, because opening it is recorded. */
function Wanted({ request }: { request: CorrectionToDecide }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const [wanted, setWanted] = useState<string>()
  if (wanted !== undefined) return <span className="said">{wanted}</span>
  const { county, id } = request
  const read = () =>
    call(readCorrectionWanted, { params: { county, id } }).then(
      (answer) => setWanted(answer.wanted),
      (error: unknown) => void message.error(say(asRefusal(error).reply.message)),
    )
  return (
    <Button size="small" onClick={() => void read()}>
      {t.readWanted}
    </Button>
  )
}

function Decide({ request }: { request: CorrectionToDecide }): ReactNode {
  const t = useTexts(texts)
  const decide = useCommand(decideCorrection)
  if (request.state !== 'asked') return <span className="said">{request.reason}</span>
  const { county, id, version } = request
  const run = (decision: 'accept' | 'refuse') => (reason: string) =>
    decide.mutateAsync({ params: { county, id }, body: { decision, reason, version } })
  return (
    <span className="row">
      <ConfirmAction
        size="small"
        label={t.accept}
        title={t.acceptTitle}
        explain={t.acceptMeans}
        reason="required"
        run={run('accept')}
        done={t.decided}
      />
      <ConfirmAction
        size="small"
        type="text"
        label={t.refuse}
        title={t.refuseTitle}
        explain={t.refuseMeans}
        reason="required"
        run={run('refuse')}
        done={t.decided}
      />
    </span>
  )
}
