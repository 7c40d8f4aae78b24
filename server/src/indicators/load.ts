import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Indicator } from '@yinian/core/indicators/catalogue.ts'
import { parseCatalogue, parsePhrases } from '@yinian/core/indicators/parse-catalogue.ts'
import { recordDefinitions } from '@yinian/core/indicators/record-definitions.ts'

const folder = join(import.meta.dirname, '../../../reference/indicators')
const tables = ['plan-indicators.csv', 'register-indicators.csv']
let loaded: ReadonlyMap<string, Indicator> | undefined

/** The indicators of the plans and of the register, by id. @throws when a table has a fault: the platform does not start on half a catalogue */
export function loadIndicators(): ReadonlyMap<string, Indicator> {
  loaded ??= readIndicators()
  return loaded
}

function readIndicators(): ReadonlyMap<string, Indicator> {
  const phrases = parsePhrases(readFileSync(join(folder, 'phrases.csv'), 'utf8'))
  const indicators = new Map<string, Indicator>()
  const faults: string[] = []
  for (const table of tables) {
    const catalogue = parseCatalogue(readFileSync(join(folder, table), 'utf8'), phrases)
    for (const indicator of catalogue.indicators) indicators.set(indicator.id, indicator)
    for (const { row, column, message } of catalogue.faults)
      faults.push(`${table}, row ${row}, ${column}: ${message.zh} ${message.en}`)
  }
  for (const id of Object.keys(recordDefinitions))
    if (!indicators.has(id)) faults.push(`${id} is defined but stands in no table`)
  if (faults.length > 0) throw new Error(`The indicators cannot be read.\n${faults.join('\n')}`)
  return indicators
}
