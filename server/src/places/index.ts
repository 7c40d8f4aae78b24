export { servePlaces } from './routes.ts'
