import { countSpecialDifficulty } from '@yinian/core/people/special-difficulty-api.ts'
import { nation } from '@yinian/core/regions/code.ts'
import { addDays } from '@yinian/core/time/day.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { BoardPage } from '../parts/board-page.tsx'
import { Chart } from '../parts/chart.tsx'
import { Panel } from '../parts/page-head.tsx'
import { RegionField } from '../parts/region-field.tsx'
import { useMe } from '../shell/me.tsx'
import { Groups } from './groups.tsx'
import { texts } from './texts.ts'

/** How many are in special difficulty in a place, by group and month by month, and by which rule. */
export function SpecialDifficultyPage(): ReactNode {
  const t = useTexts(texts)
  const { regions } = useMe()
  const [address, setAddress] = useSearchParams()
  const region = address.get('region') ?? regions[0]?.code ?? nation
  const asked = useEndpoint(countSpecialDifficulty, { query: { region } })
  return (
    <Answer of={asked} height={480}>
      {(counted) => (
        <Counted
          counted={counted}
          region={region}
          controls={
            <span className="indicator-place">
              <RegionField
                aria-label={t.division}
                value={region}
                onChange={(code) => code !== undefined && setAddress({ region: code })}
              />
            </span>
          }
        />
      )}
    </Answer>
  )
}

type Count = NonNullable<ReturnType<typeof useEndpoint<typeof countSpecialDifficulty>>['data']>

function Counted({ counted, region, controls }: { counted: Count; region: string; controls: ReactNode }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const navigate = useNavigate()
  const month = counted.months.at(-1)
  const changes = (change: string, more: Record<string, string> = {}) =>
    `/special-difficulty/changes?${new URLSearchParams({ change, region, ...more })}`
  const thisMonth = { from: `${month?.month}-01`, to: counted.day }
  // Whoever stood on the first list has not entered.
  const counting =
    counted.since !== null && counted.since >= thisMonth.from
      ? { ...thisMonth, from: addDays(counted.since, 1) }
      : thisMonth
  return (
    <BoardPage
      title={t.special}
      hint={
        <>
          {t.specialHint} {counted.since !== null && t.since({ day: format.day(counted.since) })}
        </>
      }
      controls={
        <>
          {controls}
          <Button onClick={() => void navigate(`/special-difficulty/rules?region=${region}`)}>{t.openRules}</Button>
        </>
      }
      figures={[
        {
          name: t.people,
          value: format.number(counted.people),
          unit: t.peopleUnit,
          to: `/people?special=true&region=${region}`,
        },
        {
          name: t.enteredThisMonth,
          value: format.number(month?.entered ?? 0),
          unit: t.peopleUnit,
          to: changes('entered', counting),
        },
        {
          name: t.leftThisMonth,
          value: format.number(month?.left ?? 0),
          unit: t.peopleUnit,
          to: changes('left', thisMonth),
        },
      ]}
    >
      <Chart
        kind="across"
        title={t.byGroup}
        labelName={t.group}
        labels={counted.groups.map(({ name }) => say(name))}
        series={[{ name: t.count, values: counted.groups.map(({ count }) => count) }]}
        format={(count) => format.number(Number(count))}
        height={Math.max(160, 32 * counted.groups.length + 40)}
        onOpen={(index) => void navigate(changes('entered', { group: counted.groups[index]?.id ?? '' }))}
      />
      <Chart
        kind="line"
        title={t.trend}
        labelName={t.month}
        labels={counted.months.map(({ month }) => format.month(month))}
        series={[
          { name: t.onLastDay, values: counted.months.map(({ people }) => people) },
          { name: t.entered, values: counted.months.map(({ entered }) => entered) },
          { name: t.left, values: counted.months.map(({ left }) => left) },
        ]}
        format={(count) => format.number(Number(count))}
      />
      <div className="whole-row">
        <Panel title={counted.rule === null ? t.rule : `${t.rule} · ${say(counted.rule.name)}`}>
          {counted.rule === null ? <p className="faded">{t.noRule}</p> : <Groups rule={counted.rule} />}
        </Panel>
      </div>
    </BoardPage>
  )
}
