import type { ElderPanel } from '../people/elder-panels.ts'
import { EntitlementsPanel } from './entitlements-panel.tsx'

export const elderPanels: readonly ElderPanel[] = [
  { name: 'benefits', order: 30, permission: 'benefits:read', Section: EntitlementsPanel },
]
