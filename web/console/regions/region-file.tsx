import { countRegionsBelow, divisionsSource, getRegion, type RegionWithAncestors } from '@yinian/core/regions/api.ts'
import { nation, type RegionCode, regionCode } from '@yinian/core/regions/code.ts'
import { Button, Popover } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { DayText, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Figures } from '../parts/board-page.tsx'
import { FilePage } from '../parts/file-page.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { May, useMe } from '../shell/me.tsx'
import { addressOfRegion, touchesArea } from './address.ts'
import { RegionsBelow } from './regions-below.tsx'
import { levelNames, texts } from './texts.ts'

/** One division: what it is, who is above it, what lies below. */
export function RegionFile({ code }: { code: RegionCode }): ReactNode {
  const region = useEndpoint(getRegion, { params: { code } })
  return <Answer of={region}>{(found) => <File region={found} />}</Answer>
}

function File({ region }: { region: RegionWithAncestors }): ReactNode {
  const t = useTexts(texts)
  const levels = useTexts(levelNames)
  const format = useFormat()
  const { regions } = useMe()
  return (
    <FilePage
      title={region.name}
      hint={<Above region={region} />}
      chips={
        <>
          <StatusChip tone="plain">{levels[region.level]}</StatusChip>
          {region.validTo !== null && (
            <StatusChip tone="ended">{t.ended({ day: format.day(region.validTo) })}</StatusChip>
          )}
        </>
      }
      actions={
        touchesArea(region.code, regions) && (
          <May do="people:read">
            <Link to={`/people?region=${region.code}`}>{t.elders}</Link>
          </May>
        )
      }
      facts={useFacts(region)}
    >
      <Contents region={region} />
      <RegionsBelow region={region} />
    </FilePage>
  )
}

/** The way down to a division, every step of it a link. */
function Above({ region }: { region: RegionWithAncestors }): ReactNode {
  const t = useTexts(texts)
  if (region.code === nation) return t.regionsHint
  return (
    <nav aria-label={t.above}>
      <ol className="regions-above">
        {[{ code: nation, name: t.country }, ...region.ancestors].map(({ code, name }) => (
          <li key={code}>
            <Link to={addressOfRegion(code)}>{name}</Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function useFacts(region: RegionWithAncestors): readonly (readonly [string, ReactNode])[] {
  const t = useTexts(texts)
  const county = region.county === null ? undefined : regionCode(region.county)
  const responsible = [...region.ancestors, region].find(({ code }) => code === county)
  const facts: [string, ReactNode][] = [
    [
      t.code,
      <span key="code" className="figure">
        {region.code}
      </span>,
    ],
  ]
  if (responsible !== undefined && responsible.code !== region.code)
    facts.push([
      t.county,
      <Link key="county" to={addressOfRegion(responsible.code)}>
        {responsible.name}
      </Link>,
    ])
  if (region.urban !== null) facts.push([t.urbanOrRural, t[region.urban]])
  if (region.committee !== null)
    facts.push([
      t.committee,
      <span key="committee" className="row">
        {t[region.committee]}
        <Popover trigger="click" content={<p className="regions-note">{t.inferredMeans}</p>}>
          <Button type="link" className="inline">
            {t.inferred}
          </Button>
        </Popover>
      </span>,
    ])
  if (region.validFrom !== null) facts.push([t.since, <DayText key="since" day={region.validFrom} />])
  if (region.successor !== null)
    facts.push([
      t.successor,
      <Link key="successor" to={addressOfRegion(region.successor)}>
        {region.successor}
      </Link>,
    ])
  return facts
}

/** How many divisions of each level lie below, and who says so. */
function Contents({ region }: { region: RegionWithAncestors }): ReactNode {
  const t = useTexts(texts)
  const levels = useTexts(levelNames)
  const { say } = useLanguage()
  const format = useFormat()
  const contents = useEndpoint(countRegionsBelow, { params: { code: region.code } })
  return (
    <Answer of={contents} height={96}>
      {({ levels: below, edition }) => (
        <div className="stack-tight">
          {below.length > 0 && (
            <Figures
              of={below.map(({ level, count }) => ({
                name: levels[level],
                value: format.number(count),
                unit: t.places,
              }))}
            />
          )}
          <p className="faded small">
            {t.source}:{' '}
            {edition === null
              ? t.local
              : t.sourceOf({ source: say(divisionsSource), year: edition.slice(0, 4), day: format.day(edition) })}
          </p>
        </div>
      )}
    </Answer>
  )
}
