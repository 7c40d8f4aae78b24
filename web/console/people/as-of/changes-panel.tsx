import { type ElderChange, listElderChanges } from '@yinian/core/people/as-of-api.ts'
import type { ReactNode } from 'react'
import { useEndpoint } from '../../../client/queries.ts'
import { InstantText, useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { Panel } from '../../parts/page-head.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'
import { RevealedField } from '../revealed-field.tsx'
import { texts } from './texts.ts'

const tones = {
  recorded: 'plain',
  change: 'good',
  correction: 'waiting',
  merged: 'neutral',
  unmerged: 'neutral',
} as const

/** What was changed, when, by whom, from what to what; sealed values stay masked until somebody says what for. */
export function ChangesPanel({ elderId }: { elderId: string }): ReactNode {
  const t = useTexts(texts)
  const asked = useEndpoint(listElderChanges, { params: { id: elderId } })
  return (
    <Panel title={t.changes}>
      <Answer of={asked} height={160}>
        {({ rows }) => (
          <ul className="held">
            {rows.map((row) => (
              <Change key={`${row.at} ${row.what.zh} ${row.from?.zh} ${row.to?.zh}`} elderId={elderId} row={row} />
            ))}
          </ul>
        )}
      </Answer>
    </Panel>
  )
}

function Change({ elderId, row }: { elderId: string; row: ElderChange }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const what = say(row.what)
  return (
    <li>
      <div>
        <div className="row">
          <strong>{what}</strong>
          <StatusChip tone={tones[row.why]}>{t[row.why]}</StatusChip>
          {row.holdsFrom !== null && (
            <span className="faded small">{t.holdsFrom({ day: format.day(row.holdsFrom) })}</span>
          )}
        </div>
        {(row.from !== null || row.to !== null) && (
          <div className="row small">
            {row.formerParticularId === null ? (
              row.from !== null && <span>{say(row.from)}</span>
            ) : (
              <RevealedField
                elderId={elderId}
                field="formerParticular"
                formerParticularId={row.formerParticularId}
                label={t.formerValue({ what })}
                value={row.from === null ? null : say(row.from)}
              />
            )}
            {row.from !== null && <span aria-hidden="true">→</span>}
            {row.to !== null && <span>{say(row.to)}</span>}
          </div>
        )}
        <div className="faded small">
          <InstantText at={row.at} />
          {row.by !== '' && ` · ${row.by}`}
          {row.reason !== '' && ` · ${row.reason}`}
        </div>
      </div>
    </li>
  )
}
