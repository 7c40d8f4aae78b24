export { applyCheckedImport, applyNextRows, checkImport } from './jobs.ts'
export { applyQueue, checkQueue } from './operations.ts'
export { servePeopleImports } from './routes.ts'
