/**
 * How a value is sealed, as `data_key.algorithm` names it. The second is built from the national algorithms (GB/T 32907
 * SM4, GB/T 32905 SM3) as encrypt-then-MAC, because OpenSSL 3.5 has no SM4-GCM.
 */
export const sealAlgorithms = ['aes-256-gcm', 'sm4-ctr-hmac-sm3'] as const
export type SealAlgorithm = (typeof sealAlgorithms)[number]

/** How the blind index is keyed. */
export type IndexAlgorithm = 'hmac-sha256' | 'hmac-sm3'

/** Which family new keys and the blind index belong to: the configuration `CRYPTO`. */
export const cryptoFamilies = ['standard', 'national'] as const
export type CryptoFamily = (typeof cryptoFamilies)[number]

export const sealAlgorithmOf = { standard: 'aes-256-gcm', national: 'sm4-ctr-hmac-sm3' } as const satisfies Record<
  CryptoFamily,
  SealAlgorithm
>
export const indexAlgorithmOf = { standard: 'hmac-sha256', national: 'hmac-sm3' } as const satisfies Record<
  CryptoFamily,
  IndexAlgorithm
>

export function asSealAlgorithm(name: string): SealAlgorithm {
  const known = sealAlgorithms.find((algorithm) => algorithm === name)
  if (!known) throw new Error(`No algorithm of this platform is called ${name}.`)
  return known
}
