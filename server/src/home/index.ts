export { type HomeSource, serveHome } from './home.ts'
