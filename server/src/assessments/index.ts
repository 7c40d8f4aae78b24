export { type LevelInForce, levelsInForce } from './levels.ts'
export { serveAssessments } from './routes.ts'
export { waitingAssessments } from './waiting.ts'
