type Ask = <T>(path: string) => Promise<T>
interface Rows {
  readonly rows: readonly { readonly id: string; readonly county?: string }[]
}

export interface PageAddress {
  readonly label: string
  /** Below /console. */
  readonly path: string
}

/** The pages somebody uses, with something real on each of them. */
export async function addressesOf(account: string, ask: Ask): Promise<PageAddress[]> {
  const page = (label: string, path: string): PageAddress => ({ label, path })
  const home = page('home', '/')
  switch (account) {
    case 'county': {
      const elder = (await ask<Rows>('/elders?limit=1&category=hardship:tekun')).rows[0]?.id
      return [
        home,
        page('people', '/people'),
        page('people-filtered', '/people?category=hardship%3Atekun'),
        page('elder', `/people/${elder}`),
        page('elder-edit', `/people/${elder}/edit`),
        page('elder-new', '/people/new'),
        page('imports', '/people/imports'),
        page('indicators', '/indicators'),
        page('indicator', '/indicators/G-T43'),
        page('indicator-cases', '/indicators/G-T43/cases'),
        page('indicator-catalogue', '/indicators/catalogue'),
        page('regions', '/regions?code=360702000000'),
      ]
    }
    case 'auditor':
      return [home, page('audit', '/audit')]
    case 'admin':
      return [home, page('accounts', '/accounts'), page('account-new', '/accounts/new'), page('roles', '/roles')]
    default:
      return [home]
  }
}
