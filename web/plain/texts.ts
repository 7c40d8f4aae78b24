import { phrases } from '../language/phrases.ts'

export const texts = phrases({
  switchLanguage: { zh: 'English', en: '中文' },
  larger: { zh: '放大字', en: 'Larger' },
  smaller: { zh: '还原字', en: 'Smaller' },
  readAloud: { zh: '读给我听', en: 'Read aloud' },
  stopReading: { zh: '停下来', en: 'Stop' },
  back: { zh: '返回', en: 'Back' },
  again: { zh: '再试一次', en: 'Try again' },
  waiting: { zh: '请稍等…', en: 'One moment …' },
  showPassword: { zh: '看看我输入的', en: 'Show what I typed' },
  hidePassword: { zh: '遮住', en: 'Hide it' },
})
