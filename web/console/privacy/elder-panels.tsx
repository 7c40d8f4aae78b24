import type { ElderPanel } from '../people/elder-panels.ts'
import { ConsentPanel } from './consent-panel.tsx'
import './privacy.css'

export const elderPanels: readonly ElderPanel[] = [
  { name: 'consents', order: 80, permission: 'people:read', Section: ConsentPanel },
]
