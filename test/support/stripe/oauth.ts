import { randomBytes } from 'node:crypto'
import type Stripe from 'stripe'
import { completeOnboarding, deauthorize, openAccount } from './accounts.ts'
import { record } from './events.ts'
import { StripeFailure } from './failure.ts'
import { type Call, operation } from './operation.ts'
import * as p from './params.ts'
import { type Book, bookOf, type Stand } from './stand.ts'

/** The platform's client id at this stand-in. */
export const CLIENT_ID = 'ca_standin'

const CODE_LIFE = 300

/** A refusal in the shape of OAuth rather than of the API. */
class OAuthFailure extends StripeFailure {
  readonly #error: string
  constructor(error: string, description: string, status = 400) {
    super(status, 'invalid_request_error', description, { executed: false })
    this.#error = error
  }
  override body() {
    return { error: this.#error, error_description: this.message }
  }
}

/** An account of an organisation's own, with its onboarding done, that the platform is not connected to. */
export function independent(stand: Stand, name: string, id?: string): Stripe.Account {
  const capabilities = ['card_payments', 'transfers']
  const book = openAccount(stand, { name, capabilities, ...(id ? { id } : {}) })
  book.connected = false
  return completeOnboarding(stand, book)
}

/** Accounts that could be connected: those of organisations that are not. */
export const unconnected = (stand: Stand): Stripe.Account[] =>
  Object.values(stand.state.books)
    .filter((book) => !book.connected)
    .map(({ account }) => account)

/** The organisation agrees on Stripe's page: a code that the platform can use once, within five minutes. */
export function authorize(stand: Stand, account: string): string {
  const code = `ac_${randomBytes(16).toString('hex')}`
  stand.state.codes ??= {}
  stand.state.codes[code] = { account: bookOf(stand, account).account.id, at: stand.clock.now(), used: false }
  return code
}

function connect(stand: Stand, book: Book): void {
  if (book.connected) return
  book.connected = true
  record(stand, book.account.id, 'account.application.authorized', {
    id: CLIENT_ID,
    object: 'application',
    name: 'stand-in',
  })
}

const tokenFields = {
  grant_type: p.need(p.oneOf('authorization_code', 'refresh_token')),
  code: p.text(),
  scope: p.ignored(),
  client_secret: p.ignored(),
  ...p.notModelled('refresh_token', 'assert_capabilities'),
}

function token(call: Call, params: p.Values<typeof tokenFields>): object {
  const { stand } = call
  if (params.grant_type !== 'authorization_code')
    throw new OAuthFailure('unsupported_grant_type', 'This stand-in gives tokens for codes only.')
  const given = params.code ?? ''
  const known = stand.state.codes && Object.hasOwn(stand.state.codes, given) ? stand.state.codes[given] : null
  if (!known) throw new OAuthFailure('invalid_grant', `Authorization code does not exist: ${given}`)
  const book = bookOf(stand, known.account)
  if (known.used) {
    deauthorize(stand, book)
    throw new OAuthFailure('invalid_grant', 'This authorization code has already been used.')
  }
  if (stand.clock.now() > known.at + CODE_LIFE)
    throw new OAuthFailure('invalid_grant', `Authorization code expired: ${given}`)
  known.used = true
  connect(stand, book)
  const mode = stand.livemode ? 'live' : 'test'
  return {
    access_token: `sk_${mode}_${randomBytes(12).toString('hex')}`,
    livemode: stand.livemode,
    refresh_token: `rt_${randomBytes(12).toString('hex')}`,
    scope: 'read_write',
    stripe_publishable_key: `pk_${mode}_${randomBytes(12).toString('hex')}`,
    stripe_user_id: known.account,
    token_type: 'bearer',
  }
}

const deauthorizeFields = { client_id: p.need(p.text()), stripe_user_id: p.need(p.text()) }

function cutOff(call: Call, params: p.Values<typeof deauthorizeFields>): object {
  const { stand } = call
  const { client_id: client, stripe_user_id: id } = params
  const book = Object.hasOwn(stand.state.books, id) ? stand.state.books[id] : undefined
  if (client !== CLIENT_ID || !book?.connected || id === stand.state.platform)
    throw new OAuthFailure(
      'invalid_client',
      `This application is not connected to stripe account ${id}, or that account does not exist.`,
      401,
    )
  deauthorize(stand, book)
  return { stripe_user_id: id }
}

/** The operations that connect an account that exists, and disconnect one. */
export const oauthOperations = [
  operation('POST', '/oauth/token', tokenFields, token),
  operation('POST', '/oauth/deauthorize', deauthorizeFields, cutOff),
]

/** Ends the page where an organisation agrees: back to the platform with a code, or with its refusal. */
export function agreed(stand: Stand, asked: URLSearchParams, form: URLSearchParams): string {
  const back = new URL(asked.get('redirect_uri') ?? '')
  const state = asked.get('state')
  if (state) back.searchParams.set('state', state)
  if (form.get('act') !== 'connect') {
    back.searchParams.set('error', 'access_denied')
    back.searchParams.set('error_description', 'The user denied your request')
    return back.href
  }
  const chosen = form.get('account') ?? ''
  const name = form.get('name')?.trim() || 'Example Organisation'
  const known = unconnected(stand).some(({ id }) => id === chosen)
  back.searchParams.set('scope', 'read_write')
  back.searchParams.set('code', authorize(stand, known ? chosen : independent(stand, name).id))
  return back.href
}

/** Why a page to agree on is not shown; null when it is. */
export function unfit(asked: URLSearchParams): string | null {
  if (asked.get('client_id') !== CLIENT_ID)
    return `No application matches the supplied client identifier: ${asked.get('client_id')}`
  if (asked.get('response_type') !== 'code') return 'response_type must be code'
  const back = asked.get('redirect_uri') ?? ''
  return /^https?:\/\//.test(back) && URL.canParse(back) ? null : 'Invalid redirect URI'
}
