export { carryKeptPlaceRules } from './carry.ts'
export { declareLimitedPlaces, type HandedOut, placesLeftAt, type Span } from './places.ts'
export { serveKeptPlaces } from './routes.ts'
export { makeRule } from './rules.ts'
