import { itemsOf } from '@yinian/core/assessments/instrument.ts'
import type { DisabilityCase } from '@yinian/core/insurance/api.ts'
import type { ReactNode } from 'react'
import { DayText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { WithInstrument } from '../assessments/use-instrument.tsx'
import { Panel } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { texts } from './texts.ts'

/** The sheets that count, side by side, with the items in which they differ. */
export function SheetsPanel({ one }: { one: DisabilityCase }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const sheets = one.sheets.filter(({ supersededAt }) => supersededAt === null)
  const assessing = one.state === 'assigned' || one.state === 'differing'
  if (sheets.length === 0)
    return assessing ? (
      <Panel title={t.sheets}>
        <p className="faded small">{t.noSheets}</p>
        {one.possible.includes('record') && <p className="faded small">{t.otherHidden}</p>}
      </Panel>
    ) : null
  return (
    <Panel title={t.sheets}>
      <WithInstrument id={one.instrumentId} version={one.instrumentVersion}>
        {(instrument) => (
          <div className="twin">
            <table className="plain-table">
              <caption className="unseen">{t.sheets}</caption>
              <thead>
                <tr>
                  <th scope="col">{t.item}</th>
                  {sheets.map((sheet) => (
                    <th key={sheet.assessorName} scope="col">
                      {sheet.assessorName} · <DayText day={sheet.visitedOn} />
                    </th>
                  ))}
                  {one.differing.length > 0 && <th scope="col">{t.state}</th>}
                </tr>
              </thead>
              <tbody>
                {itemsOf(instrument).map((item) => (
                  <tr key={item.id}>
                    <td>
                      {item.id} {say(item.name)}
                    </td>
                    {sheets.map((sheet) => (
                      <td key={sheet.assessorName} className="number">
                        {sheet.answers[item.id] ?? '—'} / {item.max}
                      </td>
                    ))}
                    {one.differing.length > 0 && (
                      <td>{one.differing.includes(item.id) && <StatusChip tone="bad">{t.differs}</StatusChip>}</td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </WithInstrument>
      {one.state === 'assigned' && sheets.length === 1 && one.possible.includes('record') && (
        <p className="faded small">{t.otherHidden}</p>
      )}
    </Panel>
  )
}
