import { whoLooked } from '@yinian/core/people/api.ts'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useEndpoint } from '../../client/queries.ts'
import { InstantText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Panel } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { texts } from './texts.ts'

/** Who opened the file, and who saw what in full and why; asked for only when somebody wants to know. */
export function LooksPanel({ elderId }: { elderId: string }): ReactNode {
  const t = useTexts(texts)
  const [pages, setPages] = useState<readonly (string | undefined)[]>([])
  return (
    <Panel
      title={t.looks}
      extra={
        pages.length === 0 && (
          <Button size="small" onClick={() => setPages([undefined])}>
            {t.showLooks}
          </Button>
        )
      }
    >
      {pages.length === 0 && <p className="faded small">{t.looksHint}</p>}
      <ul className="looks">
        {pages.map((after, index) => (
          <LooksPage
            key={after ?? 'first'}
            elderId={elderId}
            after={after}
            more={index === pages.length - 1 ? (next) => setPages([...pages, next]) : undefined}
          />
        ))}
      </ul>
    </Panel>
  )
}

function LooksPage(props: {
  elderId: string
  after: string | undefined
  more: ((next: string) => void) | undefined
}): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const query = props.after === undefined ? {} : { after: props.after }
  const asked = useEndpoint(whoLooked, { params: { id: props.elderId }, query })
  return (
    <Answer of={asked} height={120}>
      {({ rows, next }) => (
        <>
          {rows.length === 0 && <li className="faded small">{t.noLooks}</li>}
          {rows.map((look) => (
            <li key={look.id} className="small">
              <span>
                <strong>{look.actorName}</strong> {say(look.action)}
                {look.purpose !== null && ` · ${look.purpose}`}
                {look.formerFile !== null && ' '}
                {look.formerFile !== null && <StatusChip tone="plain">{t.lookAtFormer(look.formerFile)}</StatusChip>}
              </span>
              <span className="faded">
                <InstantText at={look.at} />
              </span>
            </li>
          ))}
          {next !== null && props.more !== undefined && (
            <li>
              <Button size="small" type="link" onClick={() => props.more?.(next)}>
                {t.older}
              </Button>
            </li>
          )}
        </>
      )}
    </Answer>
  )
}
