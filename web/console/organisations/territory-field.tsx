import { DeleteOutlined } from '@ant-design/icons'
import { getRegion } from '@yinian/core/regions/api.ts'
import { isWithin, type RegionCode } from '@yinian/core/regions/code.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useEndpoints } from '../../client/queries.ts'
import { useTexts } from '../../language/language.ts'
import { RegionField } from '../parts/region-field.tsx'
import { texts } from './texts.ts'

interface TerritoryFieldProps {
  readonly id?: string
  readonly value?: readonly RegionCode[]
  readonly onChange?: (territory: RegionCode[]) => void
}

/** Several divisions, added one by one. One that lies in another of them is taken in by it. */
export function TerritoryField({ id, value = [], onChange }: TerritoryFieldProps): ReactNode {
  const t = useTexts(texts)
  const named = useEndpoints(
    getRegion,
    value.map((code) => ({ params: { code } })),
  )
  const add = (code: RegionCode | undefined) => {
    if (code === undefined || value.some((held) => isWithin(code, held))) return
    onChange?.([...value.filter((held) => !isWithin(held, code)), code])
  }
  return (
    <div className="stack-tight">
      {value.length > 0 && (
        <ul className="territory">
          {value.map((code, index) => (
            <li key={code}>
              {named[index]?.data?.path ?? code}
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={`${t.remove} ${named[index]?.data?.name ?? code}`}
                onClick={() => onChange?.(value.filter((held) => held !== code))}
              />
            </li>
          ))}
        </ul>
      )}
      <RegionField {...(id === undefined ? {} : { id })} value={null} onChange={add} />
    </div>
  )
}
