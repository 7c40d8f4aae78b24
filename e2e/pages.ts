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
  const first = async (path: string): Promise<string> => {
    const row = (await ask<Rows>(path)).rows[0]
    if (!row) throw new Error(`${path} has no rows to open`)
    return row.county === undefined ? row.id : `${row.county}/${row.id}`
  }
  const elderOf = async (path: string): Promise<string> => {
    const row = (await ask<{ rows: { elderId: string }[] }>(path)).rows[0]
    if (!row) throw new Error(`${path} has no elders to open`)
    return row.elderId
  }
  const home = page('home', '/')
  const own = page('me', '/me')
  switch (account) {
    case 'county': {
      const elder = await first('/elders?limit=1&category=hardship:tekun')
      const run = await first('/benefits/runs?limit=1')
      return [
        home,
        own,
        page('people', '/people'),
        page('people-filtered', '/people?category=hardship%3Atekun'),
        page('special-difficulty', '/special-difficulty'),
        page('guardianships', '/guardianships'),
        page('left-behind', '/left-behind'),
        page('left-behind-divisions', '/left-behind/divisions'),
        page('left-behind-elder', `/people/${await elderOf('/left-behind?limit=1')}`),
        page('guardianship-elder', `/people/${await elderOf('/guardianships?limit=1&state=open')}`),
        page('key-groups', '/key-groups'),
        page('key-groups-elders', '/key-groups/elders?group=left-behind'),
        page('special-difficulty-changes', '/special-difficulty/changes'),
        page('special-difficulty-rules', '/special-difficulty/rules'),
        page('special-difficulty-draft', '/special-difficulty/rules/new'),
        page('elder', `/people/${elder}`),
        page('elder-as-of', `/people/${elder}/as-of?day=2026-06-01&known=2026-11-01`),
        page('elder-edit', `/people/${elder}/edit`),
        page('elder-new', '/people/new'),
        page('surveys', '/surveys'),
        page('survey-new', '/surveys/new'),
        page('survey', `/surveys/${await first('/survey-campaigns?limit=1')}`),
        page('survey-progress', `/surveys/${await first('/survey-campaigns?limit=1')}/progress`),
        page('survey-report', `/surveys/${await first('/survey-campaigns?limit=1')}/report`),
        page('survey-lists', '/surveys/lists'),
        page('survey-respondents', '/surveys/respondents'),
        page('survey-answers', `/surveys/respondents/${await first('/survey-respondents?limit=1&state=asked')}`),
        page('survey-proposals', '/surveys/proposals'),
        page('survey-proposal', `/surveys/proposals/${await first('/survey-proposals?limit=1')}`),
        page('survey-referrals', '/surveys/referrals'),
        page('survey-door', '/surveys/door'),
        page('duplicates', '/duplicates'),
        page('moves', '/moves'),
        page('move', `/moves/${await first('/elder-transfers?state=requested&limit=1')}`),
        page('deaths', '/deaths'),
        page('imports', '/people/imports'),
        page('exports', '/exports'),
        page('organisations', '/organisations'),
        page('organisation', `/organisations/${await first('/organisations?limit=1')}`),
        page('assessors', '/assessors'),
        page('assessments', '/assessments'),
        page('assessment', `/assessments/${await first('/assessments?limit=1&state=confirmed')}`),
        page('assessment-to-confirm', `/assessments/${await first('/assessments?limit=1&state=signed')}`),
        page('workload', '/assessment-workload'),
        page('instruments', '/instruments'),
        page('instrument-ltci', '/instruments/ltci-grade/2021'),
        page('instrument-needs', '/instruments/needs/1'),
        page('assessment-quality', '/assessment-quality'),
        page('assessment-consequences', '/assessment-consequences'),
        page('assessment-fees', '/assessment-fees'),
        page('joint-days', '/joint-days'),
        page('verify-result', '/verify-result'),
        page('old-results', '/old-results'),
        page('record-new', `/assessments/records/new?county=360702&elder=${elder}&form=family-capacity%401`),
        page('programmes', '/programmes'),
        page('programme', '/programmes/360700000000/old-age-allowance'),
        page('policy-versions', '/programmes/versions'),
        page('policy-new', '/programmes/versions/new'),
        page('policy-version', `/programmes/versions/${await first('/benefits/policies?region=360700000000')}`),
        page('policy-layer', `/programmes/versions/new?from=${await first('/benefits/policies?region=360700000000')}`),
        page('calculator', '/calculator'),
        page('runs', '/benefits'),
        page('run-new', '/benefits/new'),
        page('run', `/benefits/runs/${run}`),
        page('payments', `/benefits/runs/${run}/payments`),
        page('ledger', '/ledger'),
        page('erasures', '/erasures'),
        page('look-questions', '/look-questions'),
        page('correction-requests', '/correction-requests'),
        page('channels', '/channels'),
        page('kept-places', '/kept-places'),
        page('joint-day', `/joint-days/360702/${await first('/joint-days?limit=1')}`),
        page('data-quality', '/data-quality'),
        page('data-quality-rule', '/data-quality?rule=contact-missing'),
        page('data-quality-cases', '/data-quality/cases?rule=contact-missing'),
        page('data-samples', '/data-quality/samples'),
        page('indicators', '/indicators'),
        page('indicator', '/indicators/G-T43'),
        page('indicator-cases', '/indicators/G-T43/cases'),
        page('indicator-catalogue', '/indicators/catalogue'),
        page('exchange-findings', '/exchange/findings'),
        page('exchange-comparisons', '/exchange/comparisons'),
        page('exchange-connectors', '/exchange/connectors'),
        page('exchange-connector', `/exchange/connectors/${await first('/exchange/connectors?limit=1')}`),
        page('developers', '/developers'),
        page('regions', '/regions?code=360702000000'),
      ]
    }
    case 'assessor1': {
      const mine = await first('/assessments?limit=1&mine=true&open=true')
      return [
        home,
        page('my-assessments', '/assessments'),
        page('assessment', `/assessments/${mine}`),
        page('assess-information', `/assessments/${mine}/assess?part=A.2`),
        page('assess-item', `/assessments/${mine}/assess?part=B.1`),
        page('assess-summary', `/assessments/${mine}/assess?part=summary`),
        page('instrument', '/instruments/gbt-42195/2022'),
        page('disability-mine', '/insurance/assessments?mine=true'),
        page(
          'disability-sheet',
          `/insurance/assessments/${await first('/insurance/assessments?limit=1&state=assigned&mine=true')}/sheet`,
        ),
      ]
    }
    case 'agency':
      return [
        home,
        page('disability-list', '/insurance/assessments'),
        page(
          'disability-decided',
          `/insurance/assessments/${await first('/insurance/assessments?limit=1&state=delivered')}`,
        ),
        page(
          'disability-blocked',
          `/insurance/assessments/${await first('/insurance/assessments?limit=1&blocked=true')}`,
        ),
        page('disability-apply', '/insurance/assessments/new'),
        page('grading', '/insurance/grading'),
        page('insurance-designations', '/insurance/designations'),
        page('insurance-rules', '/insurance/rules'),
        page('insurance-rule-new', '/insurance/rules/new'),
      ]
    case 'agency2':
      return [home, page('grading-to-confirm', '/insurance/grading'), page('insurance-rules', '/insurance/rules')]
    case 'coordinator':
      return [
        home,
        page('assessments-of-organisation', '/assessments'),
        page('fees-of-organisation', '/assessment-fees'),
        page('consequences-of-organisation', '/assessment-consequences'),
      ]
    case 'approver':
      return [home, page('runs', '/benefits'), page('erasures', '/erasures')]
    case 'auditor':
      return [
        home,
        page('audit', '/audit'),
        page('audit-chains', '/audit-chains'),
        page('family-requests', '/family-requests'),
        page('data-dictionary', '/data-dictionary'),
        page('data-sharing', '/data-sharing'),
        page('exports', '/data-exports'),
        page('export-trace', '/data-exports/trace'),
        page('exchange-requests', '/exchange/requests'),
      ]
    case 'admin':
      return [
        home,
        page('accounts', '/accounts'),
        page('account-new', '/accounts/new'),
        page('exchange-connector-new', '/exchange/connectors/new'),
        page('exchange-connector-edit', `/exchange/connectors/${await first('/exchange/connectors?limit=1')}/edit`),
        page('exchange-clients', '/exchange/clients'),
        page('exchange-client', `/exchange/clients/${await first('/exchange/clients?limit=1')}`),
        page('exchange-client-new', '/exchange/clients/new'),
        page('account', `/accounts/${await first('/accounts?q=county')}`),
        page('roles', '/roles'),
      ]
    case 'security':
      return [
        home,
        own,
        page('accounts', '/accounts'),
        page('account', `/accounts/${await first('/accounts?q=town')}`),
        page('requests', '/grant-requests'),
        page('roles', '/roles'),
        page('data-classes', '/data-classes'),
        page('class-requests', '/data-classes/requests'),
        page('data-keys', '/data-keys'),
        page('data-key', '/data-keys/360702'),
      ]
    default:
      return [home]
  }
}
