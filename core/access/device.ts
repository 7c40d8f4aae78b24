import type { Text } from '../language/text.ts'

const browsers: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/, '微信|WeChat'],
  [/DingTalk/, '钉钉|DingTalk'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/QQBrowser/, 'QQ 浏览器|QQ Browser'],
  [/360SE|360EE|QHBrowser/, '360 浏览器|360 Browser'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS|Chromium/, 'Chrome'],
  [/Safari/, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/, '鸿蒙设备|HarmonyOS device'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, '安卓设备|Android device'],
  [/Windows/, 'Windows 电脑|Windows computer'],
  [/Macintosh|Mac OS X/, 'Mac'],
  [/Linux/, 'Linux 电脑|Linux computer'],
]

/** A browser in plain words, from what it says of itself (`User-Agent`), which it may say wrongly. */
export function describeDevice(userAgent: string): Text {
  const browser = find(browsers, userAgent)
  const system = find(systems, userAgent)
  if (!browser && !system) return { zh: '其他程序', en: 'Another program' }
  if (!browser || !system) return browser ?? system ?? { zh: '', en: '' }
  return { zh: spaced(system.zh, '上的', browser.zh), en: `${browser.en} on ${article(system.en)}` }
}

function find(among: readonly (readonly [RegExp, string])[], text: string): Text | undefined {
  const name = among.find(([pattern]) => pattern.test(text))?.[1]
  if (name === undefined) return undefined
  const [zh = '', en = zh] = name.split('|')
  return { zh, en }
}

function article(name: string): string {
  return /^[iA]/.test(name) ? `an ${name}` : `a ${name}`
}

/** Latin words stand apart from Chinese ones by a blank. */
function spaced(...words: readonly string[]): string {
  return words.reduce((said, word) => (/\w$/.test(said) !== /^\w/.test(word) ? `${said} ${word}` : said + word))
}
