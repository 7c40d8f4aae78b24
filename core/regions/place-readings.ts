/**
 * Words in place names that are read differently from their everyday reading, where the dictionary in use does not know
 * it. Written as syllables, used wherever the word occurs. Common knowledge of the places; unverified against an
 * official list of place-name readings.
 */
export const placeReadings: Readonly<Record<string, string>> = {
  /** In names of places never the adverb dōu: 于都, 宁都, 三都, 都匀. */
  都: 'du',
  黄陂: 'huang pi',
  蔚县: 'yu xian',
  尉犁: 'yu li',
  大埔: 'da bu',
  乐清: 'yue qing',
  乐亭: 'lao ting',
  乐陵: 'lao ling',
  洪洞: 'hong tong',
  单县: 'shan xian',
  泌阳: 'bi yang',
  涡阳: 'guo yang',
  浚县: 'xun xian',
  六合区: 'lu he qu',
  宕昌: 'tan chang',
  筠连: 'jun lian',
  会稽: 'kuai ji',
  歙县: 'she xian',
  繁峙: 'fan shi',
  吴堡县: 'wu bu xian',
}
