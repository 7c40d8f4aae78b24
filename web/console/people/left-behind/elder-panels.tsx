import type { ElderPanel } from '../elder-panels.ts'
import { CarePanel, useCareDue } from './care-panel.tsx'

export const elderPanels: readonly ElderPanel[] = [
  { name: 'care', order: 65, permission: 'people:read', Section: CarePanel, useDue: useCareDue },
]
