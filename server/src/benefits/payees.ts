import type { Payee } from '@yinian/core/people/api.ts'
import { maskName } from '@yinian/core/people/masks.ts'
import type { Static } from 'typebox'
import { sealWith } from '../crypto/seal.ts'
import type { DataKey, Vault } from '../crypto/vault.ts'

export type PayeeDetails = Static<typeof Payee>

/** Who is paid and where, as a payment keeps it: sealed, masked, and findable among others. */
export interface KeptPayee {
  readonly sealed: Buffer
  readonly nameMasked: string
  readonly accountMasked: string
  readonly accountIndex: Buffer
}

export const accountIndexKind = 'benefit_payment.account'

export const accountOf = (payee: PayeeDetails): string => payee.accountNumber.replaceAll(' ', '')

export const labelOfPayment = (id: string) => `benefit_payment.payee:${id}`

/** Opens the account on an elder's file. */
export async function openElderPayee(
  vault: Vault,
  elder: { readonly county: string; readonly id: string; readonly payeeSealed: Buffer | null },
): Promise<PayeeDetails | null> {
  if (elder.payeeSealed === null) return null
  return JSON.parse(await vault.open(elder.county, `elder.payee:${elder.id}`, elder.payeeSealed)) as PayeeDetails
}

/** Seals it once more under the paying county's key, so that a later change of the elder's file changes no payment. */
export function keepPayee(vault: Vault, key: DataKey, paymentId: string, payee: PayeeDetails): KeptPayee {
  const account = accountOf(payee)
  return {
    sealed: sealWith(key, labelOfPayment(paymentId), JSON.stringify(payee)),
    nameMasked: maskName(payee.accountName),
    accountMasked: `${payee.bank} ****${account.slice(-4)}`,
    accountIndex: vault.index(accountIndexKind, account),
  }
}

export async function openKeptPayee(
  vault: Vault,
  payment: { readonly county: string; readonly id: string; readonly payee_sealed: Buffer },
): Promise<PayeeDetails> {
  return JSON.parse(await vault.open(payment.county, labelOfPayment(payment.id), payment.payee_sealed)) as PayeeDetails
}
