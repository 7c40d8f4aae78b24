import { detailWords } from '@yinian/core/access/audit-words.ts'
import { initialRoles } from '@yinian/core/access/roles.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { getRegion } from '@yinian/core/regions/api.ts'
import { Button, Popover } from 'antd'
import type { ReactNode } from 'react'
import { useEndpoint } from '../../client/queries.ts'
import { Money } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Facts } from '../parts/page-head.tsx'
import { texts } from './texts.ts'

const roleNames: Readonly<Record<string, { readonly name: Text }>> = initialRoles

/** What an event carries, under the names of the vocabulary. */
export function AuditDetail({ of: detail }: { of: Readonly<Record<string, unknown>> }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const entries = Object.entries(detail).filter(([, value]) => value !== null && value !== undefined)
  if (entries.length === 0) return null
  return (
    <Popover
      trigger="click"
      placement="left"
      content={
        <div className="audit-detail">
          <Facts
            of={entries.map(([key, value]) => {
              const word = detailWords[key]
              return [word === undefined ? key : say(word), <Value key={key} of={key} value={value} />] as const
            })}
          />
        </div>
      }
    >
      <Button type="link" className="inline">
        {t.showDetail}
      </Button>
    </Popover>
  )
}

function Value({ of: key, value }: { of: string; value: unknown }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  if (key === 'fen' && (typeof value === 'string' || typeof value === 'number')) return <Money fen={value} />
  if (key === 'region' && typeof value === 'string') return <RegionPath code={value} />
  if (key === 'role' && typeof value === 'string') return say(roleNames[value]?.name ?? { zh: value, en: value })
  if (key === 'state' && (value === 'active' || value === 'locked' || value === 'closed')) return t[value]
  if (typeof value === 'boolean') return value ? t.yes : t.no
  if (Array.isArray(value)) return value.map(String).join(say({ zh: '、', en: ', ' }))
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function RegionPath({ code }: { code: string }): ReactNode {
  const region = useEndpoint(getRegion, { params: { code } })
  return region.data?.path ?? '…'
}
