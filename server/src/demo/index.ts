export { demoRegion, filledTables, type LoadedDemoRegion, loadDemoRegion } from './load.ts'
