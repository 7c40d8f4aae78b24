export { applyDivisionChange } from './apply.ts'
export { applyQueue } from './decide.ts'
export { serveDivisionChanges } from './routes.ts'
