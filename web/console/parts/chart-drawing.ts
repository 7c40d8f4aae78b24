import { BarChart, type BarSeriesOption, LineChart, type LineSeriesOption } from 'echarts/charts'
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { type Palette, seriesDark, seriesLight } from '../../theme/palette.ts'
import type { Mode } from '../../theme/theme.tsx'

// SVG: sharp on paper, and no canvas to blur when the page is enlarged.
use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer])

export interface ChartData {
  readonly kind: 'bar' | 'stacked' | 'across' | 'line'
  readonly labels: readonly string[]
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[]
  readonly format: (value: number) => string
  /** A line to be reached, with its name. */
  readonly target?: { readonly name: string; readonly value: number }
}

/** Draws into an element, follows its size, and returns how to take it away again. */
export function draw(
  element: HTMLElement,
  data: ChartData,
  look: { mode: Mode; palette: Palette },
  onOpen: (index: number) => void,
): () => void {
  const chart = init(element, undefined, { renderer: 'svg' })
  chart.setOption(optionOf(data, look.palette, look.mode === 'dark' ? seriesDark : seriesLight))
  chart.on('click', (event) => onOpen(event.dataIndex ?? 0))
  const observer = new ResizeObserver(() => chart.resize())
  observer.observe(element)
  return () => {
    observer.disconnect()
    chart.dispose()
  }
}

function optionOf(data: ChartData, palette: Palette, colours: readonly string[]) {
  const { fontFamily } = getComputedStyle(document.body)
  const text = { color: palette.faded, fontFamily, fontSize: 12 }
  const labels = {
    type: 'category' as const,
    data: [...data.labels],
    axisLine: { lineStyle: { color: palette.rule } },
    axisTick: { show: false },
    axisLabel: { ...text, hideOverlap: true },
    inverse: data.kind === 'across',
  }
  const values = {
    type: 'value' as const,
    axisLabel: { ...text, formatter: data.format },
    splitLine: { lineStyle: { color: palette.rule } },
  }
  const across = data.kind === 'across'
  return {
    animation: false,
    color: [...colours],
    textStyle: { fontFamily },
    grid: { left: 4, right: 16, top: data.series.length > 1 ? 40 : 16, bottom: 4, outerBoundsMode: 'same' as const },
    ...(data.series.length > 1
      ? { legend: { top: 4, left: 0, icon: 'roundRect', itemWidth: 12, itemHeight: 8, textStyle: text } }
      : {}),
    tooltip: {
      trigger: 'axis' as const,
      // Written on the chart itself: HTML with inline styles would need a weaker content security policy.
      renderMode: 'richText' as const,
      backgroundColor: palette.surface,
      borderColor: palette.rule,
      textStyle: { color: palette.ink, fontFamily, fontSize: 13 },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? data.format(value) : '—'),
    },
    xAxis: across ? values : labels,
    yAxis: across ? labels : values,
    series: data.series.map((series, index) => seriesOf(data, series, index, palette)),
  }
}

function seriesOf(
  data: ChartData,
  series: ChartData['series'][number],
  index: number,
  palette: Palette,
): BarSeriesOption | LineSeriesOption {
  const marked =
    index === 0 && data.target !== undefined
      ? {
          markLine: {
            symbol: 'none',
            silent: true,
            lineStyle: { color: palette.warm, type: 'dashed' as const },
            label: {
              formatter: data.target.name,
              color: palette.warmText,
              position: 'insideEndTop' as const,
              backgroundColor: palette.surface,
              padding: [1, 4],
            },
            data: [data.kind === 'across' ? { xAxis: data.target.value } : { yAxis: data.target.value }],
          },
        }
      : {}
  const base = { name: series.name, data: [...series.values], ...marked }
  if (data.kind === 'line') return { ...base, type: 'line', symbolSize: 6, lineStyle: { width: 2 } }
  return { ...base, type: 'bar', barMaxWidth: 28, ...(data.kind === 'stacked' ? { stack: 'all' } : {}) }
}
