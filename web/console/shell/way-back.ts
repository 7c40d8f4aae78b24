/** Where to go after signing in: an address inside the console, never one of another site. */
export function wayBack(to: string | null): string {
  return to !== null && /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : '/'
}
