import { type DeathReport, listDeathReports } from '@yinian/core/people/death-api.ts'
import { deathSources, deathStates } from '@yinian/core/people/death-reports.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { DayText, InstantText } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import type { Column } from '../../parts/list/column.ts'
import type { Filter } from '../../parts/list/filter.ts'
import { ListPage } from '../../parts/list/list-page.tsx'
import { StatusChip, type Tone } from '../../parts/status-chip.tsx'
import { May } from '../../shell/me.tsx'
import { texts } from '../one-person-texts.ts'
import { DecideDeath } from './decide-death.tsx'
import { ImportDeathsDialog } from './import-deaths-dialog.tsx'
import { ReportDeathDialog } from './report-death-dialog.tsx'

/** Deaths that were told of, and what became of each report. */
export function DeathsPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const columns: readonly Column<DeathReport>[] = [
    { name: 'name', title: t.name, show: (one) => <Who report={one} />, always: true },
    { name: 'state', title: t.state, show: (one) => <DeathStateChip state={one.state} /> },
    { name: 'day', title: t.diedOn, show: (one) => <DayText day={one.diedOn} /> },
    { name: 'source', title: t.source, show: (one) => say(deathSources[one.source]) },
    { name: 'where', title: t.livesIn, show: (one) => one.regionPath },
    { name: 'reporter', title: t.reporter, show: (one) => one.reporter || one.reportedBy, atFirst: 'hidden' },
    { name: 'evidence', title: t.evidence, show: (one) => one.evidence || '—', atFirst: 'hidden' },
    { name: 'when', title: t.reported, show: (one) => <InstantText at={one.reportedAt} relative />, atFirst: 'hidden' },
    {
      name: 'decide',
      title: t.decide,
      always: true,
      show: (one) => (
        <May do="people:write">
          <DecideDeath report={one} />
        </May>
      ),
    },
  ]
  const filters: readonly Filter[] = [
    {
      kind: 'choice',
      name: 'state',
      label: t.state,
      options: Object.entries(deathStates).map(([value, name]) => ({ value, label: say(name) })),
    },
  ]
  const actions = (
    <May do="people:write">
      <ImportDeathsDialog />
      <ReportDeathDialog />
    </May>
  )
  return (
    <ListPage
      name="death-reports"
      title={t.deaths}
      hint={t.deathsHint}
      list={listDeathReports}
      filters={filters}
      columns={columns}
      keyOf={(one) => one.id}
      actions={actions}
      blank={{ title: t.noDeaths, hint: t.deathsHint, action: actions }}
    />
  )
}

function Who({ report }: { report: DeathReport }): ReactNode {
  const name = report.elderName || report.documentMasked
  return report.elderId === null ? name : <Link to={`/people/${report.elderId}`}>{name}</Link>
}

const tones: Readonly<Record<DeathReport['state'], Tone>> = {
  reported: 'waiting',
  confirmed: 'ended',
  mistaken: 'neutral',
  'undo-asked': 'waiting',
  undone: 'good',
}

function DeathStateChip({ state }: Pick<DeathReport, 'state'>): ReactNode {
  const { say } = useLanguage()
  return <StatusChip tone={tones[state]}>{say(deathStates[state])}</StatusChip>
}
