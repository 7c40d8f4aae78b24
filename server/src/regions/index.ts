export { type LoadedRegions, loadRegions } from './load.ts'
export { nameRegions, namesBeside, pathsFrom, type RegionName } from './region-names.ts'
export { serveRegions } from './routes.ts'
