-- What the books tell of groups, disputes and the bank.

-- A payout of Stripe is found by its id, where a bank writes that into the line.
create index stripe_payouts_plain on stripe_payouts (upper(substr(id, 4)));
