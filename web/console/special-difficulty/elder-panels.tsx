import type { ElderFile } from '@yinian/core/people/api.ts'
import { listElderMemberships } from '@yinian/core/people/special-difficulty-api.ts'
import type { ReactNode } from 'react'
import { useEndpoint } from '../../client/queries.ts'
import { DayText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Panel } from '../parts/page-head.tsx'
import { UnlessWithheld } from '../parts/withheld.tsx'
import type { ElderPanel } from '../people/elder-panels.ts'
import { endNames } from './changes-page.tsx'
import { Groups } from './groups.tsx'
import { texts } from './texts.ts'

function Memberships({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const asked = useEndpoint(listElderMemberships, { params: { id: elder.id } })
  if (!elder.responsible) return null
  return (
    <Panel title={t.history}>
      <Answer of={asked} height={80}>
        {({ rule, rows }) => (
          <>
            <UnlessWithheld of="circumstances" inWords>
              {rows.length === 0 && <p className="faded small">{t.never}</p>}
            </UnlessWithheld>
            <ul className="looks">
              {rows.map((row) => (
                <li key={row.id} className="small">
                  <strong>{say(row.group)}</strong>
                  <span>
                    <DayText day={row.from} /> — {row.to === null ? t.stillIn : <DayText day={row.to} />}
                    {row.endedAs !== null && ` · ${say(endNames[row.endedAs])}`}
                  </span>
                </li>
              ))}
            </ul>
            {rule !== null && (
              <details className="small">
                <summary>
                  {t.rule} · {say(rule.name)}
                </summary>
                <Groups rule={rule} />
              </details>
            )}
          </>
        )}
      </Answer>
    </Panel>
  )
}

export const elderPanels: readonly ElderPanel[] = [
  { name: 'special-difficulty', order: 55, permission: 'people:read', Section: Memberships },
]
