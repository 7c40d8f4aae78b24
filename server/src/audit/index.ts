import './measures.ts'

export { openEra } from './era.ts'
export { type ChainHead, type PublishedHead, publicKeyOf, readHeads } from './heads.ts'
export { publishAuditHeads, publishQueue, runVerification, sealAudit, sealQueue, verifyQueue } from './jobs.ts'
export { serveAudit } from './routes.ts'
export { countiesToVerify, headFaultsOf, verifyChains } from './verifications.ts'
