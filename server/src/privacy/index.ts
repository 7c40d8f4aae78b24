export { rotateKeys } from './keys/jobs.ts'
export { rotateQueue } from './keys/rotation.ts'
export { servePrivacy } from './routes.ts'
