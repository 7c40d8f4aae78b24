/** The files of one build of this entry, and the version they make. */
export interface Shell {
  readonly version: string
  /** Addresses with the digest of what they answer: a file of another build, met while machines are exchanged, is not taken. */
  readonly files: readonly (readonly [address: string, integrity: string])[]
}

export const page = '/field/'
const cachePrefix = 'yinian-field-'

export const cacheOf = ({ version }: Shell): string => cachePrefix + version

/** Caches of builds that are no longer used; those of others are left alone. */
export const outdated = (names: readonly string[], shell: Shell): string[] =>
  names.filter((name) => name.startsWith(cachePrefix) && name !== cacheOf(shell))

/**
 * Which kept file answers a request. Nothing the platform says of anybody is one: only the files of the build are, and the
 * page itself, whatever address below it is opened.
 */
export function keptFor(
  request: { readonly method: string; readonly mode: string; readonly url: string },
  origin: string,
  shell: Shell,
): string | undefined {
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== origin || url.pathname.startsWith('/api/')) return undefined
  if (request.mode === 'navigate') return url.pathname.startsWith(page) ? page : undefined
  return url.pathname !== page && shell.files.some(([address]) => address === url.pathname) ? url.pathname : undefined
}
