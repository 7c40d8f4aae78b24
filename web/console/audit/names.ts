import { phrases } from '../../language/phrases.ts'

export const names = phrases({
  chains: { zh: '封存核验', en: 'Verify the trail' },
  verification: { zh: '核验结果', en: 'Verification' },
})
