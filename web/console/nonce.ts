/** The nonce of the answer this page came in, without which the browser applies no style element. Empty in development. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

/**
 * Gives the nonce to every style element that our own scripts make. Ant Design is told of it, but its dialogs, which stop
 * the page behind them from scrolling, and its tables, which measure the scrollbar, are not. Markup that somebody smuggled
 * into the page makes its elements without `createElement` and stays without it.
 */
export function styleByNonce(): void {
  if (nonce === '') return
  const create = document.createElement
  document.createElement = function createWithNonce(this: Document, ...named: Parameters<typeof create>) {
    const made = create.apply(this, named)
    if (made instanceof HTMLStyleElement) made.nonce = nonce
    return made
  } as typeof create
}
