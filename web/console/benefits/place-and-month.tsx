import { monthOf } from '@yinian/core/time/day.ts'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import { useFormat } from '../../language/figures.tsx'
import { useTexts } from '../../language/language.ts'
import { RegionField } from '../parts/region-field.tsx'
import { useMe } from '../shell/me.tsx'
import { monthsUpTo } from './months.ts'
import { texts } from './texts.ts'

export function PlaceAndMonth(props: {
  region: string
  month: string
  onRegion: (region: string) => void
  onMonth: (month: string) => void
}): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const { today } = useMe()
  return (
    <>
      <span className="policy-place">
        <RegionField
          aria-label={t.region}
          value={props.region}
          onChange={(region) => region !== undefined && props.onRegion(region)}
        />
      </span>
      <Select
        aria-label={t.month}
        value={props.month}
        options={monthsUpTo(monthOf(today), 108).map((value) => ({ value, label: format.month(value) }))}
        onChange={props.onMonth}
        popupMatchSelectWidth={false}
      />
    </>
  )
}
