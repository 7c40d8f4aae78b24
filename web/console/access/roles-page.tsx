import { listRoles, type RoleShown } from '@yinian/core/access/grant-api.ts'
import { nation } from '@yinian/core/regions/code.ts'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { useMay, useMe } from '../shell/me.tsx'
import { requestTexts } from './request-texts.ts'
import { RoleDialog } from './role-dialog.tsx'
import { texts } from './texts.ts'

/** What each role may do; whoever looks after grants in the whole installation can change it. */
export function RolesPage(): ReactNode {
  const t = useTexts(texts)
  const roles = useEndpoint(listRoles)
  const everywhere = useMe().regions.some(({ code }) => code === nation)
  const mayChange = useMay('grants:manage') && everywhere
  const [changing, setChanging] = useState<RoleShown | null>(null)
  return (
    <>
      <PageHead title={t.roles} hint={t.rolesHint} />
      <Answer of={roles}>
        {({ rows, permissions }) => (
          <>
            <ul className="panel flush roles">
              {rows.map((role) => (
                <RoleLine
                  key={role.id}
                  role={role}
                  change={mayChange && role.changeable ? () => setChanging(role) : undefined}
                />
              ))}
            </ul>
            {changing !== null && (
              <RoleDialog role={changing} permissions={permissions} close={() => setChanging(null)} />
            )}
          </>
        )}
      </Answer>
    </>
  )
}

function RoleLine({ role, change }: { role: RoleShown; change: (() => void) | undefined }): ReactNode {
  const t = useTexts(texts)
  const words = useTexts(requestTexts)
  const { say } = useLanguage()
  return (
    <li>
      <div>
        <h2>{say(role.name)}</h2>
        <p className="faded small">
          {role.over === 'region' ? t.overRegion : t.overOrganisation}
          {!role.changeable && ` · ${words.fixed}`}
        </p>
        <p className="row">
          <Link to={`/accounts?role=${role.id}`} aria-label={`${t.holders}: ${say(role.name)}`}>
            {t.holders}
          </Link>
          {change !== undefined && (
            <Button
              type="link"
              className="inline"
              onClick={change}
              aria-label={words.changeRoleTitle({ role: say(role.name) })}
            >
              {words.changeRole}
            </Button>
          )}
        </p>
      </div>
      <ul className="may">
        {role.asksForSecondFactor && (
          <li>
            <StatusChip tone="neutral">{words.asksFactor}</StatusChip>
          </li>
        )}
        {role.permissions.map((permission) => (
          <li key={permission.id}>
            <StatusChip tone="plain">{say(permission.name)}</StatusChip>
          </li>
        ))}
      </ul>
    </li>
  )
}
