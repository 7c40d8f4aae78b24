import type { Admission } from '@yinian/core/http/endpoint.ts'
import type { ComponentType } from 'react'
import { createBrowserRouter, type RouteObject } from 'react-router'
import { Broken, NotAllowed, NotFound } from './shell/broken.tsx'
import type { Crumb } from './shell/head.tsx'
import { useMay } from './shell/me.tsx'
import type { Place } from './shell/place.ts'
import { allPlaces } from './shell/places.ts'
import { Shell, ShellShape } from './shell/shell.tsx'
import { texts } from './shell/texts.ts'

/** Shows a page to those who may use it and says what is missing to everybody else. */
function guarded(permission: Admission, Page: ComponentType): ComponentType {
  return function Guarded() {
    return useMay(permission) ? <Page /> : <NotAllowed permission={permission} />
  }
}

function routesOf(place: Place): RouteObject {
  const handle: Crumb = { crumb: place.label }
  return {
    path: place.path === '/' ? '' : place.path.slice(1),
    handle,
    children: [
      { index: true, lazy: async () => ({ Component: guarded(place.permission, await place.load()) }) },
      ...(place.pages ?? []).map((page): RouteObject => {
        const crumb: Crumb = { crumb: page.name }
        return {
          path: page.path,
          handle: crumb,
          lazy: async () => ({ Component: guarded(page.permission, await page.load()) }),
        }
      }),
    ],
  }
}

/** The addresses of the console, all below `/console`. */
export function consoleRouter(): ReturnType<typeof createBrowserRouter> {
  return createBrowserRouter(
    [
      {
        path: '/sign-in',
        lazy: async () => ({ Component: (await import('./shell/sign-in-page.tsx')).SignInPage }),
        ErrorBoundary: Broken,
        HydrateFallback: () => null,
      },
      {
        path: '/developers',
        lazy: async () => ({ Component: (await import('./exchange/developers-page.tsx')).DevelopersPage }),
        ErrorBoundary: Broken,
        HydrateFallback: () => null,
      },
      {
        path: '/',
        Component: Shell,
        ErrorBoundary: Broken,
        HydrateFallback: ShellShape,
        children: [
          {
            ErrorBoundary: Broken,
            children: [
              ...allPlaces.map(routesOf),
              {
                path: 'password',
                handle: { crumb: texts.changePassword } satisfies Crumb,
                lazy: async () => ({ Component: (await import('./shell/password-page.tsx')).PasswordPage }),
              },
              {
                path: 'me',
                handle: { crumb: texts.account } satisfies Crumb,
                lazy: async () => ({ Component: (await import('./access/my-account-page.tsx')).MyAccountPage }),
              },
              { path: '*', Component: NotFound },
            ],
          },
        ],
      },
    ],
    { basename: '/console' },
  )
}
