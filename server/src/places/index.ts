export { elderTraces } from './elder-traces.ts'
export { servePlaces } from './routes.ts'
