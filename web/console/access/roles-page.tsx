import { listRoles } from '@yinian/core/access/api.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { PageHead, Panel } from '../parts/page-head.tsx'
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
          <div className="roles">
            {rows.map((role) => (
              <Panel
                key={role.id}
                title={say(role.name)}
                extra={
                  <StatusChip tone="plain">{role.over === 'region' ? t.overRegion : t.overOrganisation}</StatusChip>
                }
              >
                <ul className="may">
                  {role.permissions.map((permission) => (
                    <li key={permission.id}>{say(permission.name)}</li>
                  ))}
                </ul>
                <Link to={`/accounts?role=${role.id}`} aria-label={`${t.holders}: ${say(role.name)}`}>
                  {t.holders}
                </Link>
              </Panel>
            ))}
          </div>
        )}
      </Answer>
    </>
  )
}
