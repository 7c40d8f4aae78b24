export { applyDivisionChange } from './apply.ts'
export { applyQueue } from './decide.ts'
export { elderTraces } from './elder-traces.ts'
export { serveDivisionChanges } from './routes.ts'
