import type { ElderPanel } from '../people/elder-panels.ts'
import { ConsentPanel } from './consent-panel.tsx'
import { HoldsPanel } from './holds-panel.tsx'
import './privacy.css'

export const elderPanels: readonly ElderPanel[] = [
  { name: 'consents', order: 80, permission: 'people:read', Section: ConsentPanel },
  { name: 'holds', order: 90, permission: 'erasure:read', Section: HoldsPanel },
]
