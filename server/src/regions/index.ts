export { predecessorsOf, type RegionChange, readChangesOf, readSteps, successorsOf } from './changes.ts'
export { readHistory } from './history.ts'
export { type LoadedRegions, loadRegions } from './load.ts'
export { nameRegions, namesBeside, pathsFrom, type RegionName } from './region-names.ts'
export { serveRegions } from './routes.ts'
export {
  countRows,
  declareAfterChange,
  declaredRegionCounts,
  declaredRegionRows,
  declareRegionCount,
  declareRegionRows,
  type RegionCount,
  type RegionRows,
  tellAfterChange,
} from './rows.ts'
