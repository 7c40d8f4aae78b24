import { phrases } from '../../language/phrases.ts'

/** What the navigation calls the pages. Apart from the other phrases, which are fetched with the pages themselves. */
export const names = phrases({
  regions: { zh: '行政区划', en: 'Divisions' },
})
