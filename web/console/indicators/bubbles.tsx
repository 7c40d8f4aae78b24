import type { DivisionValue, IndicatorLine } from '@yinian/core/indicators/api.ts'
import { judgements } from '@yinian/core/indicators/evaluate.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Panel } from '../parts/page-head.tsx'
import { formatValue, formatWithUnit } from './figures.ts'
import { texts } from './texts.ts'

interface Bubble extends DivisionValue {
  x: number
  y: number
  readonly radius: number
}

/** What fits into a circle: the sign of a share, and no other unit. */
function shortValue(value: number | null, line: IndicatorLine): string {
  if (value === null) return '—'
  return line.unit.zh === '%' ? `${formatValue(value)}%` : formatValue(value)
}

const width = 520
const height = 400
const edge = 46

/** Divisions where their elders live, sized by their number: a picture of places without any boundary. */
export function Bubbles({
  line,
  divisions,
  linkOf,
}: {
  line: IndicatorLine
  divisions: readonly DivisionValue[]
  linkOf: (region: string) => string
}): ReactNode {
  const t = useTexts(texts)
  const { language, say } = useLanguage()
  const bubbles = placed(divisions)
  return (
    <Panel title={t.mapTitle}>
      {bubbles.length === 0 ? (
        <p className="faded small">{t.noMap}</p>
      ) : (
        <>
          <div className="scroll-across">
            <svg className="bubbles" viewBox={`0 0 ${width} ${height}`}>
              <title>{t.mapTitle}</title>
              {bubbles.map((bubble) => {
                const said = t.mapOpen({
                  name: bubble.name,
                  value: formatWithUnit(bubble.value, line, language),
                  judgement: say(judgements[bubble.judgement]),
                  elders: bubble.centre?.elders ?? 0,
                })
                return (
                  <Link key={bubble.region} to={linkOf(bubble.region)} aria-label={said} className={bubble.judgement}>
                    <title>{said}</title>
                    <circle cx={bubble.x} cy={bubble.y} r={bubble.radius} />
                    <text x={bubble.x} y={bubble.y - 2}>
                      {bubble.name}
                    </text>
                    <text x={bubble.x} y={bubble.y + 13} className="bubble-value">
                      {shortValue(bubble.value, line)}
                    </text>
                  </Link>
                )
              })}
            </svg>
          </div>
          <p className="faded small">{t.mapHint}</p>
        </>
      )}
    </Panel>
  )
}

/** Degrees to the picture: north up, and a degree of longitude as short as it is there. Large ones first, small ones on top. */
function placed(divisions: readonly DivisionValue[]): Bubble[] {
  const known = divisions.flatMap((division) => (division.centre === null ? [] : [{ ...division, ...division.centre }]))
  if (known.length === 0) return []
  const middle = (least(known, 'latitude') + most(known, 'latitude')) / 2
  const narrowing = Math.cos((middle * Math.PI) / 180)
  const across = Math.max((most(known, 'longitude') - least(known, 'longitude')) * narrowing, 1e-4)
  const up = Math.max(most(known, 'latitude') - least(known, 'latitude'), 1e-4)
  const scale = Math.min((width - 2 * edge) / across, (height - 2 * edge) / up)
  const largest = most(known, 'elders')
  const bubbles = known
    .map((division) => ({
      ...division,
      x:
        width / 2 +
        (division.longitude - (least(known, 'longitude') + most(known, 'longitude')) / 2) * narrowing * scale,
      y: height / 2 - (division.latitude - middle) * scale,
      radius: 9 + 27 * Math.sqrt(division.elders / largest),
    }))
    .sort((one, other) => other.radius - one.radius)
  return apart(bubbles)
}

const rounds = 80

/** Pushes what overlaps apart by as little as it takes, so that every name can be read. */
function apart(bubbles: readonly Bubble[]): Bubble[] {
  const moved = bubbles.map((bubble) => ({ ...bubble }))
  for (let round = 0; round < rounds; round++)
    for (const [index, one] of moved.entries())
      for (const other of moved.slice(index + 1)) {
        const [across, up] = [other.x - one.x || 0.01, other.y - one.y]
        const distance = Math.hypot(across, up)
        const overlap = one.radius + other.radius + 3 - distance
        if (overlap <= 0) continue
        const [stepX, stepY] = [(across / distance) * (overlap / 2), (up / distance) * (overlap / 2)]
        one.x -= stepX
        one.y -= stepY
        other.x += stepX
        other.y += stepY
      }
  return moved
}

type Place = Readonly<Record<'longitude' | 'latitude' | 'elders', number>>
const least = (places: readonly Place[], of: keyof Place): number => Math.min(...places.map((place) => place[of]))
const most = (places: readonly Place[], of: keyof Place): number => Math.max(...places.map((place) => place[of]))
