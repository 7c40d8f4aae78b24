export { AskPage } from './ask-page.tsx'
export { DoorPage } from './door-page.tsx'
export { VillagePage } from './village-page.tsx'
