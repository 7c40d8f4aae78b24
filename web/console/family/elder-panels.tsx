import type { ElderPanel } from '../people/elder-panels.ts'
import { FamilyPanel } from './family-panel.tsx'

export const elderPanels: readonly ElderPanel[] = [
  { name: 'family', order: 75, permission: 'family:open', Section: FamilyPanel },
]
