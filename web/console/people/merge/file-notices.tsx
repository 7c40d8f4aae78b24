import type { ElderFile } from '@yinian/core/people/api.ts'
import { listDeathReportsOf } from '@yinian/core/people/death-api.ts'
import { deathSources } from '@yinian/core/people/death-reports.ts'
import { listFormerDocuments } from '@yinian/core/people/matching-api.ts'
import { listMergesOfElder } from '@yinian/core/people/merge-api.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useEndpoint } from '../../../client/queries.ts'
import { InstantText, useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Panel } from '../../parts/page-head.tsx'
import { May } from '../../shell/me.tsx'
import { DecideDeath } from '../deaths/decide-death.tsx'
import { texts } from '../one-person-texts.ts'

/** What has to be known before anything else is done with a file. */
export function FileNotices({ elder, mergedFrom }: { elder: ElderFile; mergedFrom: boolean }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const reports = useEndpoint(listDeathReportsOf, { params: { id: elder.id } }).data?.rows ?? []
  const open = reports.filter(({ may, state }) => may.length > 0 && state !== 'confirmed')
  return (
    <>
      {mergedFrom && (
        <p className="note-box" role="status">
          {t.mergedNotice}
        </p>
      )}
      {elder.documentDisputed && <p className="note-box">{t.disputed}</p>}
      {open.map((report) => (
        <div key={report.id} className="note-box row" role="status">
          <span>{t.reportedNotice({ source: say(deathSources[report.source]), day: format.day(report.diedOn) })}</span>
          <May do="people:write">
            <DecideDeath report={report} />
          </May>
        </div>
      ))}
    </>
  )
}

/** Files that were merged into this one, and numbers it had before. */
export function OnePersonPanel({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const merges = useEndpoint(listMergesOfElder, { params: { id: elder.id } }).data?.rows ?? []
  const numbers = useEndpoint(listFormerDocuments, { params: { id: elder.id } }).data?.rows ?? []
  return (
    <>
      {merges.length > 0 && (
        <Panel title={t.filesMergedHere}>
          <ul className="plain-list">
            {merges.map((one) => (
              <li key={one.id} className="row">
                <Link to={`/people/merges/${one.county}/${one.id}`}>
                  {one.name} · {one.documentNumber}
                </Link>
                <span className="faded small">
                  {one.mergedBy} · <InstantText at={one.mergedAt} relative /> ·{' '}
                  {one.state === 'merged' ? t.standing : t.takenBack}
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {numbers.length > 0 && (
        <Panel title={t.formerDocuments}>
          <ul className="plain-list">
            {numbers.map((one) => (
              <li key={one.id}>
                {one.numberMasked}{' '}
                <span className="faded small">{[one.reason, one.evidence].filter(Boolean).join(' · ')}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}
