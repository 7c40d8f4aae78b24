/** Where the built pages expect the nonce of the answer they come in (web/vite.config.ts). */
export const noncePlace = 'nonce-of-this-answer'

const directives: Readonly<Record<string, readonly string[]>> = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  workerSrc: ["'self'", 'blob:'],
  objectSrc: ["'none'"],
  frameAncestors: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
}

/** Of everything that is not a page. */
export const contentPolicy = Object.fromEntries(Object.entries(directives).map(([name, from]) => [name, [...from]]))

/**
 * Of a page: style elements only with the nonce of this answer, which Ant Design is told. Style attributes stay allowed:
 * its text areas measure themselves with one. They can colour and move what is there, and load nothing.
 */
export function pagePolicy(nonce: string): string {
  const styles = ["'self'", `'nonce-${nonce}'`]
  const all = { ...directives, styleSrc: styles, styleSrcElem: styles, styleSrcAttr: ["'unsafe-inline'"] }
  return Object.entries(all)
    .map(([name, from]) => `${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${from.join(' ')}`)
    .join('; ')
}
