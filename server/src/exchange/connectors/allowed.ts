/** Whether an address lies at an origin the configuration names; nothing else of it is believed. */
export function isAllowedAddress(address: string, allowed: readonly string[]): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (!['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') return false
  return allowed.some((origin) =>
    origin.endsWith(':*')
      ? `${url.protocol}//${url.hostname}` === origin.slice(0, -2).toLowerCase()
      : URL.canParse(origin) && new URL(origin).origin === url.origin,
  )
}
