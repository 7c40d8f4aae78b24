export { areaClassesOf, isOfClass } from './area-classes.ts'
export { carryClasses, carryGrids } from './carry.ts'
export { getGrid, listGridsOf } from './grids.ts'
export { serveLocalities } from './routes.ts'
