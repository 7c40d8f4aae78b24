import { listSharedData } from '@yinian/core/data-quality/api.ts'
import type { ReactNode } from 'react'
import { useEndpoint } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Facts, PageHead, Panel } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { texts } from './texts.ts'

export function SharingPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const asked = useEndpoint(listSharedData, {})
  return (
    <>
      <PageHead title={t.sharing} hint={t.sharingHint} />
      <Answer of={asked} height={360}>
        {({ rows }) => (
          <div className="stack">
            {rows.map((row) => (
              <Panel
                key={row.id}
                title={say(row.data)}
                extra={<StatusChip tone={row.inUse ? 'good' : 'ended'}>{row.inUse ? t.inUse : t.notInUse}</StatusChip>}
              >
                <Facts
                  of={[
                    [t.data, say(row.fields)],
                    [t.recipient, say(row.recipient)],
                    [t.basis, say(row.basis)],
                    [t.purpose, say(row.purpose)],
                    [t.way, say(row.way)],
                  ]}
                />
              </Panel>
            ))}
          </div>
        )}
      </Answer>
    </>
  )
}
