import cluster from 'node:cluster'
import { AggregatorRegistry } from 'prom-client'
import type { ReadMetrics } from '../metrics/serve.ts'

/** In the supervising process: the metrics of all workers together. Workers ask for them, too, for whoever asks a worker. */
export function gatherMetrics(): ReadMetrics {
  const registry = new AggregatorRegistry()
  const read: ReadMetrics = () => registry.clusterMetrics()
  cluster.on('message', (worker, message: unknown) => {
    if (!isQuestion(message)) return
    const { metricsAsked } = message
    read().then(
      (text) => worker.send({ metricsAsked, text }),
      () => worker.send({ metricsAsked, text: '' }),
    )
  })
  return read
}

/** In a worker: asks the supervising process. */
export function askForMetrics(): ReadMetrics {
  // makes this worker answer when its own are asked for
  new AggregatorRegistry()
  const waiting = new Map<number, (text: string) => void>()
  let last = 0
  process.on('message', (message: unknown) => {
    if (!isQuestion(message) || message.text === undefined) return
    waiting.get(message.metricsAsked)?.(message.text)
    waiting.delete(message.metricsAsked)
  })
  return () =>
    new Promise((resolve) => {
      last++
      waiting.set(last, resolve)
      process.send?.({ metricsAsked: last })
    })
}

function isQuestion(message: unknown): message is { metricsAsked: number; text?: string } {
  return typeof message === 'object' && message !== null && 'metricsAsked' in message
}
