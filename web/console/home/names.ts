import { phrases } from '../../language/phrases.ts'

/** What the navigation calls the pages. Apart from the other phrases, which are fetched with the pages themselves. */
export const names = phrases({
  home: { zh: '等我办理', en: 'My work' },
})
