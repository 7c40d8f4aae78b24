import { declareRegionRows } from '../regions/index.ts'

const agreed = {
  zh: '按协议写明的区划，调整后另行设置',
  en: 'It is the division of the agreement; a new one is set up after a change',
}
const onRecord = { zh: '请求和核对的记录不改写', en: 'What is on record is not rewritten' }

/** A difference goes with the elder; agreements and records name what was. */
export function declareExchangeRows(): void {
  declareRegionRows([
    { table: 'exchange_finding', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    ...['exchange_client', 'exchange_key', 'exchange_use', 'exchange_schedule', 'exchange_agreement'].map((table) => ({
      table,
      column: 'region',
      stays: agreed,
    })),
    ...['region', 'region_last'].map((column) => ({ table: 'exchange_connector', column, stays: agreed })),
    ...['exchange_comparison', 'exchange_request'].map((table) => ({ table, column: 'region', stays: onRecord })),
  ])
}
