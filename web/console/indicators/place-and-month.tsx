import { getRegion } from '@yinian/core/regions/api.ts'
import { isWithin } from '@yinian/core/regions/code.ts'
import { monthOf } from '@yinian/core/time/day.ts'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { useFormat } from '../../language/figures.tsx'
import { useTexts } from '../../language/language.ts'
import { RegionField } from '../parts/region-field.tsx'
import { useMe } from '../shell/me.tsx'
import { texts } from './texts.ts'
import { monthsUpTo, type Where } from './where.ts'

/** The place and the month a board is about. */
export function PlaceAndMonth({ where }: { where: Where }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const { today } = useMe()
  return (
    <>
      <span className="indicator-place">
        <label htmlFor="indicator-region" className="unseen">
          {t.division}
        </label>
        <RegionField
          id="indicator-region"
          value={where.region}
          onChange={(region) => region !== undefined && where.go({ region })}
        />
      </span>
      <Select
        aria-label={t.month}
        value={where.period}
        options={monthsUpTo(monthOf(today)).map((month) => ({ value: month, label: format.month(month) }))}
        onChange={(period: string) => where.go({ period })}
        popupMatchSelectWidth={false}
      />
    </>
  )
}

/** The way up: the divisions this one lies in, as far as the reader answers for them. */
export function WayUp({ where, path }: { where: Where; path: string }): ReactNode {
  const t = useTexts(texts)
  const { regions } = useMe()
  const region = useEndpoint(getRegion, { params: { code: where.region } })
  const above = (region.data?.ancestors ?? []).filter(({ code }) => regions.some((own) => isWithin(code, own.code)))
  if (above.length === 0) return null
  return (
    <nav aria-label={t.upTo} className="way-up no-print">
      {above.map(({ code, name }) => (
        <span key={code}>
          <Link to={`${path}?${new URLSearchParams({ region: code, period: where.period })}`}>{name}</Link>
          <span aria-hidden="true" className="faded">
            {' '}
            ›{' '}
          </span>
        </span>
      ))}
      <span>{region.data?.name}</span>
    </nav>
  )
}
