import type Stripe from 'stripe'
import { both, html, page } from '../html.ts'

/** The page where an organisation ends its onboarding, or leaves it for later. */
export const onboardingPage = (account: Stripe.Account): string =>
  page(
    'Onboarding (test)',
    html`<form class="card" method="post">
<h1>${both('भुगतान खाता जोड़ें', 'Connect a payment account')}</h1>
<p>${both(
      'यहाँ असली Stripe पर संस्था अपना विवरण, बैंक खाता और सहमति देती है। परीक्षण में केवल नाम काफ़ी है।',
      'At the real Stripe the organisation gives its details, bank account and consent here. In this test its name is enough.',
    )}</p>
<label>${both('संस्था का नाम', 'Name of the organisation')}
<input name="name" required maxlength="100" value="${account.business_profile?.name ?? ''}" autocomplete="organization"></label>
<button class="go" name="act" value="finish">${both('पूरा करें', 'Finish')}</button>
<button name="act" value="later" formnovalidate>${both('बाद में', 'Later')}</button>
<p class="after">${both('खाता', 'Account')}: ${account.id}</p>
</form>`,
  )

/** The page for an address that leads nowhere. */
export const unknownPage = (): string =>
  page(
    'Not found (test)',
    html`<div class="card"><h1>${both('यह पता अब काम नहीं करता', 'This link no longer works')}</h1></div>`,
  )
