import { listRoles } from '@yinian/core/access/grant-api.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { texts } from './texts.ts'

export function RolesPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const roles = useEndpoint(listRoles)
  return (
    <>
      <PageHead title={t.roles} hint={t.rolesHint} />
      <Answer of={roles}>
        {({ rows }) => (
          <ul className="panel flush roles">
            {rows.map((role) => (
              <li key={role.id}>
                <div>
                  <h2>{say(role.name)}</h2>
                  <p className="faded small">{role.over === 'region' ? t.overRegion : t.overOrganisation}</p>
                  <Link to={`/accounts?role=${role.id}`} aria-label={`${t.holders}: ${say(role.name)}`}>
                    {t.holders}
                  </Link>
                </div>
                <ul className="may">
                  {role.permissions.map((permission) => (
                    <li key={permission.id}>
                      <StatusChip tone="plain">{say(permission.name)}</StatusChip>
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </>
  )
}
