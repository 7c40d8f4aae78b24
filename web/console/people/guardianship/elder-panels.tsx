import type { ElderPanel } from '../elder-panels.ts'
import { GuardianshipPanel, useGuardianshipDue } from './elder-panel.tsx'

export const elderPanels: readonly ElderPanel[] = [
  {
    name: 'guardianship',
    order: 70,
    permission: 'people:read',
    Section: GuardianshipPanel,
    useDue: useGuardianshipDue,
  },
]
