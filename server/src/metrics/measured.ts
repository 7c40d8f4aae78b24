import { Gauge } from 'prom-client'
import type { Ground } from '../http/ground.ts'

export interface Measurement {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

let ground: Ground | undefined

/** What is asked of the database is asked over the connections of this process; the last to be set up counts. */
export function measureOver(given: Ground): void {
  ground = given
}

/**
 * Something that is looked up when the metrics are read. Where several processes answer for one platform, each looks up
 * the same and the largest is told, or their sum.
 */
export function declareMeasure(
  name: string,
  help: string,
  labelNames: readonly string[],
  measure: (ground: Ground) => Promise<readonly Measurement[]> | readonly Measurement[],
  over: 'max' | 'sum' = 'max',
): void {
  new Gauge({
    name,
    help,
    labelNames: [...labelNames],
    aggregator: over,
    async collect() {
      this.reset()
      if (ground === undefined) return
      const over = ground
      try {
        for (const { labels, value } of await measure(over)) this.set(labels, value)
      } catch (error) {
        over.log.warn({ err: error, metric: name }, 'could not be measured')
      }
    },
  })
}
