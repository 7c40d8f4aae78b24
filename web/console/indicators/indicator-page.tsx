import { PrinterOutlined } from '@ant-design/icons'
import { getIndicator, type IndicatorPage as Page } from '@yinian/core/indicators/api.ts'
import { bases, shapes } from '@yinian/core/indicators/measure.ts'
import { getRegion } from '@yinian/core/regions/api.ts'
import { stepKinds } from '@yinian/core/regions/chain.ts'
import { monthOf } from '@yinian/core/time/day.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { DayText, InstantText, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Chart } from '../parts/chart.tsx'
import { Facts, PageHead, Panel } from '../parts/page-head.tsx'
import { texts as shared } from '../parts/texts.ts'
import { usePageName } from '../shell/page-name.tsx'
import { Bubbles } from './bubbles.tsx'
import { Contradictions } from './contradictions.tsx'
import { DivisionsChart } from './divisions-chart.tsx'
import { DivisionsTable } from './divisions-table.tsx'
import { formatValue, formatWithUnit, targetNumber } from './figures.ts'
import { BigValue, TargetText } from './indicator-card.tsx'
import './indicators.css'
import { Bullet, Judgement, Kind } from './marks.tsx'
import { nameOfModule } from './module-names.ts'
import { PlaceAndMonth, WayUp } from './place-and-month.tsx'
import { texts } from './texts.ts'
import { useWhere, type Where } from './where.ts'

export function IndicatorPage(): ReactNode {
  const { id = '' } = useParams()
  const where = useWhere()
  const { region, period } = where
  const asked = useEndpoint(getIndicator, { params: { id }, query: { region, period } }, { keepLast: true })
  return (
    <div className="indicators">
      <WayUp where={where} path={`/indicators/${id}`} />
      <Answer of={asked}>{(page) => <Shown page={page} where={where} />}</Answer>
    </div>
  )
}

function Shown({ page, where }: { page: Page; where: Where }): ReactNode {
  const { say } = useLanguage()
  const { print } = useTexts(shared)
  const format = useFormat()
  const region = useEndpoint(getRegion, { params: { code: where.region } })
  const { line } = page
  usePageName(say(line.name))
  const linkOf = (code: string): string =>
    `/indicators/${line.id}?${new URLSearchParams({ region: code, period: where.period })}`
  return (
    <>
      <PageHead
        title={say(line.name)}
        hint={`${region.data?.path ?? ''} · ${format.month(page.period)} · ${say(page.plan.name)}`}
        actions={
          <>
            <PlaceAndMonth where={where} />
            <Button icon={<PrinterOutlined />} onClick={() => globalThis.print()}>
              {print}
            </Button>
          </>
        }
      />
      <div className="stack">
        <div className="two">
          <Glance page={page} where={where} />
          <Definition page={page} />
        </div>
        <Contradictions page={page} />
        {page.divisions.length > 0 && line.computedAt !== null && (
          <>
            <div className="board flat">
              <DivisionsChart line={line} divisions={page.divisions} linkOf={linkOf} />
              <Bubbles line={line} divisions={page.divisions} linkOf={linkOf} />
            </div>
            <DivisionsTable page={page} where={where} linkOf={linkOf} />
          </>
        )}
      </div>
    </>
  )
}

/** The number, its target, its months and its lists. */
function Glance({ page, where }: { page: Page; where: Where }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const { line } = page
  const target = targetNumber(line)
  const known = line.trend.filter(({ value }) => value !== null)
  const names = { numerator: t.seeNumerator, denominator: t.seeDenominator, gap: t.openGap }
  return (
    <div className="stack">
      <Panel>
        <div className="row">
          {line.kind !== 'register' && <Kind of={line.kind} />}
          {line.answeredBy === 'records' && <Judgement of={line.judgement} />}
        </div>
        {line.answeredBy === 'records' && (
          <div className="indicator-value large">
            <BigValue line={line} />
            <TargetText line={line} />
          </div>
        )}
        <Bullet line={line} />
        {line.casesToTarget !== null && line.casesToTarget > 0 && (
          <p className="small">{t.toTarget({ count: line.casesToTarget })}</p>
        )}
        {target !== null &&
          line.answeredBy === 'records' &&
          !line.targetApplies &&
          page.plan.relation === 'applies' && <p className="faded small">{t.wholeAreaOnly}</p>}
        {line.answer !== null && <p className="note-box indicator-note">{say(line.answer)}</p>}
        {page.sides.length > 0 && line.computedAt !== null && (
          <div className="row no-print">
            {page.sides.toReversed().map((side) => (
              <Link key={side} to={where.address(`/indicators/${line.id}/cases`, { side })}>
                <Button type={side === 'gap' ? 'primary' : 'default'}>{names[side]}</Button>
              </Link>
            ))}
          </div>
        )}
        {line.computedAt !== null && (
          <p className="faded small">
            {t.computedAt} <InstantText at={line.computedAt} />
          </p>
        )}
      </Panel>
      {known.length > 1 && (
        <Chart
          kind="line"
          title={t.trend}
          labelName={t.month}
          labels={known.map(({ period }) => `${format.month(period)}${changedIn(page, period) ? ' ◆' : ''}`)}
          series={[{ name: say(line.unit), values: known.map(({ value }) => value) }]}
          format={formatValue}
          height={200}
          {...(target !== null && line.targetApplies ? { target: { name: t.target, value: target } } : {})}
        />
      )}
      {page.changes.length > 0 && <Redrawn changes={page.changes} />}
    </div>
  )
}

const changedIn = (page: Page, period: string): boolean => page.changes.some(({ day }) => monthOf(day) === period)

/** Why a trend has a mark: the division was another one before, or others took its place. */
function Redrawn({ changes }: Pick<Page, 'changes'>): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <div className="note-box small">
      <strong>◆ {t.redrawn}</strong>
      <ul>
        {changes.map(({ from, to, fromName, toName, day, kind }) => (
          <li key={`${from} ${to} ${day}`}>
            <DayText day={day} /> · {fromName} → {toName} · {say(stepKinds[kind])}
          </li>
        ))}
      </ul>
      <p className="faded">{t.redrawnMeans}</p>
    </div>
  )
}

/** The definition in words, and where it is printed. */
function Definition({ page }: { page: Page }): ReactNode {
  const t = useTexts(texts)
  const { say, language } = useLanguage()
  const { line, plan } = page
  const optional = (text: { zh: string; en: string } | null): string | null => (text === null ? null : say(text))
  return (
    <Panel title={t.howMade}>
      <Facts
        of={[
          [
            t.numerator,
            withCount(say(page.numerator), line.numerator, page.shape === 'yuan-each' || page.shape === 'yuan'),
          ],
          [t.denominator, withCount(optional(page.denominator), line.denominator)],
          [t.shape, page.shape === null ? null : say(shapes[page.shape])],
          [t.basis, page.basis === null ? null : say(bases[page.basis])],
          [t.answeredBy, nameOfModule(t, line.answeredBy)],
          [t.printed, line.printedTarget],
          [t.plan, line.source === 'R' ? null : say(plan.name)],
          [t.document, plan.document],
          [t.heading, page.heading],
          [
            t.baseline,
            line.baseline === null || line.baselineYear === null
              ? null
              : t.baselineOf({ value: formatWithUnit(line.baseline, line, language), year: String(line.baselineYear) }),
          ],
          [t.path, page.path === null ? null : formatWithUnit(page.path, line, language)],
          [t.note, optional(page.note)],
        ]}
      />
    </Panel>
  )
}

function withCount(words: string | null, count: number | null, isMoney = false): ReactNode {
  if (words === null || count === null) return words
  return (
    <>
      {words} <strong className="figure">{isMoney ? formatValue(count / 100) : formatValue(count)}</strong>
    </>
  )
}
