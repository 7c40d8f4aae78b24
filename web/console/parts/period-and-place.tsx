import type { RegionCode } from '@yinian/core/regions/code.ts'
import { type Day, isDay } from '@yinian/core/time/day.ts'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { useTexts } from '../../language/language.ts'
import { useMe } from '../shell/me.tsx'
import { DayField } from './day-field.tsx'
import { RegionField } from './region-field.tsx'
import { texts } from './texts.ts'

export interface PeriodAndPlaceChosen {
  readonly from: Day
  readonly to: Day
  readonly region: RegionCode | null
  choose(name: 'from' | 'to' | 'region', value: string | undefined): void
  /** What an endpoint is asked with: the last day is never before the first. */
  readonly query: { readonly from: Day; readonly to: Day; readonly region?: RegionCode }
}

/** A time and a division, kept in the address of the page. */
export function usePeriodAndPlace(
  fromOf: (today: Day) => Day,
  toOf: (today: Day) => Day = (today) => today,
): PeriodAndPlaceChosen {
  const { today } = useMe()
  const [address, setAddress] = useSearchParams()
  const day = (name: string, otherwise: Day): Day => {
    const written = address.get(name)
    return written !== null && isDay(written) ? written : otherwise
  }
  const from = day('from', fromOf(today))
  const to = day('to', toOf(today))
  const region = address.get('region')
  return {
    from,
    to,
    region,
    choose(name, value) {
      const next = new URLSearchParams(address)
      if (value === undefined) next.delete(name)
      else next.set(name, value)
      setAddress(next, { replace: true })
    },
    query: { from, to: to < from ? from : to, ...(region === null ? {} : { region }) },
  }
}

export function PeriodAndPlace({ chosen, place }: { chosen: PeriodAndPlaceChosen; place: string }): ReactNode {
  const t = useTexts(texts)
  const { from, to, region, choose } = chosen
  return (
    <div className="filters period-and-place">
      <div className="filter">
        <span className="label">{t.period}</span>
        <span className="row">
          <DayField aria-label={`${t.period} 1`} value={from} onChange={(day) => choose('from', day)} />
          <DayField aria-label={`${t.period} 2`} value={to} from={from} onChange={(day) => choose('to', day)} />
        </span>
      </div>
      <div className="filter">
        <span className="label">{place}</span>
        <RegionField value={region} onChange={(code) => choose('region', code)} />
      </div>
    </div>
  )
}
