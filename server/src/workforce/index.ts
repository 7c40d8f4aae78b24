export { declareCompleted } from './completed.ts'
export { recountToday } from './counts.ts'
export { findAssessorIdsOf, findAssessors, type RegisteredAssessor } from './queries.ts'
export { serveWorkforce } from './routes.ts'
