import { identityNotOffered, identityRefused, identityUnreachable } from '@yinian/core/access/problems.ts'
import { Problem } from '@yinian/core/http/problem.ts'
import * as oidc from 'openid-client'
import type { IdentityProviderConfig } from '../config/access-config.ts'
import type { Log } from '../log/log.ts'

/** What a sign-in carries to the provider and is held against when it comes back. */
export interface Proof {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** An OpenID provider people may prove at who they are: authorization code with PKCE, state and nonce. */
export interface IdentityProvider {
  readonly issuer: string
  /** Where the browser goes. @throws identityUnreachable */
  begin(back: string): Promise<{ proof: Proof; address: string }>
  /** Whom the provider vouches for. @throws identityRefused, identityUnreachable */
  finish(returned: URL, proof: Proof): Promise<{ subject: string }>
}

export function makeIdentityProvider(config: IdentityProviderConfig | null, log: Log): IdentityProvider {
  let known: oidc.Configuration | undefined

  /** Found when first needed and asked again after a failure, so that a provider that is down stops nothing else. */
  async function discovered(): Promise<oidc.Configuration> {
    if (!config) throw identityNotOffered()
    if (known) return known
    const issuer = new URL(config.issuer)
    known = await oidc.discovery(issuer, config.clientId, config.clientSecret, undefined, {
      timeout: 5,
      ...(isLoopback(issuer) ? { execute: [oidc.allowInsecureRequests] } : {}),
    })
    return known
  }

  return {
    issuer: config?.issuer ?? '',
    async begin(back) {
      const proof = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() }
      const provider = await discovered().catch((error: unknown) => {
        throw unreachable(error, log)
      })
      const address = oidc.buildAuthorizationUrl(provider, {
        redirect_uri: back,
        scope: 'openid',
        state: proof.state,
        nonce: proof.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(proof.verifier),
        code_challenge_method: 'S256',
      })
      return { proof, address: address.href }
    },
    async finish(returned, proof) {
      const provider = await discovered().catch((error: unknown) => {
        throw unreachable(error, log)
      })
      try {
        const tokens = await oidc.authorizationCodeGrant(provider, returned, {
          expectedState: proof.state,
          expectedNonce: proof.nonce,
          pkceCodeVerifier: proof.verifier,
          idTokenExpected: true,
        })
        const subject = tokens.claims()?.sub
        if (!subject) throw identityRefused()
        return { subject }
      } catch (error) {
        if (error instanceof Problem) throw error
        if (isNetwork(error)) throw unreachable(error, log)
        log.info({ err: error }, 'identity provider refused')
        throw identityRefused()
      }
    },
  }
}

function unreachable(error: unknown, log: Log): Problem {
  if (error instanceof Problem) return error
  log.warn({ err: error }, 'identity provider not reachable')
  return identityUnreachable()
}

function isNetwork(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && ['TimeoutError', 'AbortError'].includes(error.name))
}

/** Without https only on the same machine: a provider somebody tries out. */
function isLoopback(issuer: URL): boolean {
  return issuer.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname)
}
