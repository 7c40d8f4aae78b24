/** The field of a form that a JSON pointer (RFC 6901) names: `/grants/0/role` is `['grants', 0, 'role']`. */
export function fieldAt(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .filter((part) => part !== '')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}
