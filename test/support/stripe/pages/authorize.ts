import type Stripe from 'stripe'
import { both, html, page } from '../html.ts'

/** The page where an organisation lets the platform use an account that it has already. */
export const authorizePage = (accounts: Stripe.Account[]): string =>
  page(
    'Connect an account (test)',
    html`<form class="card" method="post">
<h1>${both('अपना खाता जोड़ने दें?', 'Connect your own account?')}</h1>
<p>${both(
      'यहाँ असली Stripe पर संस्था लॉग इन करके अपना मौजूदा खाता चुनती है।',
      'At the real Stripe the organisation signs in here and chooses an account that it has already.',
    )}</p>
<label>${both('खाता', 'Account')}
<select name="account">
<option value="">+ ${'नया · New'}</option>
${accounts.map(({ id, business_profile }) => html`<option value="${id}">${business_profile?.name ?? ''} (${id})</option>`)}
</select></label>
<label>${both('नए खाते का नाम', 'Name of a new account')}
<input name="name" maxlength="100" autocomplete="organization"></label>
<button class="go" name="act" value="connect">${both('जोड़ें', 'Connect')}</button>
<button name="act" value="refuse">${both('नहीं', 'No')}</button>
</form>`,
  )
