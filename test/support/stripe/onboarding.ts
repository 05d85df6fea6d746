import { randomBytes } from 'node:crypto'
import type Stripe from 'stripe'
import { named } from './accounts.ts'
import { refused } from './failure.ts'
import { type Call, operation } from './operation.ts'
import * as p from './params.ts'

const linkFields = {
  account: p.need(p.text()),
  type: p.need(p.oneOf('account_onboarding', 'account_update')),
  refresh_url: p.address(),
  return_url: p.address(),
  collect: p.oneOf('currently_due', 'eventually_due'),
  collection_options: p.ignored(),
}

const LINK_LIFE = 300

function link(call: Call, params: p.Values<typeof linkFields>): Stripe.AccountLink {
  const { account } = named(call, params.account)
  if (!params.refresh_url) throw p.absent('refresh_url')
  if (!params.return_url) throw p.absent('return_url')
  if (params.type === 'account_update' && account.controller?.requirement_collection !== 'application')
    throw refused('You cannot create `account_update` links for this account.', undefined, 'type')
  const token = randomBytes(12).toString('base64url')
  const now = call.stand.clock.now()
  call.stand.state.onboarding[token] = {
    account: account.id,
    expiresAt: now + LINK_LIFE,
    returnUrl: params.return_url,
    refreshUrl: params.refresh_url,
  }
  return {
    object: 'account_link',
    created: now,
    expires_at: now + LINK_LIFE,
    url: `${call.stand.url}/onboard/${account.id}/${token}`,
  } as Stripe.AccountLink
}

/** The operation that opens the hosted onboarding page. */
export const onboardingOperations = [operation('POST', '/v1/account_links', linkFields, link)]
