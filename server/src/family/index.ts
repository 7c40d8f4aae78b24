export { declareFamilyRows, elderTraces, sealedTables } from './elder-records.ts'
export { familyAtHome } from './home.ts'
export { openAccessTo } from './person-access.ts'
export { serveFamily } from './routes.ts'
