import type { DivisionValue, IndicatorLine } from '@yinian/core/indicators/api.ts'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Chart } from '../parts/chart.tsx'
import { formatValue, targetNumber } from './figures.ts'
import { texts } from './texts.ts'

/** The divisions below in the order of their values; a press goes down to one. */
export function DivisionsChart({
  line,
  divisions,
  linkOf,
}: {
  line: IndicatorLine
  divisions: readonly DivisionValue[]
  linkOf: (region: string) => string
}): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const navigate = useNavigate()
  const ordered = divisions.toSorted((one, other) => (other.value ?? -1) - (one.value ?? -1))
  const target = targetNumber(line)
  return (
    <Chart
      kind="across"
      title={t.belowTitle({ name: say(line.name) })}
      labelName={t.division}
      labels={ordered.map(({ name }) => name)}
      series={[
        { name: t.nameIn({ name: say(line.name), unit: say(line.unit) }), values: ordered.map(({ value }) => value) },
      ]}
      format={formatValue}
      height={Math.max(160, 28 * ordered.length + 40)}
      onOpen={(index) => {
        const region = ordered[index]?.region
        if (region !== undefined) void navigate(linkOf(region))
      }}
      {...(target !== null && line.targetApplies && line.unit.zh === '%'
        ? { target: { name: t.target, value: target } }
        : {})}
    />
  )
}
