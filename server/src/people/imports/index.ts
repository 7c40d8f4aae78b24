export { erasableImports } from './erase-import.ts'
export { applyCheckedImport, applyNextRows, checkImport, forgetUploads, resumeImports } from './jobs.ts'
export { applyQueue, checkQueue } from './operations.ts'
export { servePeopleImports } from './routes.ts'
